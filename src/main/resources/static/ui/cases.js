/* The cases of the account's side: what it has asked, what was handed to it, and its permits; and one case in whole. */
import { amendPart } from './amend.js';
import { copyPart } from './copy.js';
import { approvalCorrection, correctionOf, receivedRead, refusalCorrection, submissionsRead } from './correction.js';
import { alertOf, call, day, dayField, el, field, fieldOf, fill, findingList, fromTo, misread, moment, section, table, text } from './form.js';
import * as kept from './kept.js';
import { movementRoom } from './movement.js';
import { head, loading, reader, visitOf } from './page.js';
import * as visit from './visit.js';

const PAGE = 50;
const OWN_STATES = ['PREPARATION', 'WAIVER', 'CERTIFICATION', 'ENDORSEMENT', 'TRANSMISSION', 'AT_HOST', 'QUESTION', 'CORRECTION',
  'APPROVED', 'DENIED', 'NOT_SPONSORED', 'WITHDRAWN', 'LAPSED_UNANSWERED'];
const HOST_STATES = ['RECEIVED', 'AT_DESKS', 'DECISION', 'QUESTION', 'ANSWERED', 'WITHDRAWN', 'LAPSED_UNANSWERED'];

const FIND_PERSONS = ['PLANNER', 'SECURITY', 'AUTHORITY', 'REGISTRY', 'BORDER'];

const place = document.getElementById('cases');
const shown = { list: null, state: '', q: '', offset: 0 };
let page;
let me;
let words;

const say = (key) => page.say(key);
const told = (key, values) => page.told(key, values);

const LISTS = {
  requests: {
    path: '/api/visit-requests', states: OWN_STATES,
    heads: ['number', 'exerciseCode', 'dates', 'persons', 'side', 'state'],
    cells: (item) => [caseLink(item), item.exerciseCode, dates(item), item.persons, say(`side.${item.hostState}`),
      chip(item.state)]
  },
  received: {
    path: '/api/host-cases', states: HOST_STATES,
    heads: ['number', 'exerciseCode', 'dates', 'persons', 'side', 'state', 'received'],
    cells: (item) => [caseLink(item), item.exerciseCode, dates(item), item.persons, say(`side.${item.sendingState}`),
      chip(item.state), moment(item.since, me.zone)]
  },
  permits: {
    path: '/api/permits', states: [], heads: ['permitNumber', 'number', 'dates', 'state', 'paper'],
    cells: (item) => [[permitPaper(item, item.number),
      item.inPlaceOf ? el('div.m-small', {}, told('amend.inPlaceOf', { permit: item.inPlaceOf })) : null],
      caseLink({ number: item.requestNumber }),
      fromTo(item.validFrom, item.validTo), say(`permit.${item.state}`),
      item.paperReadable ? permitPaper(item, 'PDF') : null]
  },
  gateLists: {
    path: '/api/gate-lists', states: [], heads: ['paperNumber', 'permitNumber', 'side', 'dates', 'paper'],
    cells: (item) => [paperLink(item.address, item.number), item.permitNumber, say(`side.${item.sendingState}`),
      fromTo(item.validFrom, item.validTo),
      [paperLink(item.address, 'PDF'), ' ', el('a', { href: `#${item.requestNumber}` }, say('movement.title'))]]
  },
  present: {
    path: '/api/present-visits', states: [], heads: ['number', 'permitNumber', 'side', 'dates', 'state', 'movement.here'],
    cells: (item) => [caseLink(item), item.permitNumber, say(`side.${item.sendingState}`), fromTo(item.validFrom, item.validTo),
      el(`span.m-chip${item.state === 'HANDED_OVER' ? '' : '.m-late'}`, {}, say(`permit.${item.state}`)), item.inside],
    may: () => page.may(['visit-permit'], 'GUARD', 'BORDER', 'REGISTRY')
  }
};

/** On a telephone the last column lies outside the screen: the number leads to the paper, too. */
function paperLink(address, text) {
  return el('a', { href: address, target: '_blank', rel: 'noopener' }, text);
}

/** Its number alone, where the officer's role does not read the paper. */
function permitPaper(item, text) {
  return item.paperReadable ? paperLink(`/api/permits/${encodeURIComponent(item.number)}/paper`, text) : text;
}

function caseLink(item) {
  return [el('a', { href: `#${item.number}` }, item.number), item.group ? el('div.m-small', {}, el('button.m-link', {
    type: 'button', 'data-group': item.group, title: say('showGroup'), onclick: () => {
      Object.assign(shown, { q: item.group, state: '', offset: 0 });
      list();
    }
  }, item.group), ` · ${item.part}`) : null, item.amends ? el('div.m-small', {}, told('amend.of', { number: item.amends })) : null, item.unit ? el('div.m-small', {}, item.unit) : null];
}

function dates(item) {
  return item.from ? fromTo(item.from, item.to) : '';
}

function chip(state) {
  return el('span.m-chip', {}, say(`visit.state.${state}`));
}

async function list() {
  // Whoever only stands at a gate reads nothing else here.
  shown.list = shown.list || (me.roles.every((role) => role === 'GUARD') ? 'gateLists' : 'requests');
  const kind = LISTS[shown.list];
  const results = el('div', { 'aria-live': 'polite' }, loading(page));
  const load = async () => {
    const asked = { offset: shown.offset, limit: PAGE, ...(shown.state ? { state: shown.state } : {}) };
    // What is looked for may be a name, which no address holds.
    const answer = shown.q ? await call('POST', `${kind.path}/search`, { ...asked, q: shown.q })
      : await call('GET', `${kind.path}?${new URLSearchParams(asked)}`);
    if (!answer.fine) {
      fill(results, alertOf(page, answer));
      return;
    }
    const { items, total } = answer.body;
    fill(results, items.length ? table(kind.heads.map(say), items.map(kind.cells), { caption: say(`list.${shown.list}`), blocks: true })
      : el('p.m-small', {}, say('noCases')), total > PAGE ? el('div.c-pages', {},
      el('button.m-button', { type: 'button', disabled: shown.offset === 0, onclick: () => turn(-PAGE) }, '←'),
      told('pageOf', { from: shown.offset + 1, to: Math.min(shown.offset + PAGE, total), total }),
      el('button.m-button', {
        type: 'button', disabled: shown.offset + PAGE >= total, onclick: () => turn(PAGE)
      }, '→')) : null);
  };
  const turn = (by) => {
    shown.offset = Math.max(0, shown.offset + by);
    load();
  };
  const findsPersons = page.may(['visit-request', 'host-approval', 'visit-permit'], ...FIND_PERSONS);
  fill(place, head(page, start), el('h1.c-title', {}, say('cases')), el('div.c-tabs', { role: 'tablist' }, Object.keys(LISTS).filter((name) => !LISTS[name].may || LISTS[name].may()).map((name) => el('button', {
    type: 'button', role: 'tab', 'data-list': name, 'aria-selected': String(name === shown.list), onclick: () => {
      Object.assign(shown, { list: name, state: '', offset: 0 });
      list();
    }
  }, say(`list.${name}`)))), el('p.m-small', {}, el('a', {
    href: '/api/blank-request-form', target: '_blank', rel: 'noopener'
  }, say('blankRequest'))), kind.states.length ? el('form.c-tools', {
    onsubmit: (event) => {
      event.preventDefault();
      shown.offset = 0;
      load();
    }
  }, field(say(findsPersons ? 'search' : 'searchNameless'), 'q', text(shown.q, (value) => {
    shown.q = value || '';
  }, { name: 'q', length: 80, placeholder: 'VIS-TUR-2027-0042' }), { hint: findsPersons ? say('report.personHint') : null }),
    field(say('state'), 'state', el('select.m-control', {
      name: 'state', onchange: (event) => {
        shown.state = event.target.value;
        shown.offset = 0;
        load();
      }
    }, el('option', { value: '' }, say('anyState')), kind.states.map((state) => el('option', {
      value: state, selected: state === shown.state
    }, say(`visit.state.${state}`))))), el('button.m-button', { type: 'submit' }, say('report.look'))) : null, results);
  await load();
}

/** What whoever only stands at a gate sees of a case: who has come and gone. */
async function atGate(number) {
  await kept.read(number, kept.OWN);
  const form = { task: {}, say, told, findings: (list) => findingList(list, (where) => words[`ui.${fieldOf(where)}`] || where, told) };
  fill(place, head(page, start), el('p', {}, el('a', { href: '#' }, say('list.gateLists'))),
    el('div.m-bar', {}, el('h1.m-number', {}, number)),
    section(say('movement.title'), movementRoom(form, 'host-cases', number), { id: 'mushterek-movements' }));
}

/** One case, as the side sees it that has asked for it or decides on it. */
async function show(number) {
  if (me.roles.every((role) => role === 'GUARD')) {
    await atGate(number);
    return;
  }
  const { own, answer } = await visitOf(number, me.side);
  if (!answer.fine) {
    fill(place, head(page, start), el('h1.c-title', {}, number), alertOf(page, answer));
    return;
  }
  const dossier = answer.body;
  const [tasks] = await Promise.all([call('GET', `/api/tasks?caseNumber=${encodeURIComponent(number)}`), kept.read(number, kept.OWN)]);
  const form = {
    task: { dossier, texts: words, zone: me.zone, side: own ? dossier.sendingState : dossier.hostState, step: '' },
    say, told, findings: (list) => findingList(list, (where) => words[`ui.${fieldOf(where)}`] || where, told)
  };
  fill(place, head(page, start), el('div.m-bar', {}, visit.heading(form, 'h1')), tasks.fine && tasks.body.items.length
    ? el('ul', {}, tasks.body.items.map((task) => el('li', {}, el('a', {
      href: `/camunda/app/tasklist/default/#/?task=${task.id}`
    }, say(`task.${task.step}`)), task.dueText ? el('span.m-small', {}, ` ${say('due')}: ${task.dueText}`) : null))) : null,
  visit.leadPart(form), amendPart(form),
  own && dossier.state !== 'PREPARATION' && mayPlan()
    ? section(say('copy.title'), copyPart(form), { open: false, id: 'mushterek-copy' }) : null,
  dossier.correctsApproval ? section(say('correction.title'), approvalCorrection(form, start),
    { open: kept.isBegun(correctionOf(dossier)), id: 'mushterek-correction' }) : null,
  dossier.correctsRefusal ? section(say('correction.title'), refusalCorrection(form, visit.REASONS, start),
    { open: kept.isBegun(correctionOf(dossier)), id: 'mushterek-correction' }) : null,
  visit.dossierPart(form), !own ? section(say('received.each'), receivedRead(form), { open: false, id: 'mushterek-received' })
    : dossier.state !== 'PREPARATION' ? section(say('submissions'), submissionsRead(form),
      { open: false, id: 'mushterek-submissions' }) : null, own && dossier.judgement ? section(say('whatIf'), whatIf(form), { open: false }) : null);
}

/** A planner, or whoever stands in for one today. */
function mayPlan() {
  return page.may(['visit-request'], 'PLANNER');
}

/** What the rules would say by the numbers of another day. Nothing is kept. */
function whatIf(form) {
  const dossier = form.task.dossier;
  const results = el('div', { 'aria-live': 'polite' });
  let chosen = dossier.parametersDate;
  const ask = async (event) => {
    if (misread(event.target)) {
      return;
    }
    const asked = chosen ? `?parametersOf=${encodeURIComponent(chosen)}` : '';
    const answer = await call('GET', `/api/visit-requests/${encodeURIComponent(dossier.number)}/judgement${asked}`);
    fill(results, answer.fine ? [el('p', {}, told('whatIfTold', {
      day: day(answer.body.parametersOf), ofCase: day(answer.body.parametersOfCase)
    })), visit.judgement(form, answer.body)]
      : alertOf(page, answer));
  };
  return [el('div.c-tools', {}, field(say('whatIfDay'), 'parametersOf', dayField(chosen, (value) => {
    chosen = value;
  }, say('dayWrong'))), el('button.m-button', { type: 'button', onclick: ask }, say('whatIfAsk'))), results];
}

async function start() {
  page = await reader();
  if (!page) {
    return;
  }
  ({ me, words } = page);
  document.title = `Mushterek · ${say('cases')}`;
  const number = decodeURIComponent(window.location.hash.slice(1));
  await (number ? show(number) : list());
}

window.addEventListener('hashchange', start);
start();
