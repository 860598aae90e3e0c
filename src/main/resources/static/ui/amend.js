/* An amendment of a permitted visit: how it is begun, what it changes, and what of it the host has approved already. */
import { alertOf, byType, call, day, el, fill, fromTo, minute, section, table } from './form.js';

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

const listed = (...parts) => parts.flat().filter((part) => part !== null && part !== undefined && part !== '').join(', ');
const reach = (someone) => (someone ? listed(someone.name, someone.phone, someone.email) : null);
const code = (prefix = '') => (form, held) => form.say(`${prefix}${held}`);
const labelled = (form, key, value) => (value === null || value === undefined || value === '' ? null : `${form.say(key)}: ${value}`);

/** By which name a line of what changes is told, and how; what stands in a sentence of its own is not among them. */
const OF_LINE = {
  ARM: ['arms', (form, arm, document) => listed(byType([arm]), arm.serialNumber, arm.bearer ? leader(document, arm.bearer) : null)],
  AMMUNITION: ['ammunition', (form, lot) => listed(byType([lot]), labelled(form, 'lot', lot.lot), labelled(form, 'netExplosiveKg', lot.netExplosiveKg))],
  PARLIAMENT: ['parliament', (form, held) => listed(held.state ? form.say(`authorisation.${held.state}`) : null, held.reference)],
  FLIGHT: ['amend.flight', (form, flight) => listed((flight.kinds || []).map((kind) => form.say(`flight.${kind}`)),
    labelled(form, 'landsAt', minute(flight.arrivesAt)), labelled(form, 'notifiedOn', day(flight.notifiedOn)),
    labelled(form, 'clearedFor', minute(flight.clearedFor)))],
  LEG: ['annex.7', (form, leg, document) => listed(leg.direction ? form.say(`direction.${leg.direction}`) : null,
    [leg.from, leg.borderPoint, leg.to].filter(Boolean).join(' – '), minute(leg.crossesAt), leg.means ? form.say(leg.means) : null, leg.carrier,
    leg.travellers ? leg.travellers.map((line) => leader(document, line)) : null)],
  VEHICLE: ['annex.4', (form, held) => listed(held.kind ? form.say(`vehicle.${held.kind}`) : null, held.type, held.registration)],
  CUSTOMS: ['customsMovements', (form, held) => listed(held.serialNumber, labelled(form, 'copies', held.copies), held.goods)],
  RADIO: ['annex.5', (form, radio) => listed(radio.equipment, radio.frequencyMhz ? `${radio.frequencyMhz} MHz` : null)],
  MEDICAL_SUPPLIES: ['annex.6', (form, held) => listed(labelled(form, 'persons', held.persons), labelled(form, 'dayCount', held.days), held.reference)],
  MEDICAL_STORE: ['annex.6', (form, store) => byType([{ type: store.item, quantity: store.quantity }])],
  CERTIFICATION: ['certification', (form, held) => listed(held.authority, held.reference, day(held.certifiedOn), labelled(form, 'validUntil', day(held.validUntil)))],
  EVIDENCE: ['amend.EVIDENCE', (form, person) => listed(`${person.grade} ${named(person)}`,
    labelled(form, 'evidence.INSURANCE', validity(person.insuredFrom, person.insuredUntil)),
    labelled(form, 'evidence.FITNESS', day(person.fitnessCertifiedOn)))],
  FILE: ['attachments', (form, file, document) => listed(form.say(`evidence.${file.kind}`), file.line ? leader(document, file.line) : null,
    validity(file.validFrom, file.validUntil))],
  POINT_OF_CONTACT: ['pointOfContact', (form, held) => reach(held)],
  SECURITY_OFFICER: ['securityOfficer', (form, held) => reach(held)],
  SITE_CONTACTS: ['siteContacts', (form, site) => listed(site.name, site.phone, labelled(form, 'sitePointOfContact', reach(site.pointOfContact)),
    labelled(form, 'siteSecurityOfficer', reach(site.securityOfficer)))],
  REQUESTING_ENTITY: ['box.5', (form, held) => listed(held.category ? form.say(`entity.${held.category}`) : null, held.name, held.address, held.email, held.phone)],
  INITIATIVE: ['initiative', code('initiative.')],
  INITIATED_BY: ['initiatedBy', code('initiatedBy.')],
  JUSTIFICATION: ['justification', (form, held) => held],
  ALIASES: ['aliases', code('aliases.')],
  REQUESTING_AUTHORITY: ['box.15', (form, held) => listed(held.name, held.address)],
  NEED: ['box.16', (form, need) => listed(labelled(form, `need.${need.kind}`, need.needed === null ? null : form.say(String(need.needed))), need.details)],
  REMARKS: ['remarks', (form, held) => held],
  REGISTRATION_EXEMPT: ['registrationExempt', (form, held) => form.say(String(held))]
};

/** How long evidence holds, as far as it says so. */
function validity(from, until) {
  return from && until ? fromTo(from, until) : from || until ? `${day(from)} – ${day(until)}`.trim() : null;
}

const named = (person) => `${person.surname} ${person.forenames}`.trim();

/** The way to another case; beside a form that is being written, not in place of it. */
export function wayTo(form, number) {
  return el('a', { href: `/cases#${number}`, ...(form.task.step ? { target: '_blank', rel: 'noopener' } : {}) }, number);
}

/** A text in which one thing that it names in braces is more than a text. */
export function around(said, name, node) {
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
  const draw = (dossier, saved) => fill(room, changesRead(form, dossier, saved));
  draw(form.task.dossier);
  form.changesRead = draw;
  return section(form.say('amend.changes'), room, { id: 'mushterek-changes' });
}

/** @param {object} [saved] what is saved of a document that is being written */
function changesRead(form, dossier, saved = {}) {
  const { amendment, document: now } = dossier;
  const of = el('p', {}, around(form.say('amend.of'), 'number', wayTo(form, now.amends)), amendment ? ` ${standing(form, amendment.permit)}` : null);
  if (!amendment) {
    return of;
  }
  const { permitted: before, changes } = amendment;
  if (!isAsPermitted(amendment)) {
    return [of, el('div.m-alert', { 'data-amend': 'outdated' }, form.say('amend.outdated'))];
  }
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
    otherLines(form, amendment.lines, before, { ...now, ...saved, files: now.files || amendment.files }),
    PREPARES.includes(form.task.step) ? el('p.m-small', {}, form.say('amend.saved')) : null];
}

/** Whether the permitted visit has the persons and sites still that it had when it was read; else no place in it is what it was. */
function isAsPermitted({ permitted, permittedLines, permittedSites }) {
  const isSame = (held, key, known) => held.map((one) => one[key]).join() === known.join();
  return isSame(permitted.visitors, 'line', permittedLines) && isSame(permitted.sites, 'no', permittedSites);
}

function leader(document, line) {
  const person = document.visitors.find((one) => one.line === line);
  return person ? `${person.grade} ${named(person)}` : '—';
}

/** The other parts that change, each that can be told in a line with what it was and is. */
function otherParts(form, sections, before, now) {
  return sections.filter((one) => OF_SECTION[one]).map((one) => [one, ...[before, now].map((document) => OF_SECTION[one](form, document))])
    .filter(([, was, is]) => was !== is).map(([one, was, is]) => el('p.m-sentence', { 'data-amend': one }, form.told('amend.section', {
      section: form.say(`amend.${one}`), before: was, after: is
    })));
}

/** What else is added, changed or taken off, line by line. */
function otherLines(form, lines, before, now) {
  const rows = lines.filter((line) => OF_LINE[line.part]).map((line) => {
    const [label, read] = OF_LINE[line.part];
    const [was, is] = [[before, line.before], [now, line.after]].map(([document, place]) => {
      const held = place ? at(document, place) : null;
      return held === null || held === undefined ? null : read(form, held, document);
    });
    // What was written since they were compared is told after it is saved.
    return was === null && is === null ? null : [form.say(label), chip(form, line.change),
      [was, is].filter((told, no, all) => told !== null && told !== all[no - 1]).join(' → ')];
  }).filter(Boolean);
  return rows.length ? el('div', { 'data-amend': 'lines' }, table([form.say('amend.part'), form.say('amend.change'), form.say('amend.difference')],
    rows, { caption: form.say('amend.parts'), className: 'm-worded', blocks: true })) : null;
}

/** What stands at a place of a document (RFC 6901, whose escapes no place of a request needs). */
const at = (document, place) => place.split('/').slice(1).reduce((held, key) => (held === null || held === undefined ? held : held[key]), document);

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
