/* The tasks of a decree over a working calendar: what is recorded, and what it changes. */
import { happened, who } from './answer.js';
import { alertOf, call, day, dayField, el, field, fill, moment, section, select, table, text } from './form.js';

const KINDS = ['CLOSED_DAYS', 'SWAP', 'FEAST_DATE', 'WITHDRAWAL', 'YEAR'];
const REASONS = ['administrativeLeave', 'governmentDecision', 'mourning'];
const FEASTS = ['ramazan', 'qurban', 'novruz'];

export function heading(form) {
  const dossier = form.task.dossier;
  return [el('strong.m-number', {}, dossier.number), el('span.m-sides', {}, form.say(`side.${dossier.side}`)),
    el('span.m-chip', {}, form.say(`decree.state.${dossier.state}`)), form.task.dueText
      ? el('span.m-due', { title: form.task.dueText }, `${form.say('due')}: ${form.task.dueText}`) : null];
}

export function answerPart(form) {
  return form.task.step === 'userTask_recordDecree' ? recording(form) : confirming(form);
}

export function dossierPart(form) {
  const dossier = form.task.dossier;
  return [dossier.preview ? [section(form.say('decree'), facts(form, dossier.decree)),
    section(form.say('decree.changes'), previewed(form, dossier.preview))] : null,
  section(form.say('story'), happened(form, dossier.story.map((event) => [
    moment(event.happenedAt, form.task.zone), who(form, event),
    form.say(`decree.story.${event.event}`), event.reason])))];
}

function choice(form, code, name, hint, details) {
  return el('label.m-choice', { 'data-code': code }, el('input', {
    type: 'radio', name: 'mushterek-action', value: code, checked: form.answer.action === code,
    onchange: () => {
      form.answer.action = code;
      details();
      form.changed();
    }
  }), el('span.m-choice-name', {}, name), el('span.m-choice-hint', {}, hint));
}

function recording(form) {
  const content = form.answer.decree || { ...form.task.dossier.decree };
  form.answer.decree = content;
  form.answer.action = form.answer.action || 'RECORD';
  const fields = el('div.m-grid');
  const changes = el('div', { 'aria-live': 'polite' });
  const changed = (name) => (value) => {
    content[name] = value;
    form.changed();
  };
  const date = (name) => field(form.say(`decree.${name}`), name, dayField(content[name], changed(name), form.say('dayWrong')));
  const holiday = (label, names) => field(form.say(label), 'holiday', select(names, content.holiday,
    (code) => form.say(`decree.holiday.${code}`), changed('holiday'), { name: 'holiday' }));
  // The program reads the officer's own table or calendar and gives it back in the form in which it is kept.
  const year = async (chosen) => {
    const answer = await call('POST', `/api/calendars/${form.task.dossier.side}/year-previews`, chosen, { type: 'text/plain' });
    if (answer.fine) {
      changed('file')(answer.body.file);
    }
    fill(changes, answer.fine ? previewed(form, answer.body)
      : alertOf(form, answer));
  };
  const parts = {
    CLOSED_DAYS: () => [holiday('decree.reason', REASONS), date('from'), date('to')],
    SWAP: () => [date('restDay'), date('workDay')],
    FEAST_DATE: () => [holiday('decree.feast', FEASTS), date('from'), date('to')],
    WITHDRAWAL: () => [field(form.say('decree.withdraws'), 'withdraws', select(form.task.dossier.withdrawable
      .map((other) => [other.number, `${other.number} · ${other.reference}`]), content.withdraws, (code) => code,
    changed('withdraws'), { name: 'withdraws' }))],
    YEAR: () => [field(form.say('decree.file'), 'file', el('input', {
      type: 'file', accept: '.yaml,.yml,.csv,.xlsx,.ics', name: 'file', onchange: async (event) => {
        const chosen = event.target.files[0];
        if (chosen) {
          await year(chosen);
        }
      }
    }), { wide: true, hint: form.say('decree.fileHint') })]
  };
  const show = () => {
    const discards = form.answer.action === 'DISCARD';
    fill(fields, discards ? null : [field(form.say('decreeKind'), 'kind', select(KINDS, content.kind,
      (code) => form.say(`decree.kind.${code}`), (value) => {
        Object.keys(content).filter((name) => name !== 'reference' && name !== 'issuedOn').forEach((name) => { content[name] = null; });
        changed('kind')(value);
        show();
      }, { name: 'kind' })), content.kind ? parts[content.kind]() : null,
    field(form.say('decree.reference'), 'reference', text(content.reference, changed('reference'), { name: 'reference', length: 200 }),
      { hint: form.say('decree.referenceHint') }), date('issuedOn')]);
  };
  show();
  return [el('div.m-choices', { role: 'radiogroup', 'aria-label': form.say('answer') },
    choice(form, 'RECORD', form.say('RECORD'), form.say('hint.RECORD'), show),
    choice(form, 'DISCARD', form.say('DISCARD'), form.say('hint.DISCARD'), show)), fields, el('button.m-button', {
    type: 'button', onclick: async () => {
      const answer = await call('POST', `/api/calendars/${form.task.dossier.side}/decree-previews`, content);
      fill(changes, answer.fine ? previewed(form, answer.body)
        : alertOf(form, answer));
    }
  }, form.say('decree.preview')), changes];
}

function confirming(form) {
  const details = el('div');
  const show = () => fill(details, form.answer.action === 'RETURN' ? field(form.say('reason'), 'reason', text(form.answer.reason,
    (value) => {
      form.answer.reason = value;
      form.changed();
    }, { long: true, length: 1000, name: 'reason' }), { wide: true }) : null);
  show();
  return [el('div.m-choices', { role: 'radiogroup', 'aria-label': form.say('answer') },
    choice(form, 'CONFIRM', form.say('CONFIRM'), form.say('hint.CONFIRM'), show),
    choice(form, 'RETURN', form.say('decree.giveBack'), form.say('decree.giveBackHint'), show)), details];
}

function facts(form, content) {
  const entries = [['decreeKind', form.say(`decree.kind.${content.kind}`)],
    [content.kind === 'FEAST_DATE' ? 'decree.feast' : 'decree.reason', content.holiday
      && form.say(`decree.holiday.${content.holiday}`)],
    ['decree.from', day(content.from)], ['decree.to', day(content.to)], ['decree.restDay', day(content.restDay)],
    ['decree.workDay', day(content.workDay)], ['decree.withdraws', content.withdraws], ['decree.reference', content.reference],
    ['decree.issuedOn', day(content.issuedOn)], ['decree.file', content.file && el('pre.m-mono', {}, content.file)]];
  return el('dl.m-facts', {}, entries.filter(([, value]) => value).map(([label, value]) => [el('dt', {}, form.say(label)),
    el('dd', {}, value)]));
}

function previewed(form, preview) {
  if (preview.findings.length) {
    return el('div.m-alert', { role: 'alert' }, form.findings(preview.findings));
  }
  const told = (known) => (known ? [form.say(`dayKind.${known.kind}`), ...known.holidays,
    known.estimated ? form.say('estimatedDate') : null].filter(Boolean).join(', ') : form.say('decree.unknownBefore'));
  return preview.changes.length ? table([form.say('when'), form.say('decree.before'), form.say('decree.after')],
    preview.changes.map((change) => [day(change.date), told(change.before), told(change.after)]),
    { caption: form.say('decree.changes') }) : el('p.m-small', {}, form.say('decree.noChanges'));
}
