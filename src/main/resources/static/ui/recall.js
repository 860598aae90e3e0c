/* Persons called back from a permitted visit: the order of the sending side, and what the host records of their return. */
import { alertOf, call, el, field, fill, moment, momentField, section, table, text } from './form.js';

const ENDINGS = ['LEFT', 'NEVER_ENTERED'];

function person(form, line) {
  const found = form.task.dossier.document.visitors.find((visitor) => visitor.line === line);
  return found ? `${line}. ${found.grade} ${found.surname} ${found.forenames}` : String(line);
}

/** Whom the permit no longer lets in, and for who may order it the order itself. */
export function recallPart(form) {
  const { recalls } = form.task.dossier;
  if (!recalls || (!recalls.recalled.length && !recalls.mayRecall)) {
    return null;
  }
  return section(form.say('recall.title'), [
    recalls.recalled.length ? table([form.say('recall.person'), form.say('recall.since'), form.say('state')],
      recalls.recalled.map((called) => [person(form, called.line), moment(called.orderedAt, form.task.zone),
        form.say(`recall.${called.ending || 'OUTSTANDING'}`)]), { caption: form.say('recall.title') }) : null,
    recalls.mayRecall && !form.task.step ? order(form, recalls.admitted) : null
  ], { open: recalls.recalled.length > 0, id: 'mushterek-recall', note: recalls.recalled.length || null });
}

function order(form, admitted) {
  const called = new Set();
  const told = el('div', { 'aria-live': 'polite' });
  const sure = () => [el('p', {}, form.told(called.size === admitted.length ? 'recall.sureOfAll' : 'recall.sure', { count: called.size })),
    el('p', {}, el('button.m-button', { type: 'button', 'data-do': 'confirm-recall', onclick: send }, form.say('recall.confirm')))];
  const button = el('button.m-button', {
    type: 'button', 'data-do': 'recall', disabled: true, onclick: () => fill(told, sure())
  }, form.say('recall.order'));
  const send = async (event) => {
    event.target.disabled = true;
    const answer = await call('POST', `/api/visit-requests/${encodeURIComponent(form.task.dossier.number)}/recalls`,
      { lines: [...called].sort((one, other) => one - other) });
    if (answer.fine) {
      window.dispatchEvent(new Event('hashchange'));
      return;
    }
    fill(told, alertOf(form, answer));
  };
  return [el('p', {}, form.say('recall.lead')), el('fieldset.m-recalled', {}, el('legend', {}, form.say('recall.whom')),
    admitted.map((line) => el('label.m-check', {}, el('input', {
      type: 'checkbox', name: `recall-${line}`, onchange: (event) => {
        if (event.target.checked) {
          called.add(line);
        } else {
          called.delete(line);
        }
        fill(told);
        button.disabled = called.size === 0;
      }
    }), ` ${person(form, line)}`))), el('p', {}, button), told];
}

/** What became of each person whose return is still to be recorded. */
export function returnAnswer(form) {
  const outstanding = form.task.dossier.recalls.recalled.filter((called) => !called.ending);
  form.answer.visitors = form.answer.visitors || [];
  const said = (line) => form.answer.visitors.find((entry) => entry.line === line);
  const departures = new Map(outstanding.map((called) => [called.line, el('div')]));
  // Who is in the country on record departs with this answer; of the others it is on record, or nobody has recorded them at all.
  const drawDeparture = (called) => {
    const entry = said(called.line);
    const keep = (name) => (value) => {
      entry[name] = value;
      form.changed();
    };
    const place = `visitors/${called.line}`;
    fill(departures.get(called.line), called.inside && entry && entry.verdict === 'LEFT' ? [
      field(form.say('recall.leftAt'), `${place}/at`, momentField(entry.at, keep('at'), form.say('timeWrong'), { name: `left-${called.line}` })),
      field(form.say('movement.place'), `${place}/place`, text(entry.place, keep('place'), { name: `left-place-${called.line}`, length: 120 }))] : null);
  };
  outstanding.forEach(drawDeparture);
  return table([form.say('recall.person'), form.say('recall.since'), form.say('recall.became')], outstanding.map((called) => [
    person(form, called.line), moment(called.orderedAt, form.task.zone),
    [el('select.m-control', {
      name: `return-${called.line}`, 'aria-label': `${form.say('recall.became')}: ${person(form, called.line)}`, onchange: (event) => {
        form.answer.visitors = form.answer.visitors.filter((entry) => entry.line !== called.line);
        if (event.target.value) {
          form.answer.visitors.push({ line: called.line, verdict: event.target.value });
        }
        drawDeparture(called);
        form.changed();
      }
    }, el('option', { value: '' }, '—'), ENDINGS.map((code) => el('option', {
      value: code, selected: Boolean(said(called.line)) && said(called.line).verdict === code
    }, form.say(`recall.${code}`)))), el('span.m-wrong', { 'data-wrong': `visitors/${called.line}` }), called.inside ? el('div.m-small', {}, form.say('recall.inside')) : null,
    departures.get(called.line)]]),
  { caption: form.say('recall.title') });
}
