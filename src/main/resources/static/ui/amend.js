/* An amendment of a permitted visit: how it is begun, what it changes, and what of it the host has approved already. */
import { alertOf, byType, call, day, el, fill, fromTo, section, table } from './form.js';

const CAME_TO_NOTHING = ['DENIED', 'NOT_SPONSORED', 'WITHDRAWN', 'LAPSED_UNANSWERED'];
export const PREPARES = ['userTask_prepareRequest', 'userTask_correctRequest'];

/** What a permitted visit is for: only a new request asks for anything else (VIS-11). */
const FIXED = ['exerciseCode', 'kind', 'purpose', 'particulars.purposeTranslated', 'accessLevel', 'particulars.accessCaveat',
  'particulars.accessKind', 'particulars.occasion', 'particulars.pertinentTo', 'emergency'];

/** What can be told of a person that is changed; names only where both sides of the comparison have them. */
const OF_PERSON = [
  ['grade', (form, person) => person.grade],
  ['name', (form, person) => named(person)],
  ['amend.latin', (form, person) => `${person.surnameMrz} ${person.forenamesMrz}`],
  ['document', (form, person) => `${person.documentNumber}, ${form.say(person.documentType)}, ${person.nationality}, `
    + `${form.say('until')} ${day(person.documentExpiry)}`],
  ['clearance', (form, person) => form.say(person.clearance)],
  ['role', (form, person) => form.say(person.role)]
];
const OF_SITE = [['kind', (form, site) => form.say(site.kind)], ['address', (form, site) => site.address || '—']];

/** What of the other parts can be told in a line. */
const OF_SECTION = {
  LEADERS: (form, document) => [document.seniorLine, document.deputyLine].map((line) => leader(document, line)).join(', '),
  ARMS: (form, document) => (document.armed ? [document.arms, document.annexes.ammunition].map((list) => byType(list || []))
    .filter(Boolean).join('; ') || '✓' : form.say('none')),
  TRAVEL: (form, document) => [document.means ? form.say(document.means) : null, document.route.join(' → ')].filter(Boolean).join(', ')
};

const named = (person) => `${person.surname} ${person.forenames}`.trim();

/** The way to another case; beside a form that is being written, not in place of it. */
function wayTo(form, number) {
  return el('a', { href: `/cases#${number}`, ...(form.task.step ? { target: '_blank', rel: 'noopener' } : {}) }, number);
}

/** A text in which one thing that it names in braces is more than a text. */
function around(said, name, node) {
  const [before, after] = said.split(`{${name}}`);
  return [before, node, after];
}

/** @param {string} change {@code ADDED}, {@code CHANGED} or {@code REMOVED} */
function chip(form, change) {
  return el(`span.m-chip.m-amend-${change.toLowerCase()}`, {}, form.say(`amend.${change}`));
}

/* ---- on the page of a case ---- */

/** The amendments of a visit, and for whoever may ask for one how it is begun. */
export function amendPart(form) {
  const { amendments, mayAmend } = form.task.dossier;
  const known = amendments || [];
  if (!known.length && !mayAmend) {
    return null;
  }
  return section(form.say('amend.title'), [known.length ? table([form.say('number'), form.say('state')], known.map((one) => [
    wayTo(form, one.number), el('span.m-chip', {}, form.say(`visit.state.${one.state}`))]),
  { caption: form.say('amend.list') }) : null, mayAmend ? beginning(form) : null],
  { open: known.length > 0, note: known.length || null, id: 'mushterek-amend' });
}

function beginning(form) {
  const { number } = form.task.dossier;
  const told = el('div', { 'aria-live': 'polite' });
  const button = el('button.m-button', {
    type: 'button', 'data-do': 'amend', onclick: async () => {
      button.disabled = true;
      const result = await call('POST', `/api/visit-requests/${encodeURIComponent(number)}/amendments`, {});
      if (!result.fine) {
        button.disabled = false;
        fill(told, alertOf(form, result));
        return;
      }
      button.remove();
      fill(told, el('p', { 'data-amended': result.body.number },
        around(form.say('amend.done'), 'number', el('a', { href: `#${result.body.number}` }, result.body.number))));
    }
  }, form.say('amend.begin'));
  return [el('p', {}, form.say('amend.lead')), el('p', {}, button), told];
}

/* ---- what changes ---- */

/** Which visit an amendment changes, and in what; nothing for a first request. */
export function changesPart(form) {
  if (!form.task.dossier.document.amends) {
    return null;
  }
  const room = el('div');
  const draw = (dossier) => fill(room, changesRead(form, dossier));
  draw(form.task.dossier);
  form.changesRead = draw;
  return section(form.say('amend.changes'), room, { id: 'mushterek-changes' });
}

function changesRead(form, dossier) {
  const { amendment, document: now } = dossier;
  const of = el('p', {}, around(form.say('amend.of'), 'number', wayTo(form, now.amends)), amendment ? ` ${standing(form, amendment.permit)}` : null);
  if (!amendment) {
    return of;
  }
  const { permitted: before, changes } = amendment;
  const rows = [
    ...changes.persons.map((change) => rowOf(form, change, change.line, before.visitors, now.visitors, 'line', personIn, OF_PERSON)),
    ...changes.places.map((change) => rowOf(form, change, change.no, before.sites, now.sites, 'no', siteIn, OF_SITE))
  ].filter(Boolean);
  const isToldApart = rows.some(([, , difference]) => difference !== null);
  return [of,
    changes.reasons.length ? null : el('p', { 'data-amend': 'nothing' }, form.say('amend.nothing')),
    changes.reasons.includes('DATES') ? el('p', { 'data-amend': 'days' }, el('strong', {}, form.told('amend.days', {
      before: fromTo(before.from, before.to), after: now.from ? fromTo(now.from, now.to) : '—'
    }))) : null,
    rows.length ? table([form.say('amend.what'), form.say('amend.change'), ...(isToldApart ? [form.say('amend.difference')] : [])],
      rows.map((cells) => cells.slice(0, isToldApart ? 3 : 2)), { caption: form.say('amend.changes'), className: 'm-worded', blocks: true }) : null,
    otherParts(form, changes.sections, before, now),
    PREPARES.includes(form.task.step) ? el('p.m-small', {}, form.say('amend.saved')) : null];
}

function leader(document, line) {
  const person = document.visitors.find((one) => one.line === line);
  return person ? `${person.grade} ${named(person)}` : '—';
}

/** The other parts that change: each that can be told in a line with what it was and is, the rest by their names. */
function otherParts(form, sections, before, now) {
  const told = sections.map((one) => [one, ...[before, now].map((document) => (OF_SECTION[one] ? OF_SECTION[one](form, document) : null))]);
  const isInLine = ([, was, is]) => was !== is;
  const rest = told.filter((one) => !isInLine(one)).map(([one]) => form.say(`amend.${one}`));
  return [told.filter(isInLine).map(([one, was, is]) => el('p.m-sentence', { 'data-amend': one }, form.told('amend.section', {
    section: form.say(`amend.${one}`), before: was, after: is
  }))), rest.length ? el('p', { 'data-amend': 'sections' }, form.told('amend.also', { sections: rest.join(', ') })) : null];
}

/** What holds meanwhile, or has come of it. */
function standing(form, permit) {
  const { decision, permit: own, recalls, state } = form.task.dossier;
  // A permit that is not handed over yet, which only its host sees, lets nobody be recalled from it.
  if (own && recalls) {
    return form.told('amend.tookPlace', { permit });
  }
  return CAME_TO_NOTHING.includes(state) || state === 'ANSWERED' && decision && CAME_TO_NOTHING.includes(decision.outcome)
    ? form.told('amend.cameToNothing', { permit }) : form.told('amend.holds', { permit });
}

/** One person or site that comes, goes or changes; null where the document has been changed again since they were compared. */
function rowOf(form, { change, earlier }, current, before, now, key, shown, fields) {
  const was = before.find((one) => one[key] === earlier);
  const is = now.find((one) => one[key] === current);
  if (!was && !is) {
    return null;
  }
  return [shown(form, is || was, Boolean(is)), chip(form, change), was && is ? differences(form, was, is, fields) : null];
}

function personIn(form, person, isOnNewRoll) {
  return [el('strong', {}, `${person.grade} ${named(person)}`), el('div.m-small', {}, isOnNewRoll
    ? form.told('amend.line', { line: person.line }) : form.told('amend.earlierLine', { line: person.line }))];
}

function siteIn(form, site) {
  return [el('strong', {}, site.name), el('div.m-small', {}, [form.say(site.kind), site.address].filter(Boolean).join(', '))];
}

function differences(form, was, is, fields) {
  const isNameless = Boolean(was.alias || is.alias);
  const told = fields.filter(([key]) => !isNameless || !['name', 'amend.latin'].includes(key))
    .map(([key, read]) => [key, read(form, was), read(form, is)]).filter(([, before, after]) => before !== after)
    .map(([key, before, after]) => el('div', {}, `${form.say(key)}: ${before} → ${after}`));
  // Birth dates and most of each number are masked here.
  return told.length ? told : form.say('amend.masked');
}

/* ---- while it is prepared ---- */

/** Puts what an amendment leaves as it is back to what is permitted; tells whether anything of it stood otherwise. */
export function keepPurpose(dossier, get, put) {
  const { amendment, document: content } = dossier;
  if (!amendment) {
    return false;
  }
  FIXED.forEach((path) => put(content, path, structuredClone(get(amendment.permitted, path))));
  return amendment.changes.fixed.length > 0;
}

/** A field of what an amendment leaves as it is: to be read, and not to be changed. */
export function fixedIn(form, node) {
  if (form.task.dossier.document.amends) {
    node.querySelectorAll('input, select, textarea').forEach((control) => {
      control.disabled = true;
    });
    node.classList.add('m-fixed');
    node.append(el('span.m-hint', {}, form.say('amend.fixed')));
  }
  return node;
}

/** Why some fields are not to be changed. */
export function fixedHint(form) {
  return form.task.dossier.document.amends ? el('p.m-small', {}, form.say('amend.fixedHint')) : null;
}

/* ---- while the host decides ---- */

/**
 * What is approved already, by the lines and numbers of the amendment; of a first request nothing is.
 *
 * @param {object} [amendment] as a dossier holds it
 */
export function settledOf(amendment) {
  const { settledLines: lines = {}, settledSites: places = {}, persons = [], places: changed = [], reasons = [] } = amendment ? amendment.changes : {};
  const { limits = null, siteLimits = {}, exceptions = [] } = amendment || {};
  const changeOf = (list, key, wanted) => (list.find((one) => one[key] === wanted) || {}).change || null;
  return {
    isAmendment: Boolean(amendment),
    isPerson: (line) => line in lines,
    isSite: (no) => no in places,
    ofPerson: (line) => changeOf(persons, 'line', line),
    ofSite: (no) => changeOf(changed, 'no', no),
    isBarred: (line, no) => exceptions.some((one) => one.line === line && one.site === no),
    persons: Object.keys(lines).length,
    sites: Object.keys(places).length,
    changesDays: reasons.includes('DATES'),
    limits, siteLimits, exceptions,
    isLimited: Boolean(limits) || exceptions.length > 0 || Object.keys(siteLimits).some((no) => no in places)
  };
}

/** What the host is told before it decides on an amendment. */
export function settledHint(form, settled) {
  return settled.isAmendment ? [el('p', { 'data-amend': 'settled' }, form.told('amend.settledHint', { persons: settled.persons, sites: settled.sites })),
    settled.changesDays ? el('p', { 'data-amend': 'again' }, form.say('amend.daysHint')) : null] : null;
}

/** In place of a verdict. */
export function settledMark(form) {
  return el('span.m-settled', {}, `✓ ${form.say('amend.settled')}`);
}

/** Beside the name of who or what is added or changed; nothing beside what stays. */
export function changeMark(form, change) {
  return change ? chip(form, change) : null;
}
