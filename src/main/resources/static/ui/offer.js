/* An action that a side asks another one to take over: the offer, and the task by which it is answered. */
import { observationFacts, orderFields } from './afteraction.js';
import { choices, facts, happened, who } from './answer.js';
import { alertOf, call, day, el, field, fill, moment, section, select, table, text } from './form.js';

export { heading } from './afteraction.js';

export function answerPart(form) {
  const { offer } = form.task.dossier;
  form.answer.order = form.answer.order || { organisation: null, dueOn: offer.dueOn };
  return choices(form, ['TAKE_OVER', 'REFUSE'], {
    TAKE_OVER: () => orderFields(form, form.answer.order, 'order/', ['organisation', 'body', 'person', 'dueOn', 'resources']),
    REFUSE: () => field(form.say('afteraction.reason'), 'reason', text(form.answer.reason, (value) => {
      form.answer.reason = value;
      form.changed();
    }, { long: true, name: 'reason' }), { wide: true })
  }, 'afteraction.offer.', 'afteraction.offerHint.');
}

export function dossierPart(form) {
  const { offer, observation, story } = form.task.dossier;
  return [section(`${offer.action} · ${offer.title}`, facts(form, [['afteraction.offeredBy', form.say(`side.${offer.from}`)],
    ['afteraction.task', offer.task], ['afteraction.organisation', offer.organisation], ['afteraction.dueOn', day(offer.dueOn)]])),
  section(`${observation.number} · ${observation.content.title}`, observationFacts(form, observation.content, observation)),
  section(form.say('story'), happened(form, story.map((event) => [
    moment(event.happenedAt, form.task.zone), who(form, event), form.say(`afteraction.story.${event.event}`), event.reason])))];
}

/** Where an own action was offered, and a button to offer it, for lessons officers. */
export async function offerPart(page, action, parties, again) {
  const mayOffer = page.may(['corrective-action'], 'LESSONS');
  const mayWithdraw = page.may(['action-offer'], 'LESSONS');
  if (action.owner !== page.me.side || !mayOffer && !mayWithdraw) {
    return null;
  }
  const made = await call('GET', '/api/action-offers');
  const offers = (made.fine ? made.body : []).filter((offer) => offer.action === action.number);
  const told = el('div', { 'aria-live': 'assertive' });
  const others = parties.filter((side) => side !== page.me.side);
  const asked = { to: others[0] };
  const refused = (answer) => fill(told, alertOf(page, answer, { of: 'afteraction' }));
  const send = async (path, body) => {
    const answer = await call('POST', path, body);
    if (answer.fine) {
      again();
    } else {
      refused(answer);
    }
  };
  const isOpen = mayOffer && ['IMPLEMENTATION', 'VALIDATION'].includes(action.state) && !offers.some((offer) => offer.state === 'OFFERED');
  return el('div', {}, offers.length ? table([page.say('afteraction.number'), page.say('afteraction.to'), page.say('afteraction.state'), ''],
    offers.map((offer) => [offer.number, page.say(`side.${offer.to}`), page.say(`afteraction.state.${offer.state}`),
      offer.state === 'OFFERED' && mayWithdraw ? el('button.m-button', {
        type: 'button', onclick: () => send(`/api/action-offers/${encodeURIComponent(offer.number)}/withdrawal`)
      }, page.say('afteraction.withdrawOffer')) : [offer.takenAs, offer.reason].filter(Boolean).join(' ')]), { caption: page.say('afteraction.offers') }) : null,
  isOpen && others.length ? el('div.m-tools', {}, select(others.map((side) => [side, page.say(`side.${side}`)]), asked.to, (code) => code, (code) => {
    asked.to = code;
  }, { name: 'offer-to', 'aria-label': page.say('afteraction.to') }), el('button.m-button', {
    type: 'button', 'data-do': 'offer', onclick: () => send(`/api/corrective-actions/${encodeURIComponent(action.number)}/offers`, asked)
  }, page.say('afteraction.offerAction')), el('span.m-small', {}, page.say('afteraction.offerActionHint'))) : null, told);
}
