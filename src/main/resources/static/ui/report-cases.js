/* Cases as reports show them: who holds each, since when, due when, what is next; and one case with its story and diagram. */
import { alertOf, call, dayField, el, field, fieldOf, fill, findingList, fromTo, moment, section, select, table, text } from './form.js';
import { diagram } from './report-diagram.js';
import { loading, visitOf } from './page.js';
import { bodyOf, exportLinks } from './report-export.js';
import { recordPart } from './visit.js';

const LOOK_FOR_PERSONS = ['PLANNER', 'SECURITY', 'AUTHORITY', 'REGISTRY', 'BORDER'];
/* Where a case is read in whole by whoever works on it. */
const WHOLES = {
  VIS: (line) => `/cases#${line.number}`,
  PLN: (line) => `/exercises${line.exercise ? `#${line.exercise}` : ''}`,
  DRL: () => '/drills',
  RSK: () => '/drills',
  INC: (line) => `/incidents#${line.number}`,
  INS: () => '/instruments',
  AAR: () => '/lessons',
  OBS: () => '/lessons',
  MRG: () => '/lessons',
  ACT: () => '/lessons',
  OFR: () => '/lessons',
  DEC: () => '/calendar'
};
const STANDINGS = { onlyOpen: { open: true }, onlyLate: { late: true }, onlyClosed: { open: false } };

function holder(page, one) {
  const roles = one.roles.map((role) => page.say(`role.${role}`)).join(', ');
  const own = one.side === page.me.side;
  return el('p.r-holder', {}, el('strong', {}, own ? roles : page.say(`side.${one.side}`)),
    own ? null : ` ${page.say('report.otherDesk')}`, one.stepText ? el('span.r-small', {}, ` · ${one.stepText}`) : null,
    el('br'), el('span.r-small', {}, `${page.say('report.since')}: ${moment(one.since, page.me.zone)}`,
      one.due ? ` · ${page.say('report.due')}: ${one.dueText}` : null), one.late ? [' ', el('span.m-chip.m-late', {}, page.say('report.late'))] : null);
}

export function holders(page, line) {
  if (!line.open) {
    return el('p.r-holder', {}, `${page.say('report.closed')}: ${moment(line.closedAt, page.me.zone)}`);
  }
  return line.holders.length ? line.holders.map((one) => holder(page, one)) : el('p.r-holder', {}, page.say('report.program'));
}

function what(page, line) {
  return [line.exercise, line.firstDay ? fromTo(line.firstDay, line.lastDay) : null,
    line.sending ? `${page.say(`side.${line.sending}`)} → ${page.say(`side.${line.host}`)}` : null,
    line.persons ? `${line.persons} ${page.say('report.persons')}` : null].filter(Boolean).join(' · ');
}

function caseLine(page, line) {
  return el(`li.r-case${line.late ? '.r-late' : ''}`, {}, el('div', {}, el('h3', {}, el('a', { href: `#case/${line.number}` }, line.number)),
    el('p.r-small', {}, `${page.say(`report.kind.${line.kind}`)}${what(page, line) ? ` · ${what(page, line)}` : ''}`),
    line.stateText ? el('p', {}, el('span.m-chip.m-quiet', {}, line.stateText)) : null),
  el('div', {}, holders(page, line)), el('div', {}, el('p', {}, line.next)));
}

/** The search over the cases of the side; {@code asked} comes from the address, so that a figure can open its cases. */
export function list(page, room, asked) {
  const search = Object.fromEntries(asked);
  const results = el('div', { 'aria-live': 'polite' }, loading(page));
  const typed = (name, label, more = {}) => field(page.say(label), name, text(search[name], (value) => {
    search[name] = value;
  }, { name, length: 80, ...more }), more);
  const dayOf = (name, label) => field(page.say(label), name, dayField(search[name], (value) => {
    search[name] = value;
  }, page.say('report.dayWrong'), name));
  let standing = Object.keys(STANDINGS).find((name) => Object.entries(STANDINGS[name])
    .every(([key, value]) => search[key] === String(value))) || null;
  const kinds = ['VIS', 'PLN', 'DRL', 'RSK', 'INC', 'INS', 'AAR', 'OBS', 'MRG', 'ACT', 'OFR', 'DEC'].map((kind) => [kind, page.say(`report.kind.${kind}`)]);
  const load = async (after, items) => {
    const sent = new URLSearchParams();
    Object.entries({ ...search, after }).filter(([, value]) => value !== null && value !== undefined && value !== '')
      .forEach(([name, value]) => sent.set(name, value));
    // Who is looked for stands in no address.
    const answer = sent.has('person') ? await call('POST', '/api/reports/cases/search', bodyOf(sent))
      : await call('GET', `/api/reports/cases?${sent}`);
    if (!answer.fine) {
      fill(results, alertOf(page, answer, { down: 'report.lineDown' }));
      return;
    }
    // Where many cases had to be left out a page may be empty, and the next one not.
    if (!answer.body.items.length && answer.body.next) {
      await load(answer.body.next, items);
      return;
    }
    const all = [...items, ...answer.body.items];
    fill(results, exportLinks(page, 'cases', sent, 'cases'), all.length ? [el('p.m-small', {}, page.told(answer.body.next ? 'report.shownMore' : 'report.shown', { count: all.length })),
      el('ul.r-list', {}, all.map((line) => caseLine(page, line)))] : el('p.m-small', {}, page.say('report.noCases')),
    answer.body.next ? el('button.m-button.r-more', { type: 'button', onclick: () => load(answer.body.next, all) }, page.say('report.more')) : null);
  };
  fill(room, el('form.r-tools', {
    onsubmit: (event) => {
      event.preventDefault();
      load(null, []);
    }
  }, typed('number', 'report.number', { placeholder: '2027-0042' }), field(page.say('report.kind'), 'kind',
    select(kinds, search.kind || null, page.say, (value) => { search.kind = value; }, { name: 'kind' })),
  field(page.say('report.standing'), 'standing', select(Object.keys(STANDINGS).map((name) => [name, page.say(`report.${name}`)]), standing, page.say, (value) => {
    standing = value;
    delete search.open;
    delete search.late;
    Object.assign(search, STANDINGS[value] || {});
  }, { name: 'standing' })), typed('exercise', 'report.exercise'), dayOf('from', 'report.from'), dayOf('to', 'report.to'),
  typed('unit', 'report.unit'), page.me.roles.some((role) => LOOK_FOR_PERSONS.includes(role))
    ? typed('person', 'report.person', { hint: page.say('report.personHint') }) : null,
  el('button.m-button.m-primary', { type: 'submit' }, page.say('report.look'))), results);
  load(null, []);
}

/** One case: where it stands, its diagrams, its steps, what happened, and the way to its dossier. */
export async function show(page, room, number) {
  const answer = await call('GET', `/api/reports/cases/${encodeURIComponent(number)}`);
  if (!answer.fine) {
    fill(room, el('h1.c-title', {}, number), alertOf(page, answer, { down: 'report.lineDown' }));
    return;
  }
  const { line, story, steps, diagrams, places } = answer.body;
  const dossier = el('div', {});
  const fact = (label, value) => (value ? [el('dt', {}, page.say(label)), el('dd', {}, value)] : null);
  fill(room, el('p', {}, el('a', { href: '#cases' }, `← ${page.say('report.back')}`)), el('h1.c-title', {}, line.number),
    el('dl.r-facts', {}, fact('report.what', [page.say(`report.kind.${line.kind}`), what(page, line) ? ` · ${what(page, line)}` : '']),
      fact('report.standing', line.stateText), fact('report.opened', moment(line.openedAt, page.me.zone)),
      fact('report.who', holders(page, line)), fact('report.next', line.next)),
    WHOLES[line.kind] ? el('p', {}, page.say('report.whole'), ': ', el('a', { href: WHOLES[line.kind](line) }, page.say('report.openWhole'))) : null,
    diagrams.map((one) => diagramOf(page, line.number, one, steps, places)),
    steps.length ? [exportLinks(page, `cases/${encodeURIComponent(line.number)}/steps`, new URLSearchParams(), `${line.number}-steps`), table(['report.step', 'report.done', 'report.hours', 'report.waits'].map(page.say),
      steps.map((step) => [step.text, step.done || '', step.done ? String(step.hours) : '', step.waiting || '']),
      { caption: page.say('report.step'), blocks: true })] : null,
    dossier,
    section(page.say('report.story'), [exportLinks(page, `cases/${encodeURIComponent(line.number)}`, new URLSearchParams(), line.number), table(['report.when', 'report.what', 'details'].map(page.say),
      story.map((event) => [moment(event.at, page.me.zone), event.text, event.detail]), { caption: page.say('report.story'), blocks: true })],
    { note: story.length }));
  if (line.kind === 'VIS') {
    await dossierOf(page, dossier, line.number);
  }
}

/** What the story is of: decisions with their reasons, waivers, papers, files and messages, as the case's own page has them. */
async function dossierOf(page, place, number) {
  const { own, answer } = await visitOf(number, page.me.side);
  if (answer.fine) {
    const dossier = answer.body;
    fill(place, recordPart({
      task: { dossier, texts: page.words, zone: page.me.zone, side: own ? dossier.sendingState : dossier.hostState, step: '' },
      say: page.say, told: page.told, findings: (list) => findingList(list, (where) => page.words[`ui.${fieldOf(where)}`] || where, page.told)
    }));
  }
}

function diagramOf(page, number, { process, version }, steps, places) {
  const place = el('div', {});
  const own = steps.filter((step) => step.process === process);
  const waits = places.filter((one) => one.process === process);
  const told = [page.told('report.diagramTold', { process: page.say(`process.${process}`), version }), waits.length ? page.told('report.standsAt', {
    places: waits.map((one) => one.name || one.node).join(', ')
  }) : null].filter(Boolean).join(' ');
  call('GET', `/api/reports/cases/${encodeURIComponent(number)}/diagrams/${encodeURIComponent(process)}`).then((answer) => {
    if (answer.fine) {
      diagram(place, answer.body.model, told, {
        done: own.filter((step) => step.done).map((step) => step.step),
        now: [...own.filter((step) => step.waiting).map((step) => step.step), ...waits.map((one) => one.node)]
      });
    }
  });
  return section(`${page.say('report.diagram')}: ${page.say(`process.${process}`)}`, place, {});
}
