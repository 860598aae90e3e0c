/* What a decision was before its author corrected it, how a refusal is corrected, and a request as it was submitted. */
import { alertOf, call, el, field, fill, moment, select, text } from './form.js';
import { asListedThen, filesThen } from './attachments.js';
import * as kept from './kept.js';
import { choices, decidedFacts, decision } from './visit.js';
import { requestPart } from './request.js';

const REFUSALS = { RETURNED: ['RETURNED'], DENIED: ['DENIED', 'NOT_SPONSORED'], NOT_SPONSORED: ['DENIED', 'NOT_SPONSORED'] };

/** Each correction with what it replaced, the latest first. */
export function correctionsRead(form) {
  return [...form.task.dossier.corrections].reverse().map((one) => el('details.m-group', { 'data-correction': one.no },
    el('summary', {}, form.told('correction.made', {
      no: one.no, when: moment(one.correctedAt, form.task.zone), who: one.correctedFor
        ? form.told('onBehalf', { deputy: one.correctedBy, principal: one.correctedFor })
        : one.correctedBy === 'AUTHORITY' ? form.say('role.AUTHORITY') : one.correctedBy
    })), el('p', {}, one.reason), el('h5', {}, form.say('correction.before')), decidedFacts(form, one.before),
    el('h5', {}, form.say('correction.after')), decidedFacts(form, one.after)));
}

/** Under which name a correction is kept that is not recorded yet; another decision is corrected anew. */
export function correctionOf({ number, decision: taken }) {
  return kept.nameOf(number, 'correction', taken.decidedAt);
}

/** For the author of an approval whose permit is out: all of it can be said anew, and a next revision takes the permit's place. */
export function approvalCorrection(form, again) {
  const answer = kept.begun(correctionOf(form.task.dossier), { action: form.task.dossier.decision.outcome });
  const own = { ...form, answer, changed: () => kept.keep(correctionOf(form.task.dossier), answer) };
  return [el('p.m-small', {}, form.say('correction.permitHint')), decision(own, true, true), recording(form, answer, again)];
}

/** The button with which a correction is recorded, and what was wrong with it. */
function recording(form, answer, again) {
  const { number } = form.task.dossier;
  const told = el('div', { 'aria-live': 'polite' });
  const button = el('button.m-button', {
    type: 'button', 'data-correct': number, onclick: async () => {
      button.disabled = true;
      const result = await call('POST', `/api/host-cases/${encodeURIComponent(number)}/decision-corrections`, answer);
      button.disabled = false;
      if (result.fine) {
        kept.forget(correctionOf(form.task.dossier));
        again();
        return;
      }
      fill(told, alertOf(form, result));
    }
  }, form.say('correction.record'));
  return [button, told];
}

/** For the author of a return or a refusal: says anew why it was. */
export function refusalCorrection(form, reasons, again) {
  const { decision: taken } = form.task.dossier;
  const begun = correctionOf(form.task.dossier);
  const answer = kept.begun(begun, {
    action: taken.outcome, reasonCode: taken.reasonCode, comment: taken.comment, remark: taken.staffNote, reason: null
  });
  const keep = () => kept.keep(begun, answer);
  const own = { ...form, answer, changed: keep };
  const long = (name, label) => field(form.say(label), name, text(answer[name], (value) => {
    answer[name] = value;
    keep();
  }, { long: true, name: `correct-${name}` }), { wide: true });
  const details = () => [field(form.say('reasonCode'), 'reasonCode', select(reasons, answer.reasonCode, (code) => form.say(code),
    (value) => {
      answer.reasonCode = value;
      keep();
    }, { name: 'correct-reasonCode' })), long('comment', 'comment'), long('remark', 'remark'), long('reason', 'correction.reason')];
  return [el('p.m-small', {}, form.say('correction.hint')),
    choices(own, REFUSALS[taken.outcome].map((code) => [code, details])), recording(form, answer, again)];
}

/** The submissions of a request, each as it was. */
export function submissionsRead(form) {
  const place = el('div', { 'aria-live': 'polite' });
  const address = `/api/visit-requests/${encodeURIComponent(form.task.dossier.number)}/submissions`;
  const whole = el('div', { 'data-then': true });
  call('GET', address).then((answer) => {
    fill(place, !answer.fine || !answer.body.length ? el('p.m-small', {}, form.say('submission.none'))
      : earlier(answer.body.map(({ no, ...one }) => el('button.m-link', {
        type: 'button', 'data-submission': no, onclick: () => showThen(form, whole, `${address}/${no}`,
          ({ sha256 }) => form.told('submission.shown', { no, sha256 }))
      }, form.told('submission.one', {
        no, revision: one.revision, when: moment(one.submittedAt, form.task.zone), who: one.onBehalfOf
          ? form.told('onBehalf', { deputy: one.submittedBy, principal: one.onBehalfOf }) : one.submittedBy
      }))), whole));
  });
  return place;
}

/** The revisions that the host was handed, each as it came. */
export function receivedRead(form) {
  const { number, revision } = form.task.dossier;
  const whole = el('div', { 'data-then': true, 'aria-live': 'polite' });
  return earlier(Array.from({ length: revision }, (none, before) => before + 1).map((no) => el('button.m-link', {
    type: 'button', 'data-revision': no, onclick: () => showThen(form, whole,
      `/api/visit-requests/${encodeURIComponent(number)}/revisions/${no}`,
      ({ deliveredAt, sha256 }) => form.told('received.shown', { no, when: moment(deliveredAt, form.task.zone), sha256 }))
  }, form.told('revision', { no }))), whole);
}

function earlier(buttons, whole) {
  return [el('ul.m-notes', {}, buttons.map((button) => el('li', {}, button))), whole];
}

/** Shows a request as it stood once, with its files of then. */
async function showThen(form, whole, address, titleOf) {
  const read = await call('GET', address);
  if (!read.fine) {
    fill(whole, alertOf(form, read));
    return;
  }
  const { document: content, files } = read.body;
  const dossier = {
    ...form.task.dossier, document: content, attachments: { items: files.map(asListedThen) }, identities: null, amendment: null
  };
  const then = { ...form, task: { ...form.task, dossier } };
  fill(whole, el('h5', { style: 'overflow-wrap: anywhere' }, titleOf(read.body)), el('p.m-small', {}, form.say('identitiesOnRecord')),
    content.files ? filesThen(then) : el('p.m-small', {}, form.say('submission.filesUnlisted')), requestPart(then, {}));
}
