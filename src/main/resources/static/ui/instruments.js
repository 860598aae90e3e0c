/* The instruments between the states: what is known of each, its term, and what happened to it. */
import { happened, lengthOf, who } from './answer.js';
import { alertOf, call, day, el, fill, fromTo, moment, section } from './form.js';
import { head, reader } from './page.js';

const place = document.getElementById('cases');
let page;

function facts(entries) {
  return el('dl.m-facts', {}, entries.filter(([, value]) => value).map(([label, value]) => [el('dt', {}, page.say(label)), el('dd', {}, value)]));
}

function life(history) {
  const ahead = history.watch && history.watch.ahead;
  return [ahead ? facts([['instrument.termDays', fromTo(ahead.term.first, ahead.lastDay)],
    ['instrument.warnings', `${day(ahead.opensOn)}, ${day(ahead.remindsOn)}`], ['instrument.noticeUntil', day(ahead.closesOn)],
    ['instrument.endsOn', day(ahead.endsOn)]]) : el('p.m-small', {}, page.say('instrument.noTerm')),
  history.story.length ? happened(page, history.story.map((event) => [
    moment(event.happenedAt, page.me.zone), who(page, event),
    [page.say(`instrument.story.${event.event}`), event.party ? ` (${page.words[`side.${event.party}`] || event.party})` : null],
    [day(event.day), event.reason ? ` ${event.reason}` : null]])) : null];
}

async function shown(instrument) {
  const history = await call('GET', `/api/instruments/${encodeURIComponent(instrument.code)}/history`);
  const known = history.fine ? history.body : { title: instrument.code, story: [] };
  const unknown = page.words['instrument.unknown'];
  const signature = instrument.signature;
  return section(known.title, [instrument.entries.some((entry) => entry.demo)
    ? el('p.m-alert.m-returned', {}, page.say('instrument.restsOnAssumption')) : null,
  facts([['instrument.code', instrument.code], ['instrument.kind', page.say(`instrument.kind.${instrument.kind}`)],
    ['instrument.parties', instrument.parties.map((party) => page.words[`side.${party}`] || party).join(', ')],
    ['instrument.signedOn', signature && signature.day ? day(signature.day) : unknown],
    ['instrument.inForceOn', day(instrument.enteredIntoForceOn) || unknown], ['instrument.termLength', lengthOf(page, instrument.term) || unknown],
    ['instrument.renewal', page.say(`instrument.renewal.${instrument.renewal}`)],
    ['instrument.noticeDays', instrument.noticeDays === null ? unknown : String(instrument.noticeDays)]]), life(known),
  el('p', {}, el('a', { href: `/api/instruments/${encodeURIComponent(instrument.code)}/paper`, target: '_blank', rel: 'noopener' },
    page.say('instrument.paper')))], { open: Boolean(known.watch), id: instrument.code });
}

async function show() {
  page = await reader();
  if (!page) {
    return;
  }
  document.title = `Mushterek · ${page.say('instrument.all')}`;
  const answer = await call('GET', '/api/instruments');
  const parts = answer.fine ? await Promise.all(answer.body.map(shown)) : [alertOf(page, answer)];
  fill(place, head(page, show), el('h1.c-title', {}, page.say('instrument.all')), parts);
}

show();
