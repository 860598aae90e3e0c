/* The yearly plan with its exercises, and one exercise with its time line: conferences, products, gate, deadlines, visits, drills, holidays. */
import { alertOf, call, callEach, day, dayField, el, field, fill, fromTo, misread, moment, section, select, table, text } from './form.js';
import * as kept from './kept.js';
import { head, reader } from './page.js';
import { conferences, gate, products } from './planning.js';

const DAY = 86400000;
/* Calendars are read in spans of at most so many days. */
const LONGEST_SPAN = 400;
/* Part of the chart that the name of a month takes where the chart is narrowest. */
const NARROWEST_MONTH = 0.065;
/* The process whose deputies keep the plan and the exercises. */
const PLANNED_IN = ['exercise-planning'];
const LANES = ['EXERCISE', 'CONFERENCE', 'PRODUCT', 'DEADLINE', 'VISIT', 'DRILL'];
const place = document.getElementById('cases');
let page;
let year;

const say = (key) => page.say(key);
const told = (key, values) => page.told(key, values);
const at = (iso) => Date.parse(`${iso.slice(0, 10)}T00:00:00Z`);
const yearOf = (exercise) => Number(exercise.firstDay.slice(0, 4));
const isoOf = (time) => new Date(time).toISOString().slice(0, 10);
const chip = (text, tone) => el(`span.m-chip${tone ? `.${tone}` : ''}`, {}, text);

function refusal(place, answer) {
  fill(place, answer.fine ? null : alertOf(page, answer, { of: 'exercise' }));
}

/* --- The yearly plan. --- */

async function showPlan() {
  const [lines, exercises] = await Promise.all([callEach('/api/plan-lines'), callEach('/api/exercises')]);
  if (!lines.fine || !exercises.fine) {
    fill(place, head(page, show), alertOf(page, lines.fine ? exercises : lines));
    return;
  }
  const years = [...new Set([...lines.body.map((line) => line.year), ...exercises.body.map(yearOf)])]
    .sort((one, other) => other - one);
  if (!years.includes(year)) {
    const now = new Date().getFullYear();
    year = years.includes(now) || !years.length ? now : years[0];
  }
  const shown = lines.body.filter((line) => line.year === year);
  const numbers = new Set(shown.map((line) => line.number));
  // Only of what is shown it is asked whether it is planned.
  const registered = await Promise.all(exercises.body.filter((exercise) => numbers.has(exercise.planLine) || yearOf(exercise) === year)
    .map(async (exercise) => {
      const whole = await call('GET', `/api/exercises/${encodeURIComponent(exercise.code)}`);
      return whole.fine ? whole.body : exercise;
    }));
  const loose = registered.filter((exercise) => !numbers.has(exercise.planLine));
  const mayPropose = page.may(PLANNED_IN, 'PLANNER', 'AUTHORITY');
  fill(place, head(page, show), el('h1.c-title', {}, say('exercise.plan')), el('div.c-tools', {}, field(say('year'), null, el('select.m-control', {
    name: 'year', onchange: (event) => {
      year = Number(event.target.value);
      showPlan();
    }
  }, (years.length ? years : [year]).map((one) => el('option', { value: one, selected: one === year }, one))))),
  shown.length ? shown.map((line) => onePlanLine(line, registered.filter((exercise) => exercise.planLine === line.number)))
    : el('p.m-small', {}, say('exercise.noLines')),
  loose.length ? section(say('exercise.outOfPlanList'), exerciseTable(loose), { id: 'out-of-plan' }) : null,
  mayPropose ? section(say('exercise.addLine'), lineForm(null), { open: kept.isBegun(formOf('line', null)), id: 'add-line' }) : null,
  page.may(PLANNED_IN, 'PLANNER') ? section(say('exercise.register'), exerciseForm(null),
    { open: kept.isBegun(formOf('exercise', null)), id: 'register' }) : null);
}

function onePlanLine(line, under) {
  const refused = el('div', { 'aria-live': 'assertive' });
  const awaited = line.parties.filter((party) => !line.agreedBy.includes(party));
  const mayAgree = page.may(PLANNED_IN, 'AUTHORITY') && awaited.includes(page.me.side);
  const mayChange = page.may(PLANNED_IN, 'PLANNER', 'AUTHORITY');
  const sides = (codes) => codes.map((code) => say(`side.${code}`)).join(', ');
  const turn = line.hostByTurn;
  return section(`${line.number} · ${line.title}`, [el('dl.m-facts', {}, [
    ['exercise.window', fromTo(line.firstDay, line.lastDay)], ['exercise.parties', sides(line.parties)],
    ['exercise.proposedHost', [say(`side.${line.proposedHost}`), turn ? el('div.m-small', {}, told(turn.host === line.proposedHost
      ? 'exercise.byTurn' : 'exercise.againstTurn', { side: say(`side.${turn.host}`) })) : null]],
    ['exercise.protocol', line.protocolReference ? `${line.protocolReference}, ${day(line.protocolSignedOn)}` : say('exercise.noProtocol')],
    ['exercise.agreedBy', line.agreedBy.length ? sides(line.agreedBy) : '–']].map(([label, value]) => [el('dt', {}, say(label)), el('dd', {}, value)])),
  under.length ? exerciseTable(under) : el('p.m-small', {}, say('exercise.noneUnder')), refused,
  el('div.m-tools', {}, mayAgree ? el('button.m-button', {
    type: 'button', 'data-do': 'agree', onclick: async () => {
      const agreed = await call('POST', `/api/plan-lines/${encodeURIComponent(line.number)}/agreement`, undefined, { version: line.version });
      refusal(refused, agreed);
      if (agreed.fine) {
        showPlan();
      }
    }
  }, say('exercise.agree')) : null), mayChange ? section(say('exercise.changeLine'), lineForm(line),
    { open: kept.isBegun(formOf('line', line)) }) : null], {
    open: true, id: `line-${line.number}`, note: line.agreed ? say('exercise.agreed') : told('exercise.awaits', { sides: sides(awaited) })
  });
}

function exerciseTable(exercises) {
  return table([say('exercise.code'), say('exercise.title'), say('exercise.hostState'), say('exercise.days'), ''], exercises.map((exercise) => [
    el('a', { href: `#${encodeURIComponent(exercise.code)}` }, exercise.code), exercise.title, say(`side.${exercise.hostState}`),
    fromTo(exercise.firstDay, exercise.lastDay), exercise.planned ? chip(say('exercise.onPlan'), 'm-light-green')
      : chip(say('exercise.outOfPlan'), 'm-light-waived')]), { caption: say('exercise.all'), blocks: true });
}

/* Under which name a form is kept that is not sent yet; one of an older version is not the same. */
const formOf = (kind, known) => (known ? kept.nameOf(kept.OWN, `${kind}-${known.number || known.code}`, String(known.version))
  : kept.nameOf(kept.OWN, kind));

function form(name, blank, path, version, names, after) {
  const fields = kept.begun(name, blank);
  const refused = el('div', { 'aria-live': 'assertive' });
  const put = (place) => (value) => {
    fields[place] = value;
    kept.keep(name, fields);
  };
  const controls = {
    text: (place) => text(fields[place], put(place), { name: place, length: 200 }),
    day: (place) => dayField(fields[place], put(place), say('dayWrong'), place),
    side: (place) => select(page.me.sides.map((code) => [code, say(`side.${code}`)]), fields[place], (code) => code, put(place), { name: place })
  };
  return [refused, el('div.m-grid', {}, names.map(([place, kind, hint]) => field(say(`exercise.${place}`), place, controls[kind](place),
    { hint: hint ? say(hint) : null }))), el('button.m-button', {
    type: 'button', 'data-do': 'save', onclick: async (event) => {
      if (misread(event.target)) {
        return;
      }
      const sent = await call('PUT', path(fields), after(fields), version ? { version } : { fresh: true });
      refusal(refused, sent);
      if (sent.fine) {
        kept.forget(name);
        show();
      }
    }
  }, say('exercise.save'))];
}

function lineForm(line) {
  const fields = line ? { ...line, year: String(line.year) } : { year: String(year), number: null };
  return form(formOf('line', line), fields, (all) => `/api/plan-lines/${encodeURIComponent(all.number || '-')}`, line && line.version, [
    ...(line ? [] : [['number', 'text', 'exercise.numberHint']]), ['year', 'text'], ['title', 'text'], ['firstDay', 'day', 'exercise.windowHint'],
    ['lastDay', 'day'], ['proposedHost', 'side', 'exercise.hostHint'], ['protocolReference', 'text', 'exercise.protocolHint'],
    ['protocolSignedOn', 'day']], (all) => ({
    title: all.title, year: /^\d{1,6}$/.test((all.year || '').trim()) ? Number(all.year) : null, parties: line ? line.parties : page.me.sides,
    proposedHost: all.proposedHost, firstDay: all.firstDay, lastDay: all.lastDay, protocolReference: all.protocolReference,
    protocolSignedOn: all.protocolSignedOn
  }));
}

function exerciseForm(exercise) {
  const fields = exercise ? { ...exercise } : { code: null };
  return form(formOf('exercise', exercise), fields, (all) => `/api/exercises/${encodeURIComponent(all.code || '-')}`, exercise && exercise.version, [
    ...(exercise ? [] : [['code', 'text', 'exercise.codeHint']]), ['title', 'text'], ['firstDay', 'day'], ['lastDay', 'day'],
    ['planLine', 'text', 'exercise.planLineHint']], (all) => ({
    title: all.title, hostState: page.me.side, parties: exercise ? exercise.parties : page.me.sides, firstDay: all.firstDay, lastDay: all.lastDay,
    planLine: all.planLine
  }));
}

/* --- One exercise. --- */

async function get(path) {
  const answer = await call('GET', path);
  return answer.fine ? answer.body : null;
}

/* Everything with a day that the account may read of the exercise. */
async function gathered(code) {
  const key = encodeURIComponent(code);
  const exercise = await get(`/api/exercises/${key}`);
  if (!exercise) {
    return null;
  }
  const [conduct, plannings, schedules, asked, received] = await Promise.all([get(`/api/exercises/${key}/conduct`), get('/api/plannings'),
    get('/api/drill-schedules'), get(`/api/visit-requests?exercise=${key}&limit=100`), get(`/api/host-cases?exercise=${key}&limit=100`)]);
  const brief = (plannings || []).find((planning) => planning.exercise === code);
  const drilled = (schedules || []).find((schedule) => schedule.exercise === code && schedule.state !== 'DISCARDED');
  const [planning, schedule] = await Promise.all([brief ? get(`/api/plannings/${encodeURIComponent(brief.number)}`) : null,
    drilled ? get(`/api/drill-schedules/${encodeURIComponent(drilled.number)}`) : null]);
  const tasks = await Promise.all([brief, drilled].filter(Boolean).map((each) => get(`/api/tasks?caseNumber=${encodeURIComponent(each.number)}&limit=50`)));
  return {
    exercise, conduct: conduct || {}, planning, schedule, tasks: tasks.flatMap((each) => (each ? each.items : [])),
    visits: [...((asked || {}).items || []), ...((received || {}).items || [])]
  };
}

function happenings({ exercise, conduct, planning, schedule, tasks, visits }) {
  const found = [{ lane: 'EXERCISE', from: exercise.firstDay, to: exercise.lastDay, what: `STARTEX – ENDEX · ${exercise.title}` }];
  if (conduct.startexOn) {
    found.push({ lane: 'EXERCISE', from: conduct.startexOn, what: say('exercise.begun') });
  }
  if (conduct.endexOn) {
    found.push({ lane: 'EXERCISE', from: conduct.endexOn, what: say('exercise.ended') });
  }
  if (planning) {
    const invited = new Map(planning.conferences.map((conference) => [conference.stage, conference]));
    planning.days.forEach((each) => {
      const conference = invited.get(each.code);
      found.push({
        lane: 'CONFERENCE', from: conference && conference.day && conference.state !== 'DROPPED' ? conference.day : each.day,
        what: say(`planning.day.${each.code}`), state: conference ? say(`planning.conference.${conference.state}`) : null, note: each.remarks.join(' ')
      });
    });
    planning.products.forEach(({ product, approved }) => {
      const last = planning.answers.filter((answer) => answer.subject === `PRODUCT:${product.kind}` && answer.round === product.version)
        .map((answer) => answer.answeredAt).sort().pop();
      found.push({
        lane: 'PRODUCT', from: (approved && last ? last : product.writtenAt).slice(0, 10),
        what: `${say(`planning.product.${product.kind}`)} · ${told('planning.version', { version: product.version })}`,
        state: say(approved ? 'planning.approved' : 'planning.notApproved')
      });
    });
  }
  tasks.filter((task) => task.due).forEach((task) => found.push({
    lane: 'DEADLINE', from: task.due.slice(0, 10), what: say(`task.${task.step}`), note: task.dueText || moment(task.due, page.me.zone)
  }));
  visits.filter((visit) => visit.from).forEach((visit) => found.push({
    lane: 'VISIT', from: visit.from, to: visit.to, what: visit.number, href: `/cases#${visit.number}`, state: say(`visit.state.${visit.state}`)
  }));
  if (schedule && schedule.plan) {
    const byDay = new Map();
    schedule.plan.plan.placements.forEach((placement) => {
      const on = placement.startsAt.slice(0, 10);
      byDay.set(on, [...(byDay.get(on) || []), placement.drill]);
    });
    byDay.forEach((drills, on) => found.push({
      lane: 'DRILL', from: on, what: told('exercise.drillDay', { count: drills.length }), state: say(`drill.state.${schedule.state}`), note: drills.join(', '),
      href: '/drills'
    }));
  }
  return found;
}

async function holidays(exercise, from, to) {
  const parts = [];
  for (let start = at(from); start <= at(to); start += LONGEST_SPAN * DAY) {
    parts.push([isoOf(start), isoOf(Math.min(at(to), start + (LONGEST_SPAN - 1) * DAY))]);
  }
  const read = await Promise.all(exercise.parties.flatMap((party) => parts.map(async ([first, last]) => ({
    party, days: (await get(`/api/calendars/${party}?from=${first}&to=${last}&onlyKnown=true`)) || []
  }))));
  return read.flatMap(({ party, days }) => days.filter((known) => !['WORKING', 'WEEKEND'].includes(known.kind)).map((known) => ({
    lane: party, from: known.date, what: known.holidays.join(', ') || say(`dayKind.${known.kind}`), state: say(`dayKind.${known.kind}`)
  })));
}

/* Days from left to right; every mark is a button that leads to its line in the list below. */
function chart(exercise, events, from, to) {
  const whole = at(to) - at(from) + DAY;
  const left = (iso) => `${((at(iso) - at(from)) / whole) * 100}%`;
  const months = [];
  for (let month = new Date(at(from)); month.getTime() <= at(to); month = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1))) {
    months.push(isoOf(month.getTime()));
  }
  const share = (iso) => (at(iso) - at(from)) / whole;
  // The first one is the rest of a month: it gives way to the one that follows it.
  const heads = months.filter((iso, index) => index > 0 || months.length === 1 || share(months[1]) >= NARROWEST_MONTH)
    .reduce((kept, iso) => (kept.length && share(iso) - share(kept[kept.length - 1]) < NARROWEST_MONTH ? kept : [...kept, iso]), [])
    .filter((iso, index) => index === 0 || share(iso) <= 1 - NARROWEST_MONTH);
  const lane = (name) => (LANES.includes(name) ? say(`exercise.lane.${name}`) : told('exercise.holidaysOf', { side: say(`side.${name}`) }));
  return el('div.m-scroll', { tabindex: 0, role: 'region', 'aria-label': say('exercise.timeline') }, el('div.x-chart', {},
    el('div.g-line.g-days', { 'aria-hidden': 'true' }, el('span.g-name', {}), el('span.g-track', {}, heads.map((iso) => el('span.g-day', {
      style: { left: left(iso) }
    }, `${iso.slice(5, 7)}.${iso.slice(2, 4)}`)))), [...LANES, ...exercise.parties].map((name) => el('div.g-line', { 'data-lane': name },
      el('span.g-name', { title: lane(name) }, lane(name)), el('span.g-track', {}, events.filter((event) => event.lane === name).map((event) => {
        const label = [fromTo(event.from, event.to), event.what, event.state].filter(Boolean).join(' · ');
        const width = event.to ? ((at(event.to) - at(event.from) + DAY) / whole) * 100 : 0;
        return el(`button.x-mark.x-${LANES.includes(name) ? name.toLowerCase() : 'holiday'}`, {
          type: 'button', title: label, 'aria-label': label, style: { left: left(event.from), width: `max(${width}%, 9px)` },
          onclick: () => {
            const row = document.getElementById(event.id);
            row.scrollIntoView({ block: 'center' });
            row.focus();
          }
        });
      }))))));
}

function list(events) {
  return el('ol.x-list', {}, events.map((event) => el('li', { id: event.id, tabindex: -1, 'data-lane': event.lane },
    el('span.x-when', {}, fromTo(event.from, event.to)), el('span.x-what', {}, chip(LANES.includes(event.lane) ? say(`exercise.lane.${event.lane}`)
      : say(`side.${event.lane}`), 'm-quiet'), ' ', event.href ? el('a', { href: event.href }, event.what) : event.what,
    event.state ? el('span.m-small', {}, ` ${event.state}`) : null, event.note ? el('div.m-small', {}, event.note) : null))));
}

async function showExercise(code) {
  const all = await gathered(code);
  if (!all) {
    fill(place, head(page, show), el('p', {}, el('a', { href: '#' }, `← ${say('exercise.plan')}`)),
      el('p.m-alert', { role: 'alert' }, say('exercise.unknown')));
    return;
  }
  const { exercise, conduct, planning, schedule } = all;
  const own = happenings(all);
  const from = own.map((event) => event.from).sort()[0];
  const to = own.map((event) => event.to || event.from).sort().pop();
  const events = [...own, ...await holidays(exercise, from, to)].sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0));
  events.forEach((event, index) => { event.id = `event-${index}`; });
  const refused = el('div', { 'aria-live': 'assertive' });
  const isHost = page.me.side === exercise.hostState && page.may(PLANNED_IN, 'PLANNER');
  const open = planning && ['DRAFT', 'OUT_OF_PLAN', 'OUTSIDE', 'STAGES', 'GATE'].includes(planning.state);
  const hidden = new Set();
  const shownList = el('div', {}, list(events));
  const wide = el('div', {}, chart(exercise, events, from, to));
  const lanes = [...LANES, ...exercise.parties].filter((name) => events.some((event) => event.lane === name));
  const choose = el('div.x-lanes', { role: 'group', 'aria-label': say('exercise.show') }, lanes.map((name) => el('label.m-check', {}, el('input', {
    type: 'checkbox', checked: true, value: name, onchange: (event) => {
      hidden[event.target.checked ? 'delete' : 'add'](name);
      fill(shownList, list(events.filter((each) => !hidden.has(each.lane))));
      fill(wide, chart(exercise, events.filter((each) => !hidden.has(each.lane)), from, to));
    }
  }), ` ${LANES.includes(name) ? say(`exercise.lane.${name}`) : told('exercise.holidaysOf', { side: say(`side.${name}`) })}`)));
  fill(place, head(page, show), el('p.x-back', {}, el('a', { href: '#' }, `← ${say('exercise.plan')}`)),
    el('h1.c-title', {}, `${exercise.code} · ${exercise.title}`), el('p.m-tools', {},
      exercise.planned ? chip(`${say('exercise.onPlan')} · ${exercise.planLine}`, 'm-light-green') : chip(say('exercise.outOfPlan'), 'm-light-waived'),
      planning ? chip(say(`planning.state.${planning.state}`)) : null, planning && planning.stage ? chip(say(`planning.stage.${planning.stage}`)) : null,
      schedule ? chip(`${say('exercise.lane.DRILL')}: ${say(`drill.state.${schedule.state}`)}`, 'm-quiet') : null),
    el('dl.m-facts', {}, [['exercise.hostState', say(`side.${exercise.hostState}`)], ['exercise.days', fromTo(exercise.firstDay, exercise.lastDay)],
      ['exercise.planning', planning ? planning.number : '–'], ['exercise.drills', schedule ? schedule.number : '–'],
      ['exercise.startex', day(conduct.startexOn) || '–'], ['exercise.endex', day(conduct.endexOn) || '–']]
      .map(([label, value]) => [el('dt', {}, say(label)), el('dd', {}, value)])),
    exercise.warnings.length ? el('div.m-alert.m-returned', {}, exercise.warnings.map((warning) => el('p', {}, warning))) : null, refused,
    isHost && !open && !conduct.startexOn && !(planning && planning.state === 'READY') ? el('p', {}, el('button.m-button', {
      type: 'button', 'data-do': 'begin', onclick: async () => {
        const begun = await call('POST', `/api/exercises/${encodeURIComponent(code)}/planning`);
        refusal(refused, begun);
        if (begun.fine) {
          showExercise(code);
        }
      }
    }, say('exercise.begin'))) : null,
    section(say('exercise.timeline'), [choose, wide, shownList], { id: 'timeline' }),
    planning && planning.gate.length ? section(say('planning.gate'), gate(page, planning.gate), { id: 'gate' }) : null,
    planning && planning.conferences.length ? section(say('planning.conferences'), conferences(page, planning.conferences), { open: false, id: 'conferences' }) : null,
    planning && planning.products.length ? section(say('planning.products'), products(page, planning), { open: false, id: 'products' }) : null,
    isHost ? section(say('exercise.change'), exerciseForm(exercise),
      { open: kept.isBegun(formOf('exercise', exercise)), id: 'change' }) : null);
}

async function show() {
  page = await reader();
  if (!page) {
    return;
  }
  await kept.read(kept.OWN);
  document.title = `Mushterek · ${say('exercise.all')}`;
  const code = decodeURIComponent(window.location.hash.slice(1));
  await (code ? showExercise(code) : showPlan());
}

window.addEventListener('hashchange', show);
show();
