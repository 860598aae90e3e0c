/* The officer's day: what waits, what is late, what the side has asked and where it stands, what came back. */
import { call, day, el, fill, moment } from './form.js';
import { head, reader } from './page.js';

const MOST_LATE = 20;
const place = document.getElementById('cases');
let page;

const say = (key) => page.say(key);
const told = (key, values) => page.told(key, values);

function caseLink(number) {
  return number.startsWith('VIS-') ? el('a.d-number', { href: `/cases#${number}` }, number) : el('strong.d-number', {}, number);
}

function late() {
  return el('span.m-chip.m-late', {}, say('day.late'));
}

/** Whose hands something is in: the officer who took it, or the roles that may. */
function holder(one) {
  const roles = one.roles.map((role) => say(`role.${role}`)).join(', ');
  const account = one.account || one.assignee;
  return one.side === page.me.side ? (account ? `${account} (${roles})` : roles) : `${say(`side.${one.side}`)}: ${roles}`;
}

function times(one) {
  return [one.due ? el('span.d-more', {}, `${say('due')}: ${one.dueText}`) : null,
    el('span.d-more', {}, told('day.since', { when: moment(one.since, page.me.zone) }))];
}

function taskLine(task) {
  return el(`li.d-line${task.late ? '.d-late' : ''}`, {}, el('div.d-what', {}, task.late ? late() : null, el('a', {
    href: `/camunda/app/tasklist/default/#/?task=${encodeURIComponent(task.id)}`
  }, task.title), ' · ', caseLink(task.caseNumber), el('span.d-more', {}, task.mine ? say('day.mine') : holder(task))),
  el('div.d-when', {}, times(task)));
}

function lateLine(task) {
  return el('li.d-line.d-late', {}, el('div.d-what', {}, caseLink(task.caseNumber), ` · ${task.title}`,
    el('span.d-more', {}, holder(task))), el('div.d-when', {}, times(task)));
}

function askedLine(request) {
  return el(`li.d-line${request.late ? '.d-late' : ''}`, {}, el('div.d-what', {}, request.late ? late() : null,
    caseLink(request.number), ' ', el('span.m-chip.m-quiet', {}, say(`visit.state.${request.state}`)),
    el('span.d-more', {}, [request.exerciseCode, request.from ? `${day(request.from)} – ${day(request.to)}` : null,
      say(`side.${request.hostState}`)].filter(Boolean).join(' · ')),
    el('span.d-more', {}, request.next)), el('div.d-when', {}, request.holders.length
    ? request.holders.map((one) => [el('strong', {}, holder(one)), times(one)]) : say('day.program')));
}

function backLine(back) {
  const bad = ['DENIED', 'NOT_SPONSORED', 'LAPSED_UNANSWERED'].includes(back.state);
  return el(`li.d-line${bad ? '.d-late' : ''}`, {}, el('div.d-what', {}, caseLink(back.number), ' ',
    el(`span.m-chip${bad ? '.m-late' : '.m-quiet'}`, {}, say(back.outcome ? `outcome.${back.outcome}` : `visit.state.${back.state}`)),
    el('span.d-more', {}, [back.exerciseCode, say(`side.${back.hostState}`), back.reasonCode ? say(back.reasonCode) : null]
      .filter(Boolean).join(' · ')),
    back.reason ? el('span.d-more.d-reason', {}, back.reason) : null),
  el('div.d-when', {}, moment(back.at, page.me.zone)));
}

/** A part of the day: its lines, or a sentence in their place. */
function part(title, count, lines, none, wide, ...more) {
  return el(`section.d-part${wide ? '.d-wide' : ''}`, { 'aria-label': title },
    el('h2', {}, title, lines.length ? el('span.d-count', {}, count) : null),
    lines.length ? el('ul.d-list', {}, lines) : el('p.m-small', {}, none), more);
}

function rest(shown, total, href, text) {
  return total > shown ? el('p', {}, el('a', { href }, `${text} (${total})`)) : null;
}

/** Who only stands at a gate or administers accounts has another day. */
function otherDay(roles) {
  const only = (...some) => roles.every((role) => some.includes(role));
  if (only('ADMIN')) {
    return [el('p.m-lead', {}, say('day.ofAdmin')), el('p', {}, el('a', { href: '/accounts' }, say('accounts')))];
  }
  if (only('GUARD')) {
    return [el('p.m-lead', {}, say('day.ofGuard')), el('p', {}, el('a', { href: '/cases' }, say('list.gateLists')))];
  }
  return null;
}

function wholeDay({ waiting, lateAtSide, asked, cameBack }) {
  const reads = page.me.roles.some((role) => !['GUARD', 'LESSONS', 'ADMIN'].includes(role));
  const onlyReads = page.me.roles.every((role) => role === 'AUDITOR');
  return el('div.d-parts', {},
    part(say('day.waiting'), waiting.late ? told('day.countLate', { total: waiting.total, late: waiting.late })
      : told('day.count', { total: waiting.total }), waiting.items.map(taskLine), say(onlyReads ? 'day.ofAuditor' : 'day.nothingWaits'), true,
    rest(waiting.items.length, waiting.total, '/camunda/app/tasklist/default/', say('day.allTasks'))),
    reads ? [part(say('day.lateAtSide'), told('day.count', { total: lateAtSide.length }),
      lateAtSide.slice(0, MOST_LATE).map(lateLine), say('day.nothingLate')),
    part(say('day.cameBack'), told('day.count', { total: cameBack.length }), cameBack.map(backLine), say('day.nothingBack')),
    part(say('day.asked'), told('day.count', { total: asked.total }), asked.items.map(askedLine), say('day.nothingAsked'), true,
      rest(asked.items.length, asked.total, '/cases', say('day.allRequests')))] : null);
}

async function show() {
  page = await reader();
  if (!page) {
    return;
  }
  document.title = `Mushterek · ${say('myDay')}`;
  const other = otherDay(page.me.roles);
  const room = el('div', { 'aria-live': 'polite' }, other || el('p.m-small', {}, say('day.loading')));
  fill(place, head(page, show), el('h1.d-title', {}, say('myDay')), room);
  if (other) {
    return;
  }
  const answer = await call('GET', '/api/day');
  fill(room, answer.fine ? wholeDay(answer.body)
    : el('p.m-alert', { role: 'alert' }, (answer.body && answer.body.detail) || say('day.lineDown')));
}

show();
