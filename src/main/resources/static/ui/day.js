/* The officer's day: what waits, what is late, what the side has asked and where it stands, what is permitted, what came back, and news. */
import { alertOf, call, day, el, fill, fromTo, moment } from './form.js';
import { head, loading, reader } from './page.js';

/** How many lines of a part are drawn before the rest is asked for. */
const MOST_DRAWN = 20;

/** Steps that many cases answer alike, and the answer. */
const TOGETHER = {
  userTask_certifyRoster: 'CERTIFY', userTask_endorseRequest: 'ENDORSE', userTask_reviewAtDesk: 'NO_OBJECTION'
};
const place = document.getElementById('cases');
const answer = el('div', { 'aria-live': 'assertive' });
let page;

const say = (key) => page.say(key);
const told = (key, values) => page.told(key, values);

/** Whoever collects lessons alone reads no case. */
function readsCases() {
  return page.me.roles.some((role) => !['GUARD', 'LESSONS', 'ADMIN'].includes(role));
}

/** A visit has a page of its own; of every other case the reports tell where it stands, and lead to where it is worked on. */
function caseLink(number) {
  const href = number.startsWith('VIS-') ? `/cases#${number}` : readsCases() ? `/reports#case/${number}` : '/lessons';
  return el('a.d-number', { href }, number);
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

/** What an absent officer holds waits until the deputy takes it. */
function takeOver(task) {
  return el('button.m-button', {
    type: 'button', onclick: async () => {
      const taken = await call('POST', `/api/tasks/${encodeURIComponent(task.id)}/claim`);
      if (taken.fine) {
        await show();
      } else {
        fill(answer, alertOf(page, taken, { down: 'day.lineDown' }));
      }
    }
  }, say('day.takeOver'));
}

/** The ticked tasks, and what can be done with all of them. */
const ticked = new Map();
const bench = el('div.d-bench', { 'aria-live': 'polite' });

function benchOf() {
  const chosen = [...ticked.values()];
  const steps = new Set(chosen.map((task) => task.step));
  const step = steps.size === 1 ? [...steps][0] : null;
  fill(bench, chosen.length ? el('div.m-tools', {}, told('day.ticked', { count: chosen.length }), el('button.m-button', {
    type: 'button', onclick: () => send('/api/tasks/claims', { tasks: chosen.map((task) => task.id) }, chosen)
  }, say('day.claim')), TOGETHER[step] ? el('button.m-button', {
    type: 'button', onclick: () => look(step, chosen)
  }, say(`day.do.${step}`)) : null) : null);
}

/** Before an answer goes to many cases the officer sees which, and confirms the duties that they ask for. */
async function look(step, chosen) {
  const read = await Promise.all(chosen.map((task) => call('GET', `/api/tasks/${encodeURIComponent(task.id)}`)));
  const duties = new Map();
  const asked = read.map((one) => ((one.fine && one.body.dossier.duties) || []).filter((duty) => duty.asked));
  asked.flat().forEach((duty) => duties.set(duty.rule, duty));
  const confirmed = new Set();
  fill(bench, el('div.m-claim', {}, el('p', {}, say('day.look')), el('ul', {}, chosen.map((task, row) => el('li', {},
    caseLink(task.caseNumber), read[row].fine ? ` · ${say('persons')}: ${read[row].body.dossier.document.visitors.length}` : null))),
  duties.size ? el('fieldset.m-duties', {}, el('legend', {}, say('day.confirmed')), [...duties.values()].map((duty) => el('label.m-duty',
    {}, el('input', {
      type: 'checkbox', value: duty.rule, onchange: (event) => {
        if (event.target.checked) {
          confirmed.add(duty.rule);
        } else {
          confirmed.delete(duty.rule);
        }
      }
    }), el('span', {}, `${duty.rule}: ${duty.text}`)))) : null, el('div.m-tools', {}, el('button.m-button', {
    type: 'button', onclick: () => send('/api/tasks/completions', {
      rows: chosen.map((task, row) => ({
        task: task.id, answer: {
          action: TOGETHER[step], duties: asked[row].map((duty) => duty.rule).filter((rule) => confirmed.has(rule))
        }
      }))
    }, chosen)
  }, say('day.go')), el('button.m-button', { type: 'button', onclick: benchOf }, say('day.cancel')))));
  bench.querySelector('input, button').focus();
}

async function send(path, body, chosen) {
  const sent = await call('POST', path, body);
  if (!sent.fine) {
    fill(answer, alertOf(page, sent, { down: 'day.lineDown' }));
    return;
  }
  await show();
  fill(answer, el('ul.d-list.d-results', {}, sent.body.results.map((result, row) => {
    const good = result.outcome === 'DONE';
    return el(`li.d-line${good ? '' : '.d-late'}`, {}, el('div.d-what', {}, el(`span.m-chip${good ? '.m-quiet' : '.m-late'}`, {},
      say(good ? 'day.done' : 'day.refused')), caseLink(chosen[row].caseNumber), ` · ${chosen[row].title}`,
    good ? null : el('span.d-more', {}, [result.problem.detail, ...result.problem.findings.map((finding) => finding.wrong)]
      .filter((said, at, all) => all.indexOf(said) === at).join(' '))));
  })));
}

/** What somebody else holds is not ticked: it is taken over first. */
function tick(task) {
  return el('input', {
    type: 'checkbox', value: task.id, disabled: Boolean(task.assignee && !task.mine),
    'aria-label': told('day.tick', { title: task.title, number: task.caseNumber }), onchange: (event) => {
      if (event.target.checked) {
        ticked.set(task.id, task);
      } else {
        ticked.delete(task.id);
      }
      benchOf();
    }
  });
}

function tickAll() {
  return el('label.m-check.d-count', {}, el('input', {
    type: 'checkbox', 'data-all': true, onchange: (event) => place.querySelectorAll('.d-line > input:not(:disabled)')
      .forEach((box) => {
        if (box.checked !== event.target.checked) {
          box.checked = event.target.checked;
          box.dispatchEvent(new Event('change'));
        }
      })
  }), ` ${say('day.tickAll')}`);
}

function taskLine(task) {
  return el(`li.d-line.d-ticked${task.late ? '.d-late' : ''}`, {}, tick(task), el('div.d-what', {}, task.late ? late() : null, el('a', {
    href: `/camunda/app/tasklist/default/#/?task=${encodeURIComponent(task.id)}`
  }, task.title), ' · ', caseLink(task.caseNumber), el('span.d-more', {}, task.mine ? say('day.mine') : holder(task)),
  task.assignee && !task.mine ? takeOver(task) : null), el('div.d-when', {}, times(task)));
}

function lateLine(task) {
  return el('li.d-line.d-late', {}, el('div.d-what', {}, caseLink(task.caseNumber), ` · ${task.title}`,
    el('span.d-more', {}, holder(task))), el('div.d-when', {}, times(task)));
}

function askedLine(request) {
  return el(`li.d-line${request.late ? '.d-late' : ''}`, {}, el('div.d-what', {}, request.late ? late() : null,
    caseLink(request.number), ' ', el('span.m-chip.m-quiet', {}, say(`visit.state.${request.state}`)),
    el('span.d-more', {}, [request.exerciseCode, request.from ? fromTo(request.from, request.to) : null,
      say(`side.${request.hostState}`)].filter(Boolean).join(' · ')),
    el('span.d-more', {}, request.next)), el('div.d-when', {}, request.holders.length
    ? request.holders.map((one) => [el('strong', {}, holder(one)), times(one)]) : say('day.program')));
}

function awaitedLine(task) {
  return el(`li.d-line${task.late ? '.d-late' : ''}`, {}, el('div.d-what', {}, task.late ? late() : null, caseLink(task.caseNumber),
    ` · ${task.title}`, el('span.d-more', {}, say(`side.${task.side}`))), el('div.d-when', {}, times(task)));
}

/** A chip that tells at a glance whether something is as it was wished. */
function standing(bad, text) {
  return el(`span.m-chip${bad ? '.m-late' : '.m-quiet'}`, {}, text);
}

function permittedLine(visit) {
  const bad = visit.standing === 'SUSPENDED';
  return el(`li.d-line${bad ? '.d-late' : ''}`, {}, el('div.d-what', {}, caseLink(visit.number), ' ',
    standing(bad, say(`permit.${visit.standing}`)), el('span.d-more', {}, [visit.exerciseCode,
      `${say(`side.${visit.sendingState}`)} → ${say(`side.${visit.hostState}`)}`].filter(Boolean).join(' · ')),
    el('span.d-more', {}, visit.next)), el('div.d-when', {}, el('strong', {}, fromTo(visit.from, visit.to)),
    visit.reviewOn ? el('span.d-more', {}, `${say('reviewOn')}: ${day(visit.reviewOn)}`) : null,
    el('span.d-more', {}, told('day.since', { when: moment(visit.since, page.me.zone) }))));
}

function backLine(back) {
  const bad = ['DENIED', 'NOT_SPONSORED', 'LAPSED_UNANSWERED'].includes(back.state) || ['SUSPENDED', 'REVOKED'].includes(back.permit);
  const answer = back.outcome ? `outcome.${back.outcome}` : `visit.state.${back.state}`;
  return el(`li.d-line${bad ? '.d-late' : ''}`, {}, el('div.d-what', {}, caseLink(back.number), ' ',
    standing(bad, say(back.permit && back.permit !== 'PERMITTED' ? `permit.${back.permit}` : answer)),
    el('span.d-more', {}, [back.exerciseCode, back.from ? fromTo(back.from, back.to) : null, say(`side.${back.hostState}`),
      back.reasonCode ? say(back.reasonCode) : null].filter(Boolean).join(' · ')),
    back.reason ? el('span.d-more.d-reason', {}, back.reason) : null),
  el('div.d-when', {}, moment(back.at, page.me.zone)));
}

/** What was decided or has come to pass, in the words of the mail that told it. */
function newsLine(news) {
  return el('li.d-line', { 'data-news': news.kind }, el('div.d-what', {}, caseLink(news.caseNumber), ` · ${news.text}`),
    el('div.d-when', {}, moment(news.at, page.me.zone)));
}

/** A case waits there for nobody's answer: whoever takes part in it can have the step tried again. */
function stuckLine(step) {
  const answers = page.me.roles.some((role) => !['AUDITOR', 'GUARD', 'ADMIN'].includes(role));
  return el('li.d-line.d-late', {}, el('div.d-what', {}, caseLink(step.caseNumber), ` · ${step.title}`,
    el('span.d-more', {}, told('day.stuckSince', { last: moment(step.lastTried, page.me.zone), next: moment(step.nextTry, page.me.zone) }))),
  answers ? el('div.d-when', {}, el('button.m-button', {
    type: 'button', onclick: async (event) => {
      event.target.disabled = true;
      const tried = await call('POST', `/api/stuck-steps/${encodeURIComponent(step.id)}/tries`);
      await show();
      fill(answer, tried.fine ? el('p.m-claim', {}, told('day.triedAgain', { number: step.caseNumber }))
        : alertOf(page, tried, { down: 'day.lineDown' }));
    }
  }, say('day.tryAgain'))) : null);
}

/** The first lines, and a button that draws the others in its place. */
function some(lines) {
  if (lines.length <= MOST_DRAWN) {
    return lines;
  }
  const others = lines.slice(MOST_DRAWN);
  const more = el('li.d-line', {}, el('button.m-button', {
    type: 'button', 'data-do': 'others', onclick: () => {
      more.replaceWith(...others);
      others[0].querySelector('a').focus();
    }
  }, told('day.showOthers', { count: others.length })));
  return [...lines.slice(0, MOST_DRAWN), more];
}

/** Whoever is still there although the visit is over. */
function overdueLine(visit) {
  return el('li.d-line.d-late', {}, el('div.d-what', {}, late(), caseLink(visit.number), el('span.d-more', {}, told('day.overdueOf', {
    count: visit.persons, side: say(`side.${visit.hostState}`)
  }))), el('div.d-when', {}, told('day.overdueSince', { day: day(visit.lastDay) })));
}

/** A part of the day: its lines, or a sentence in their place. */
function part(title, count, lines, none, wide, tools, ...more) {
  return el(`section.d-part${wide ? '.d-wide' : ''}`, { 'aria-label': title },
    el('h2', {}, title, lines.length ? el('span.d-count', {}, count) : null, lines.length ? tools : null),
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

function wholeDay({ waiting, lateAtSide, lateTotal, overdue, overdueTotal, asked, permitted, awaited, awaitedTotal, cameBack, cameBackTotal, news,
  newsTotal }, stuck) {
  const reads = readsCases();
  const onlyReads = page.me.roles.every((role) => role === 'AUDITOR');
  const inAll = (total) => told('day.count', { total });
  return el('div.d-parts', {},
    stuck.length ? part(say('day.stuck'), inAll(stuck.length), stuck.map(stuckLine), '', true) : null,
    overdue.length ? part(say('day.overdue'), inAll(overdueTotal), overdue.map(overdueLine), '', true, null,
      rest(overdue.length, overdueTotal, '/cases', say('day.allVisits'))) : null,
    part(say('day.waiting'), waiting.late ? told('day.countLate', { total: waiting.total, late: waiting.late })
      : inAll(waiting.total), waiting.items.map(taskLine), say(onlyReads ? 'day.ofAuditor' : 'day.nothingWaits'), true, tickAll(),
    bench, rest(waiting.items.length, waiting.total, '/camunda/app/tasklist/default/', say('day.allTasks'))),
    reads ? [part(say('day.lateAtSide'), inAll(lateTotal), some(lateAtSide.map(lateLine)), say('day.nothingLate'), false, null,
      rest(lateAtSide.length, lateTotal, '/reports#cases?late=true', say('day.allLate'))),
    part(say('day.cameBack'), inAll(cameBackTotal), some(cameBack.map(backLine)), say('day.nothingBack'), false, null,
      rest(cameBack.length, cameBackTotal, '/cases', say('day.allRequests'))),
    newsPart(news, newsTotal, onlyReads),
    part(say('day.asked'), inAll(asked.total), asked.items.map(askedLine), say('day.nothingAsked'), true, null,
      rest(asked.items.length, asked.total, '/cases', say('day.allRequests'))),
    part(say('day.permitted'), inAll(permitted.total), some(permitted.items.map(permittedLine)), say('day.nothingPermitted'), true, null,
      rest(permitted.items.length, permitted.total, '/cases', say('day.allVisits')))] : null,
    reads ? null : newsPart(news, newsTotal, onlyReads),
    reads || page.me.roles.includes('LESSONS') ? part(say('day.awaited'), inAll(awaitedTotal), some(awaited.map(awaitedLine)),
      say('day.nothingAwaited'), true, null, rest(awaited.length, awaitedTotal, '/reports#cases?open=true', say('day.allOpen'))) : null);
}

/** Who only reads is mailed no news. */
function newsPart(news, total, onlyReads) {
  return onlyReads && !news.length ? null : part(say('day.news'), told('day.count', { total }), some(news.map(newsLine)), say('day.noNews'),
    true, null, total > news.length ? el('p.m-small', {}, told('day.newsLeftOff', { total })) : null);
}

async function show() {
  page = await reader();
  if (!page) {
    return;
  }
  document.title = `Mushterek · ${say('myDay')}`;
  const other = otherDay(page.me.roles);
  const room = el('div', { 'aria-live': 'polite' }, other || loading(page));
  fill(place, head(page, show), el('h1.c-title', {}, say('myDay')), page.me.standsInFor.length
    ? el('p.m-claim', {}, told('deputy.standsIn', { principals: page.me.standsInFor.join(', ') })) : null, answer, room);
  fill(answer);
  ticked.clear();
  fill(bench);
  if (other) {
    return;
  }
  const [read, stuck] = await Promise.all([call('GET', '/api/day'), call('GET', '/api/stuck-steps')]);
  fill(room, read.fine ? wholeDay(read.body, stuck.fine ? stuck.body : [])
    : alertOf(page, read, { down: 'day.lineDown' }));
}

show();
