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

const LENGTHS = { Y: 'years', M: 'months', D: 'days' };

/** How many of which unit a length such as {@code P1Y} or {@code P18M} is; null where it is none, or of months and days. */
function counted(iso) {
  const read = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(iso || '');
  const [months, days] = read ? [Number(read[1] || 0) * 12 + Number(read[2] || 0), Number(read[3] || 0) * 7 + Number(read[4] || 0)] : [0, 0];
  return (months === 0) === (days === 0) ? null
    : days ? { count: days, unit: 'D' } : months % 12 ? { count: months, unit: 'M' } : { count: months / 12, unit: 'Y' };
}

/** A length such as {@code P1Y} in words where it is of whole years, months or days; what is none stays as it was written. */
export function lengthOf(reader, iso) {
  const length = counted(iso);
  return !length ? iso : length.unit === 'Y' && length.count === 1 ? reader.say('instrument.length.year')
    : reader.told(`instrument.length.${LENGTHS[length.unit]}`, { count: length.count });
}

/** A length as an officer gives it, a number and its unit, which is kept as {@code P1Y}; without a number there is none. */
export function lengthField(reader, value, change, name) {
  const length = counted(value) || { count: null, unit: 'Y' };
  const told = () => {
    const unreadable = Boolean(number.value.trim()) && !/^\d{1,5}$/.test(number.value.trim());
    number.setCustomValidity(unreadable ? reader.say('instrument.length.wrong') : '');
    number.setAttribute('aria-invalid', String(unreadable));
    number.title = unreadable ? reader.say('instrument.length.wrong') : '';
    change(number.value.trim() && !unreadable ? `P${Number(number.value)}${unit.value}` : null);
  };
  const number = el('input.m-control', {
    type: 'text', inputmode: 'numeric', maxlength: 5, autocomplete: 'off', name, value: length.count === null ? '' : String(length.count), oninput: told
  });
  const unit = el('select.m-control', { name: `${name}-unit`, 'aria-label': reader.say('instrument.length.unit'), onchange: told },
    Object.keys(LENGTHS).map((code) => el('option', { value: code, selected: code === length.unit }, reader.say(`instrument.length.unit.${code}`))));
  return el('span.m-length', {}, number, unit);
}
