/* A permit that lets nobody in for a while: what the host has ordered, and the orders themselves for whoever may give them. */
import { facts } from './answer.js';
import { alertOf, call, day, dayField, el, field, fill, misread, moment, section, select, text } from './form.js';
import * as kept from './kept.js';

const REASONS = ['INCIDENT_EXAMINED', 'SECURITY_SITUATION', 'HEALTH_SITUATION', 'DOCUMENT_NOT_ACCEPTED', 'SITE_NOT_AVAILABLE',
  'EXERCISE_HALTED', 'OTHER'];
const REVIEW = 'userTask_reviewSuspension';

/** A word beside the number of a case whose permit is suspended. */
export function suspendedMark(form) {
  const { permit } = form.task.dossier;
  return permit && permit.state === 'SUSPENDED' ? el('span.m-chip.m-late', {}, form.say('suspension.chip')) : null;
}

/** What was suspended and reinstated, the latest first, and for an officer of the host's registry or authority the next order. */
export function suspensionPart(form) {
  const { suspensions, permit } = form.task.dossier;
  if (!suspensions || !(suspensions.made.length || suspensions.maySuspend)) {
    return null;
  }
  const latest = suspensions.made[suspensions.made.length - 1];
  const next = suspensions.mayReinstate && form.task.step !== REVIEW ? reinstating(form, latest.no)
    : suspensions.maySuspend ? suspending(form) : null;
  return section(form.say('suspension.title'), [[...suspensions.made].reverse().map((one) => made(form, one)), next], {
    open: permit.state === 'SUSPENDED' || kept.isBegun(begunAs(form)), id: 'mushterek-suspension',
    note: suspensions.made.length || null
  });
}

function made(form, one) {
  const who = (account, principal) => principal ? form.told('onBehalf', { deputy: account, principal })
    : account || form.say('suspension.byHost');
  return el('div.m-group', { 'data-suspension': one.no }, el('h5', {}, form.told('suspension.made', {
    no: one.no, when: moment(one.suspendedAt, form.task.zone), who: who(one.suspendedBy, one.suspendedFor)
  })), facts(form, [['suspension.reason', form.say(one.reasonCode)], ['suspension.text', one.comment], ['remark', one.staffNote],
    ['reviewOn', day(one.reviewOn)], ['suspension.again', one.reinstatement]]), one.reinstatedAt ? el('p.m-small', {},
    form.told('suspension.ended', {
      when: moment(one.reinstatedAt, form.task.zone), who: who(one.reinstatedBy, one.reinstatedFor)
    })) : null);
}

/** Another order begins anew: what was written for one is not said of the next. */
function begunAs(form) {
  const { number, suspensions, permit } = form.task.dossier;
  return kept.nameOf(number, 'suspension', `${suspensions.made.length} ${permit.state}`);
}

function suspending(form) {
  const answer = kept.begun(begunAs(form), { reasonCode: null, text: null, remark: null, reviewOn: null });
  const keep = (name) => (value) => {
    answer[name] = value;
    kept.keep(begunAs(form), answer);
  };
  return [el('p.m-small', {}, form.say('suspension.hint')),
    field(form.say('suspension.reason'), 'reasonCode', select(REASONS, answer.reasonCode, (code) => form.say(code), keep('reasonCode'),
      { name: 'suspend-reasonCode' })),
    reviewDay(form, answer.reviewOn, keep('reviewOn')),
    words(form, 'text', 'suspension.text', answer.text, keep('text')), words(form, 'remark', 'remark', answer.remark, keep('remark')),
    ordering(form, 'suspend', '', answer)];
}

function reinstating(form, no) {
  const answer = kept.begun(begunAs(form), { text: null });
  return [words(form, 'text', 'suspension.again', answer.text, (value) => {
    answer.text = value;
    kept.keep(begunAs(form), answer);
  }), ordering(form, 'reinstate', `/${no}/reinstatement`, answer)];
}

function words(form, place, label, value, change) {
  return field(form.say(label), place, text(value, change, { long: true, name: `suspension-${place}` }), { wide: true });
}

function reviewDay(form, value, change) {
  return field(form.say('reviewOn'), 'reviewOn', dayField(value, change, form.say('dayWrong'), 'suspension-reviewOn'));
}

/** The button that gives an order, and what stands against it. */
function ordering(form, order, path, answer) {
  const told = el('div', { 'aria-live': 'polite' });
  const button = el('button.m-button', {
    type: 'button', 'data-do': order, onclick: async () => {
      if (misread(button)) {
        return;
      }
      button.disabled = true;
      const result = await call('POST', `/api/host-cases/${encodeURIComponent(form.task.dossier.number)}/suspensions${path}`, answer);
      button.disabled = false;
      if (!result.fine) {
        fill(told, alertOf(form, result));
        return;
      }
      kept.forget(begunAs(form));
      if (form.open) {
        form.open();
      } else {
        window.dispatchEvent(new Event('hashchange'));
      }
    }
  }, form.say(`suspension.${order}`));
  return [el('p', {}, button), told];
}

/** What the officer answers who looks at a suspension again. */
export function reviewDetails(form) {
  const set = (name) => (value) => {
    form.answer[name] = value;
    form.changed();
  };
  return {
    REINSTATE: () => words(form, 'text', 'suspension.again', form.answer.text, set('text')),
    KEEP: () => reviewDay(form, form.answer.reviewOn, set('reviewOn'))
  };
}
