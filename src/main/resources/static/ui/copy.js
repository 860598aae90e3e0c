/* An earlier request as the start of a new one: how it is asked for, and what has to be looked at afterwards. */
import { alertOf, call, callEach, day, dayField, el, field, fill, fromTo, misread, select } from './form.js';

const GROUPS = { ammunition: 'annex.3', legs: 'annex.7', medicalSupplies: 'annex.6', customsMovements: 'customsMovements' };

/** The name of a place such as {@code annexes/ammunition/2/lot}. */
function placeName(form, place) {
  const parts = place.split('/');
  const last = parts.pop();
  const row = parts.find((part) => /^\d+$/.test(part));
  const group = parts.map((part) => GROUPS[part]).find(Boolean);
  return `${group ? `${form.say(group)}${row ? ` · ${row}` : ''}: ` : ''}${form.say(last)}`;
}

function emptied(form, places) {
  return places.length ? [el('p', {}, form.say('copy.emptied')), el('ul.m-notes', { 'data-emptied': '' },
    places.map((place) => el('li', {}, placeName(form, place))))] : null;
}

/** In the form of a request that began as a copy: from which one, and what stands empty. */
export function copyNote(form) {
  const origin = form.task.dossier.copyOf;
  return origin ? el('div.m-group', {}, el('p', {}, form.told('copy.of', { number: origin.earlier })),
    emptied(form, origin.emptied)) : null;
}

/** On the page of a case: a new request from this one. */
export function copyPart(form) {
  const dossier = form.task.dossier;
  const wanted = { exerciseCode: null, firstDay: null };
  const told = el('div', { 'aria-live': 'polite' });
  const exercises = el('div');
  callEach('/api/exercises').then((answer) => {
    const offered = answer.fine ? answer.body.filter((one) => one.hostState !== dossier.sendingState) : [];
    fill(exercises, field(form.say('exerciseCode'), 'exerciseCode', select(offered.map((one) =>
      [one.code, `${one.title} (${one.code}), ${fromTo(one.firstDay, one.lastDay)}`]), null, null, (value) => {
      wanted.exerciseCode = value;
    }, { name: 'copy-exercise' })));
  });
  const begin = el('button.m-button', {
    type: 'button', 'data-copy': dossier.number, onclick: async () => {
      if (misread(begin)) {
        return;
      }
      begin.disabled = true;
      const result = await call('POST', `/api/visit-requests/${encodeURIComponent(dossier.number)}/copies`, wanted);
      begin.disabled = false;
      fill(told, result.fine ? [el('p', { 'data-copied': result.body.number }, form.told('copy.done', {
        number: result.body.number, from: day(result.body.from) || '—', to: day(result.body.to) || '—'
      }), ' ', el('a', { href: `#${result.body.number}` }, form.say('copy.open'))), emptied(form, result.body.emptied),
      result.body.findings.length ? [el('p', {}, form.say('copy.findings')), form.findings(result.body.findings)] : null]
        : alertOf(form, result));
    }
  }, form.say('copy.begin'));
  return [el('p.m-small', {}, form.say('copy.hint')), el('div.m-grid', {}, exercises,
    field(form.say('copy.firstDay'), 'firstDay', dayField(null, (value) => {
      wanted.firstDay = value;
    }, form.say('dayWrong'), 'copy-first-day'))), begin, told];
}
