/* What the forms of several processes share: the choice of an answer, facts in two columns, and who did something. */
import { el, fill, table } from './form.js';

/**
 * A choice among answers, with what each needs.
 *
 * @param {Array<string>} codes of the answers, which become {@code form.answer.action}
 * @param {object} details by code: a function that gives the fields that the answer needs
 * @param {string} said how the keys of their names begin ({@code drill.})
 * @param {string} [hinted] how the keys of their hints begin; without it they have none
 */
export function choices(form, codes, details, said, hinted) {
  const place = el('div.m-details');
  const show = () => fill(place, details[form.answer.action] ? details[form.answer.action]() : null);
  show();
  return [el('div.m-choices', { role: 'radiogroup', 'aria-label': form.say('answer') }, codes.map((code) => el('label.m-choice',
    { 'data-code': code }, el('input', {
      type: 'radio', name: 'mushterek-action', value: code, checked: form.answer.action === code,
      onchange: () => {
        form.answer.action = code;
        show();
        form.changed();
      }
    }), el('span.m-choice-name', {}, form.say(said + code)),
    hinted ? el('span.m-choice-hint', {}, form.say(hinted + code)) : null))),
  el('span.m-wrong', { 'data-wrong': 'action' }), place];
}

/** Facts under the names of their keys; what has no value is left out. */
export function facts(form, entries) {
  return el('dl.m-facts', {}, entries.filter(([, value]) => value && value.length !== 0).map(([label, value]) => [
    el('dt', {}, form.say(label)), el('dd', {}, value)]));
}

/** Who did something: the program, an account, or the other side, whose officers are not named. */
export function who(reader, event) {
  return event.account === 'system' ? reader.say('program')
    : event.account === event.side ? reader.say(`side.${event.side}`)
      : event.onBehalfOf ? reader.told('onBehalf', { deputy: event.account, principal: event.onBehalfOf }) : event.account;
}

/**
 * What happened, step by step; the column for what more is told of a step is there only where something is.
 *
 * @param {Array<Array>} steps of each when, who, what, and what more is told
 * @param {string} [caption] the key of what is shown
 */
export function happened(reader, steps, caption = 'story') {
  const isTold = steps.some((step) => [step[3]].flat(Infinity).some((part) => part));
  return table(['when', 'who', 'what', ...(isTold ? ['details'] : [])].map((head) => reader.say(head)),
    steps.map((step) => step.slice(0, isTold ? 4 : 3)), { caption: reader.say(caption), blocks: true });
}

/** A length such as {@code P1Y} in words where it is of whole years or months; what is none stays as it was written. */
export function lengthOf(reader, iso) {
  const read = /^P(?:(\d+)Y)?(?:(\d+)M)?$/.exec(iso || '');
  const months = read ? Number(read[1] || 0) * 12 + Number(read[2] || 0) : 0;
  return months === 0 ? iso
    : months % 12 ? reader.told('instrument.length.months', { count: months })
      : months === 12 ? reader.say('instrument.length.year') : reader.told('instrument.length.years', { count: months / 12 });
}
