/* The request form, box by box in the order of the paper form, while it is written and when it is read. */
import { changeMark, fixedHint, fixedIn, keepPurpose, settledOf } from './amend.js';
import { copyNote } from './copy.js';
import { byType, call, day, dayField, el, field, fill, fromTo, minute, momentField, section, select, table, text } from './form.js';
import { choices, judgement, keptNumbers, partResults, roll } from './visit.js';

const KINDS = ['ONE_TIME', 'EXTENDED', 'RECURRING'];
const ALIAS_USES = ['LISTS', 'PAPERS'];
const ACCESS_LEVELS = ['UNCLASSIFIED', 'RESTRICTED', 'CONFIDENTIAL', 'SECRET', 'TOP_SECRET'];
const SITE_KINDS = ['RANGE', 'AIRFIELD', 'HEADQUARTERS', 'BARRACKS', 'PORT', 'MEDICAL', 'OTHER'];
const MEANS = ['CIVIL_AIR', 'MILITARY_AIR', 'ROAD', 'RAIL', 'SEA'];
const OCCASIONS = ['EXERCISE', 'PLANNING_CONFERENCE', 'SITE_SURVEY'];
const ACCESS_KINDS = ['CONFIDENTIAL_OR_ABOVE', 'SECURITY_AREA', 'UNCLASSIFIED_OR_RESTRICTED'];
const CATEGORIES = ['MILITARY', 'GOVERNMENT', 'INDUSTRY', 'INTERNATIONAL', 'OTHER'];
const INITIATIVES = ['GOVERNMENT', 'COMMERCIAL'];
const INITIATORS = ['REQUESTING_SIDE', 'HOST_SIDE'];
const PERTINENCES = ['PROGRAMME', 'EQUIPMENT', 'SALE_OR_LICENCE', 'ACQUISITION', 'OTHER'];
const NEEDS = ['HAND_CARRY', 'INTERPRETER', 'DIETARY', 'MEDICAL'];
const AUTHORISATIONS = ['NOT_REQUIRED_BY_TREATY', 'REQUIRED', 'GRANTED'];
const VEHICLES = ['VEHICLE', 'TRAILER', 'AIRCRAFT', 'UNMANNED_AIRCRAFT', 'VESSEL'];
const FLIGHTS = ['VIP', 'ARMED', 'DANGEROUS_CARGO', 'MILITARY_CARGO', 'SENSORS', 'OTHER'];
const DIRECTIONS = ['ARRIVAL', 'DEPARTURE'];
/** From and to of each part, in the order in which a request is split; a last part below the fewest takes from the one before. */
function cut(length, most, fewest) {
  const parts = [];
  for (let from = 0; from < length || !parts.length;) {
    const to = Math.min(length, from + most);
    const rest = length - to;
    const end = rest > 0 && rest < fewest ? to - (fewest - rest) : to;
    parts.push([from + 1, end]);
    from = Math.max(end, from + 1);
  }
  return parts;
}

const range = ([from, to]) => (to < from ? '—' : from === to ? `${from}` : `${from}–${to}`);
const NOBODY = '—';
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const get = (holder, path) => path.split('.').reduce((held, key) => (held === null || held === undefined ? null : held[key]),
  holder);

function put(holder, path, value) {
  const keys = path.split('.');
  const last = keys.pop();
  keys.reduce((held, key) => {
    held[key] = held[key] || {};
    return held[key];
  }, holder)[last] = value;
}

/** What is said, without what is not: an object or a list in which nothing is said becomes null. */
function said(value) {
  if (Array.isArray(value)) {
    const entries = value.map(said).filter((entry) => entry !== null);
    return entries.length ? entries : null;
  }
  if (value && typeof value === 'object') {
    const entries = Object.entries(value).map(([key, held]) => [key, said(held)]);
    return entries.some(([, held]) => held !== null) ? Object.fromEntries(entries) : null;
  }
  return value === undefined || value === '' ? null : value;
}

const box = (form, no) => form.told('boxTitle', { no, title: form.say(`box.${no}`) });
const annex = (form, no) => form.told('annexTitle', { no, title: form.say(`annex.${no}`) });

const boxPart = (form, no, children, options) =>
  section(box(form, no), children, { id: `mushterek-box-${no}`, ...options });
const annexPart = (form, no, children, options) =>
  section(annex(form, no), children, { id: `mushterek-annex-${no}`, ...options });

function daysOf(content) {
  return content.from && content.to ? Math.round((Date.parse(content.to) - Date.parse(content.from)) / 86400000) + 1 : 0;
}

/* ---- while it is written ---- */

export function preparation(form) {
  const dossier = form.task.dossier;
  const content = dossier.document;
  const address = `/api/visit-requests/${encodeURIComponent(dossier.number)}`;
  const rules = el('div');
  const annexes = ['ammunition', 'vehicles', 'radios', 'medicalStores', 'legs'];
  annexes.forEach((name) => put(content, `annexes.${name}`, get(content, `annexes.${name}`) || []));
  content.customsMovements = content.customsMovements || [];
  content.particulars.needs = content.particulars.needs || [];
  const isPurposeChanged = keepPurpose(dossier, get, put);

  const contactOf = (contact) => {
    const held = said(contact);
    return held && { ...held, name: held.name || '' };
  };
  /* The rows in which more is said than what a new row says by itself. */
  const filled = (list, ...ofItself) => list.map(said).filter(Boolean)
    .filter((entry) => Object.keys(entry).some((name) => !ofItself.includes(name) && entry[name] !== null));
  /* A movement whose travellers have left the roll; nobody has said that everybody travels by it. */
  const isEmptied = (leg) => Array.isArray(leg.travellers) && leg.travellers.length === 0;
  const written = () => ({
    exerciseCode: content.exerciseCode, kind: content.kind, purpose: content.purpose,
    justification: content.justification, from: content.from, to: content.to, accessLevel: content.accessLevel,
    sites: filled(content.sites, 'no', 'kind').map((site) => ({
      name: site.name || '', address: site.address, kind: site.kind || 'OTHER', phone: site.phone,
      pointOfContact: contactOf(site.pointOfContact), securityOfficer: contactOf(site.securityOfficer)
    })),
    pointOfContact: contactOf(content.pointOfContact), securityOfficer: contactOf(content.securityOfficer),
    seniorLine: content.seniorLine, deputyLine: content.deputyLine, armed: content.armed,
    // Who says that no arms are carried lists none; the rows come back with another word.
    arms: content.armed === false ? [] : filled(content.arms, 'quantity').map(({ type, serialNumber, quantity, bearer }) => ({
      type: type || '', serialNumber: serialNumber || null, quantity: quantity || 1, bearer: bearer || null
    })),
    means: content.means, route: content.route, remarks: content.remarks,
    emergency: content.emergency, certification: said(content.certification),
    medicalSupplies: said(content.medicalSupplies), airMovement: content.airMovement,
    customsMovements: said(content.customsMovements),
    parliamentaryAuthorisation: said(content.parliamentaryAuthorisation),
    registrationExempt: content.registrationExempt,
    particulars: said({ ...content.particulars, needs: content.particulars.needs.filter((need) => need.needed !== null) }),
    annexes: {
      ammunition: content.armed === false ? [] : filled(content.annexes.ammunition), vehicles: filled(content.annexes.vehicles, 'kind'),
      radios: filled(content.annexes.radios), medicalStores: filled(content.annexes.medicalStores),
      legs: content.annexes.legs.filter((leg) => isEmptied(leg) || filled([leg], 'direction', 'means').length)
        .map((leg) => ({ ...said(leg), travellers: isEmptied(leg) ? [] : said(leg.travellers) }))
    }
  });
  const changed = () => form.later('request',
    () => ({ method: 'PUT', path: address, body: written(), version: dossier.version }), (saved) => {
      dossier.version = saved.version;
      if (saved.hostState !== dossier.hostState) {
        dossier.hostState = saved.hostState;
        content.hostState = saved.hostState;
      }
      judge();
    });
  const judge = async () => {
    const judged = await call('POST', `${address}/judgement`);
    if (judged.fine) {
      fill(rules, judgement(form, judged.body));
      if (content.amends) {
        // What it changes, as it is saved.
        const { permitted } = dossier.amendment || {};
        dossier.amendment = judged.body.amendment && permitted ? { ...judged.body.amendment, permitted } : null;
        form.changesRead(dossier, written());
      }
    }
  };

  /* Each field is named by what it is called; where it stands in the content is its path and its place. */
  const keep = (path, after) => (value) => {
    put(content, path, value);
    if (after) {
      after(value);
    }
    changed();
  };
  const written_ = (key, { path = key, long, length, place = path } = {}) => field(form.say(key), place,
    text(get(content, path), keep(path), { long, length, name: path }), { wide: long });
  const chosen = (key, codes, { path = key, prefix = '', after } = {}) => field(form.say(key), path,
    select(codes, get(content, path), (code) => form.say(`${prefix}${code}`), keep(path, after), { name: path }));
  const dated = (key, { path = key, place = path } = {}) => field(form.say(key), place,
    dayField(get(content, path), keep(path), form.say('dayWrong'), path));
  const timed = (key, path) => field(form.say(key), path,
    momentField(get(content, path), keep(path), form.say('timeWrong')));
  const counted = (key, path) => field(form.say(key), path, number(get(content, path), keep(path), path));
  const asked = (key, path, after) => yesNo(form, key, path, get(content, path), keep(path, after));
  const grid = (...fields) => el('div.m-grid', {}, fields);
  const list = (place, entries, fresh, columns, options) => rows(form, place, entries, changed, fresh, columns, options);
  const contact = (path) => grid(
    written_('contact.name', { path: `${path}.name` }), written_('contact.phone', { path: `${path}.phone`, length: 60 }),
    written_('contact.email', { path: `${path}.email` }));
  /* What an amendment leaves as it is permitted. */
  const fixed = (node) => fixedIn(form, node);
  const isSaid = (...paths) => paths.some((path) => said(get(content, path)) !== null);

  /* Box 1 */
  const exercise = (code) => dossier.exercises.find((one) => one.code === code);
  const offered = dossier.exercises.filter((one) => one.hostState !== dossier.sendingState)
    .map((one) => [one.code, `${one.title} (${one.code}), ${fromTo(one.firstDay, one.lastDay)}, ${form.say(`side.${one.hostState}`)}`]);
  const precedes = () => (content.particulars.occasion || 'EXERCISE') !== 'EXERCISE';
  const days = el('div.m-grid');
  const drawDays = () => fill(days, dated('from', { place: 'dates.from' }), dated('to', { place: 'dates.to' }));
  drawDays();
  const route = text(content.route.join(' '), (value) => {
    content.route = (value || '').toUpperCase().split(/[^A-Z]+/).filter(Boolean);
    changed();
  }, { name: 'route', length: 80 });
  const emergency = el('div');
  const drawEmergency = () => fill(emergency, fixed(el('label.m-check', {}, el('input', {
    type: 'checkbox', name: 'isEmergency', checked: Boolean(content.emergency), onchange: (event) => {
      content.emergency = event.target.checked ? { justification: null } : null;
      drawEmergency();
      changed();
    }
  }), ` ${form.say('isEmergency')}`)), content.emergency
    ? fixed(written_('emergency', { path: 'emergency.justification', long: true })) : null);
  drawEmergency();

  /* Box 3 */
  const summary = el('p.m-small');
  const summarise = () => fill(summary, form.told('summary',
    { sites: content.sites.filter((site) => site.name).length, persons: content.visitors.length }));

  /* Box 12 */
  const people = el('div');
  const splitting = el('div');
  const most = dossier.mostInOneRequest;
  const partsNeeded = () => cut(content.sites.length, most.sites, 1).flatMap((sites) => cut(content.visitors.length, most.persons, 2)
    .map((persons) => ({ persons: range(persons), sites: range(sites) })));
  const split = async (submit) => {
    await form.flush();
    if (form.notKept.size) {
      return;
    }
    fill(splitting);
    const result = await call('POST', `${address}/split?submit=${submit}`, undefined, { version: dossier.version });
    if (!result.fine) {
      form.tell(result);
      drawSplitting();
    } else if (submit) {
      const isSubmitted = result.body.results.some((part) => part.number === dossier.number && part.result === 'DONE');
      fill(splitting, el('div.m-group', { 'aria-live': 'polite' }, partResults(form, result.body.results),
        isSubmitted ? null : el('button.m-button', { type: 'button', onclick: () => form.open() }, form.say('showRequest'))));
      splitting.scrollIntoView({ block: 'center' });
    } else {
      form.open();
    }
  };
  const splitOffer = () => [el('p', {}, form.say('splitHint')), el('ul.m-notes', { 'data-split-parts': '' },
    partsNeeded().map((part, index) => el('li', {}, form.told('splitPart', { part: index + 1, ...part })))), el('div', {},
    el('button.m-button', { type: 'button', 'data-split-and-submit': '', onclick: () => split(true) },
      form.told('splitAndSubmit', { parts: partsNeeded().length })), ' ',
    el('button.m-button', { type: 'button', 'data-split': '', onclick: () => split(false) }, form.say('split')))];
  const drawSplitting = () => {
    const isTooMuch = (!dossier.group || content.amends) && (content.visitors.length > most.persons || content.sites.length > most.sites);
    fill(splitting, isTooMuch && content.amends ? el('p', { 'data-amend': 'tooMuch' }, form.say('amend.tooMuch'))
      : isTooMuch ? splitOffer() : null);
  };
  const stores = el('button.m-button', {
    type: 'button', 'data-size': 'stores', onclick: () => {
      put(content, 'medicalSupplies.persons', content.visitors.length);
      put(content, 'medicalSupplies.days', daysOf(content));
      drawSupplies();
      changed();
    }
  });
  const supplies = el('div.m-grid');
  const drawSupplies = () => {
    fill(stores, form.told('sizeStores', { persons: content.visitors.length, days: daysOf(content) }));
    stores.hidden = content.visitors.length === 0 || daysOf(content) < 1;
    fill(supplies, counted('persons', 'medicalSupplies.persons'), counted('dayCount', 'medicalSupplies.days'),
      written_('reference', { path: 'medicalSupplies.reference', length: 100 }));
  };
  days.addEventListener('input', () => drawSupplies());
  days.addEventListener('change', () => drawSupplies());
  /* A whole roll takes the place of the one that is there, or single persons come and go. */
  const rollFile = (id, label, method, path) => {
    const input = el('input', {
      type: 'file', accept: '.xlsx,.csv,.json,text/csv,application/json', id, onchange: async () => {
        const [file] = input.files;
        if (file) {
          const type = /\.json$/i.test(file.name) ? 'application/json' : /\.xlsx$/i.test(file.name) ? WORKBOOK : 'text/csv';
          await changeRoll(async (version) => call(method, `${address}/roster${path}`, await file.arrayBuffer(), { type, version }));
          input.value = '';
        }
      }
    });
    return { input, label: el('label.m-button', { for: id }, form.say(label)) };
  };
  const whole = rollFile('mushterek-roster', 'rosterFile', 'PUT', '');
  const added = rollFile('mushterek-roster-added', 'roll.add', 'POST', '/persons');
  const leaving = new Set();
  const takeOff = el('button.m-button', {
    type: 'button', 'data-do': 'take-off', onclick: async () => {
      takeOff.disabled = true;
      await changeRoll((version) => call('DELETE', `${address}/roster/persons?lines=${[...leaving].join(',')}`, undefined, { version }));
      drawTakeOff();
    }
  });
  const drawTakeOff = () => {
    takeOff.disabled = leaving.size === 0;
    fill(takeOff, form.told('roll.takeOff', { count: leaving.size }));
  };
  const leaves = (visitor) => el('input', {
    type: 'checkbox', name: `leaves-${visitor.line}`, checked: leaving.has(visitor.line), onchange: (event) => {
      leaving[event.target.checked ? 'add' : 'delete'](visitor.line);
      drawTakeOff();
    }, 'aria-label': `${form.say('roll.leaves')}: ${visitor.line}. ${visitor.surname} ${visitor.forenames}`
  });
  drawTakeOff();
  const drawPeople = () => {
    fill(people, content.visitors.length
      ? [grid(person(form, content, 'seniorLine', changed), person(form, content, 'deputyLine', changed)), roll(form, leaves), el('p', {}, takeOff)]
      : el('p.m-small', {}, form.say('noRoll')));
    added.label.hidden = content.visitors.length === 0;
    drawSplitting();
    summarise();
    drawSupplies();
  };
  drawPeople();
  /* Persons keep what they carry and do on their new lines, and a workbook may have brought the arms as well. */
  const takeRoll = (fresh) => {
    ['visitors', 'seniorLine', 'deputyLine', 'armed', 'arms'].forEach((name) => {
      content[name] = fresh[name];
    });
    leaving.clear();
    drawTakeOff();
    content.annexes.legs = fresh.annexes.legs || [];
    drawPeople();
    drawArmed();
    drawArms();
    drawLegs();
  };
  const notes = el('ul.m-notes');
  /* One change of the roll after the other, each of what is kept. */
  const changeRoll = async (ask) => {
    await form.flush();
    if (form.notKept.size) {
      // What was refused stands on the screen with what was said of it; another roll would hide that.
      return;
    }
    form.state('saving');
    const result = await ask(dossier.version);
    form.state(result.fine ? 'saved' : 'notSaved');
    form.tell(result.fine ? null : result);
    if (result.fine) {
      const read = await call('GET', form.address());
      if (!read.fine) {
        form.tell(read);
        return;
      }
      const { dossier: fresh } = read.body;
      dossier.version = fresh.version;
      dossier.attachments = fresh.attachments;
      // The roll marks who is added or changed.
      dossier.amendment = fresh.amendment;
      takeRoll(fresh.document);
      form.rollChanged();
      fill(notes, result.body.notes.map((note) => el('li', {}, note)));
      judge();
    }
  };
  /* Box 16 */
  const needs = NEEDS.map((kind) => {
    let need = content.particulars.needs.find((one) => one.kind === kind);
    if (!need) {
      need = { kind, needed: null, details: null };
      content.particulars.needs.push(need);
    }
    const details = el('div');
    const draw = () => fill(details, need.needed ? field(form.say('details'), `need.${kind}.details`,
      text(need.details, (value) => {
        need.details = value;
        changed();
      }, { length: 1000, name: `need.${kind}.details` })) : null);
    draw();
    return el('div', {}, yesNo(form, `need.${kind}`, `need.${kind}`, need.needed, (value) => {
      need.needed = value;
      need.details = value ? need.details : null;
      draw();
      changed();
    }), details);
  });

  /* Annex 3 */
  const armsPart = el('div');
  /* One number for each form that has none; a form is begun where there is not even one. */
  const drawSerials = async () => {
    if (!content.customsMovements.length) {
      content.customsMovements.push({ serialNumber: null, copies: 5, goods: null });
    }
    for (const movement of content.customsMovements.filter((one) => !one.serialNumber)) {
      const drawn = await call('POST', `${address}/customs-serials`);
      if (!drawn.fine) {
        form.tell(drawn);
        break;
      }
      movement.serialNumber = drawn.body.serialNumber;
    }
    drawArms();
    changed();
  };
  const armsCount = el('p.m-small', { 'data-count': 'arms' });
  const countArms = () => fill(armsCount, content.arms.some((arm) => arm.type)
    ? `${form.say('countedByType')}: ${byType(content.arms)}` : null);
  const drawArms = () => {
    countArms();
    fill(armsPart, content.armed ? [
      list('arms', content.arms, () => ({ type: null, quantity: 1, serialNumber: null, bearer: null }), [
        ['armType', 'type', (row, done) => text(row.type, done('type'), { length: 100, name: 'armType' })],
        ['serialNumber', 'serialNumber', (row, done) => text(row.serialNumber, done('serialNumber'),
          { length: 60, name: 'armSerial' })],
        ['quantity', 'quantity', (row, done) => number(row.quantity, done('quantity'))],
        ['bearer', 'bearer', (row, done) => number(row.bearer, done('bearer'))]
      ], { after: countArms }), armsCount,
      el('h5', {}, form.say('ammunition')),
      list('annexes.ammunition', content.annexes.ammunition,
        () => ({ type: null, lot: null, quantity: null, netExplosiveKg: null }), [
          ['armType', 'type', (row, done) => text(row.type, done('type'), { length: 100, name: 'ammunitionType' })],
          ['lot', 'lot', (row, done) => text(row.lot, done('lot'), { length: 60, name: 'ammunitionLot' })],
          ['quantity', 'quantity', (row, done) => number(row.quantity, done('quantity'), 'ammunitionQuantity')],
          ['netExplosiveKg', 'netExplosiveKg', (row, done) => decimal(row.netExplosiveKg, done('netExplosiveKg'))]
        ]),
      el('h5', {}, form.say('parliament')),
      grid(chosen('state', AUTHORISATIONS, { path: 'parliamentaryAuthorisation.state', prefix: 'authorisation.' }),
        written_('authorisationReference', { path: 'parliamentaryAuthorisation.reference', length: 100 }))
    ] : null,
    el('h5', {}, form.say('customsMovements')),
    list('customsMovements', content.customsMovements, () => ({ serialNumber: null, copies: 5, goods: null }), [
      ['serialNumber', 'serialNumber', (row, done) => text(row.serialNumber, done('serialNumber'), { length: 60 })],
      ['copies', 'copies', (row, done) => number(row.copies, done('copies'))],
      ['goods', 'goods', (row, done) => text(row.goods, done('goods'), { length: 400 })]
    ]), el('button.m-button', { type: 'button', 'data-draw': 'serials', onclick: drawSerials }, form.say('drawSerials')));
  };
  const armed = el('div.m-grid');
  const drawArmed = () => fill(armed, asked('armed', 'armed', drawArms));
  drawArmed();
  drawArms();

  /* Annex 4 */
  const flight = el('div');
  const drawFlight = () => fill(flight, content.airMovement ? [
    el('fieldset.m-ticks', {}, el('legend.m-label', {}, form.say('flightKinds')), FLIGHTS.map((kind) => el('label', {},
      el('input', {
        type: 'checkbox', checked: (content.airMovement.kinds || []).includes(kind), name: `flight.${kind}`,
        onchange: (event) => {
          const others = (content.airMovement.kinds || []).filter((one) => one !== kind);
          content.airMovement.kinds = event.target.checked ? [...others, kind] : others;
          changed();
        }
      }), ' ', form.say(`flight.${kind}`)))),
    grid(timed('landsAt', 'airMovement.arrivesAt'), dated('notifiedOn', { path: 'airMovement.notifiedOn' }),
      timed('clearedFor', 'airMovement.clearedFor'))] : null);
  drawFlight();

  /* Annex 7 */
  const legs = el('div');
  const drawLegs = () => fill(legs, list('annexes.legs', content.annexes.legs, () => ({
    direction: content.annexes.legs.length ? 'DEPARTURE' : 'ARRIVAL', means: content.means
  }), [
    ['direction', 'direction', (row, done) => select(DIRECTIONS, row.direction, (code) => form.say(`direction.${code}`),
      done('direction'))],
    ['legFrom', 'from', (row, done) => text(row.from, done('from'), { name: 'legFrom' })],
    ['borderPoint', 'borderPoint', (row, done) => text(row.borderPoint, done('borderPoint'), { name: 'borderPoint' })],
    ['legTo', 'to', (row, done) => text(row.to, done('to'), { name: 'legTo' })],
    ['crossesAt', 'crossesAt', (row, done) => momentField(row.crossesAt, done('crossesAt'), form.say('timeWrong'))],
    ['means', 'means', (row, done) => select(MEANS, row.means, (code) => form.say(code), done('means'))],
    ['carrier', 'carrier', (row, done) => text(row.carrier, done('carrier'), { length: 60, name: 'carrier' })],
    ['travellers', 'travellers', (row, done) => text(isEmptied(row) ? NOBODY : (row.travellers || []).join(', '),
      (written) => done('travellers')(linesOf(written)), { length: 400, name: 'travellers' })]
  ]));
  drawLegs();

  const sitesPart = list('sites', content.sites, () => ({ name: null, kind: 'RANGE', address: null }), [
    ['siteName', 'name', (row, done) => text(row.name, done('name'), { name: 'siteName' })],
    ['kind', 'kind', (row, done) => select(SITE_KINDS, row.kind, (code) => form.say(code), done('kind'))],
    ['address', 'address', (row, done) => text(row.address, done('address'), { length: 400 })]
  ], {
    after: summarise,
    more: (row, place, done) => el('details.m-more', { open: said([row.phone, row.pointOfContact, row.securityOfficer]) !== null },
      el('summary', {}, form.say('siteContacts')),
      grid(field(form.say('contact.phone'), `${place}.phone`, text(row.phone, done('phone'), { length: 60 }))),
      ['pointOfContact', 'securityOfficer'].map((who) => [
        el('h5', {}, form.say(who === 'pointOfContact' ? 'sitePointOfContact' : 'siteSecurityOfficer')),
        grid(['name', 'phone', 'email'].map((part) => field(form.say(`contact.${part}`), `${place}.${who}.${part}`,
          text(get(row, `${who}.${part}`), (value) => {
            put(row, `${who}.${part}`, value);
            changed();
          }, { length: part === 'phone' ? 60 : 200 }))))]))
  });
  fill(rules, judgement(form, dossier.judgement));
  if (isPurposeChanged && form.task.mine) {
    changed();
  }

  return [
    dossier.returnedReason ? el('div.m-alert.m-returned', {}, el('strong', {}, form.say('returned')),
      el('p', {}, dossier.returnedReason)) : null,
    copyNote(form),
    boxPart(form, 1, [fixedHint(form),
      grid(fixed(field(form.say('exerciseCode'), 'exerciseCode', select(offered, content.exerciseCode,
        (code) => code, (value) => {
          content.exerciseCode = value;
          const held = exercise(value);
          if (held && !content.from && !content.to && !precedes()) {
            content.from = held.firstDay;
            content.to = held.lastDay;
          }
          if (held) {
            content.route = [dossier.sendingState, held.hostState];
            route.value = content.route.join(' ');
          }
          drawDays();
          drawSupplies();
          changed();
        }, { name: 'exerciseCode' }), { wide: true })),
      fixed(chosen('kind', KINDS)), fixed(chosen('occasion', OCCASIONS, { path: 'particulars.occasion', prefix: 'occasion.' }))), emergency]),
    boxPart(form, 2, grid(fixed(chosen('box.2', ACCESS_KINDS, { path: 'particulars.accessKind', prefix: 'accessKind.' }))),
      { open: isSaid('particulars.accessKind') }),
    boxPart(form, 3, summary),
    boxPart(form, 4, [
      el('p.m-small', {}, `${form.say('requester')}: ${form.say(`side.${dossier.sendingState}`)} · ${form.say('addressee')}: ${form.say(`side.${dossier.hostState}`)}`),
      grid(written_('sendingReference', { path: 'particulars.sendingReference', length: 100 }),
        dated('sendingDate', { path: 'particulars.sendingDate' }))],
    { open: isSaid('particulars.sendingReference', 'particulars.sendingDate') }),
    boxPart(form, 5, [
      grid(chosen('category', CATEGORIES, { path: 'particulars.requestingEntity.category', prefix: 'entity.' }),
        written_('name', { path: 'particulars.requestingEntity.name' }),
        written_('postalAddress', { path: 'particulars.requestingEntity.address', length: 400 }),
        written_('contact.email', { path: 'particulars.requestingEntity.email' }),
        written_('contact.phone', { path: 'particulars.requestingEntity.phone', length: 60 })),
      el('h5', {}, form.say('pointOfContact')), contact('pointOfContact')]),
    boxPart(form, 6, sitesPart),
    boxPart(form, 7, days),
    boxPart(form, 8, grid(
      chosen('initiative', INITIATIVES, { path: 'particulars.initiative', prefix: 'initiative.' }),
      chosen('initiatedBy', INITIATORS, { path: 'particulars.initiatedBy', prefix: 'initiatedBy.' })),
    { open: isSaid('particulars.initiative', 'particulars.initiatedBy') }),
    boxPart(form, 9, grid(
      fixed(chosen('pertinentTo', PERTINENCES, { path: 'particulars.pertinentTo.kind', prefix: 'pertinence.' })),
      fixed(written_('fullName', { path: 'particulars.pertinentTo.name', length: 400 }))),
    { open: isSaid('particulars.pertinentTo') }),
    boxPart(form, 10, [fixed(written_('purpose', { long: true })),
      fixed(written_('purposeTranslated', { path: 'particulars.purposeTranslated', long: true })),
      written_('justification', { long: true })]),
    boxPart(form, 11, grid(fixed(chosen('accessLevel', ACCESS_LEVELS)),
      fixed(written_('accessCaveat', { path: 'particulars.accessCaveat' })))),
    boxPart(form, 12, [
      grid(chosen('aliases', ALIAS_USES, { path: 'particulars.aliases', prefix: 'aliases.' })),
      el('div.m-upload', {}, whole.label, whole.input, added.label, added.input,
        el('span', {}, `${form.say('rosterTemplate')}: `, el('a', {
          href: '/api/roster-template.xlsx', download: 'nominal-roll.xlsx'
        }, 'XLSX'), ' · ', el('a', { href: '/api/roster-template', download: 'nominal-roll.csv' }, 'CSV'))),
      notes, splitting, people], { id: 'mushterek-roll' }),
    boxPart(form, 13, contact('securityOfficer')),
    boxPart(form, 14, grid(written_('certAuthority', { path: 'certification.authority' }),
      written_('reference', { path: 'certification.reference', length: 100 }),
      dated('certifiedOn', { path: 'certification.certifiedOn' }),
      dated('validUntil', { path: 'certification.validUntil' })), { open: isSaid('certification') }),
    boxPart(form, 15, grid(written_('authorityName', { path: 'particulars.requestingAuthority.name' }),
      written_('postalAddress', { path: 'particulars.requestingAuthority.address', length: 400 })),
    { open: isSaid('particulars.requestingAuthority') }),
    boxPart(form, 16, [el('div.m-grid', {}, needs), written_('remarks', { long: true })],
      { open: isSaid('remarks') || content.particulars.needs.some((need) => need.needed !== null) }),
    annexPart(form, 3, [armed, armsPart]),
    annexPart(form, 4, [
      list('annexes.vehicles', content.annexes.vehicles, () => ({ kind: 'VEHICLE', type: null, registration: null }), [
        ['kind', 'kind', (row, done) => select(VEHICLES, row.kind, (code) => form.say(`vehicle.${code}`), done('kind'))],
        ['armType', 'type', (row, done) => text(row.type, done('type'), { length: 100, name: 'vehicleType' })],
        ['registration', 'registration', (row, done) => text(row.registration, done('registration'),
          { length: 40, name: 'vehicleRegistration' })]
      ]),
      grid(yesNo(form, 'stateAircraft', 'airMovement', Boolean(content.airMovement), (value) => {
        content.airMovement = value ? content.airMovement || {} : null;
        drawFlight();
        changed();
      })), flight], { open: isSaid('annexes.vehicles') || content.airMovement !== null }),
    annexPart(form, 5, list('annexes.radios', content.annexes.radios,
      () => ({ equipment: null, frequencyMhz: null }), [
        ['equipment', 'equipment', (row, done) => text(row.equipment, done('equipment'), { name: 'radioEquipment' })],
        ['frequencyMhz', 'frequencyMhz', (row, done) => decimal(row.frequencyMhz, done('frequencyMhz'), 'radioFrequency')]
      ]), { open: isSaid('annexes.radios') }),
    annexPart(form, 6, [el('h5', {}, form.say('medicalSupplies')), stores, supplies,
      list('annexes.medicalStores', content.annexes.medicalStores, () => ({ item: null, quantity: null }), [
        ['item', 'item', (row, done) => text(row.item, done('item'), { name: 'storeItem' })],
        ['quantity', 'quantity', (row, done) => number(row.quantity, done('quantity'), 'storeQuantity')]
      ])], { open: isSaid('medicalSupplies', 'annexes.medicalStores') }),
    annexPart(form, 7, [grid(chosen('means', MEANS),
      field(form.say('route'), 'route', route, { hint: form.say('routeHint') }),
      asked('registrationExempt', 'registrationExempt')),
    legs]),
    section(form.say('rules'), [rules, keptNumbers(form)], { id: 'mushterek-rules' }),
    choices(form, [['SUBMIT'], ['WITHDRAW']])
  ];
}

/** Lines of the roll as they are written ({@code 1, 3-5}); null where nobody is named, none where it says nobody. */
function linesOf(written) {
  if ((written || '').trim() === NOBODY) {
    return [];
  }
  const lines = (written || '').split(/[,;\s]+/).filter(Boolean).flatMap((piece) => {
    const [, first, last] = /^(\d{1,4})(?:[-–](\d{1,4}))?$/.exec(piece) || [null, '0'];
    const to = Math.min(Number(last || first), Number(first) + 1000);
    return Array.from({ length: Math.max(1, to - Number(first) + 1) }, (unused, at) => Number(first) + at);
  });
  return lines.length ? lines : null;
}

function person(form, content, key, changed) {
  const people = content.visitors.map((visitor) => [String(visitor.line),
    `${visitor.line}. ${visitor.grade} ${visitor.surname} ${visitor.forenames}`]);
  return field(form.say(key), key, select(people, content[key] === null ? null : String(content[key]), (code) => code,
    (value) => {
      content[key] = value === null ? null : Number(value);
      changed();
    }, { name: key }));
}

function yesNo(form, key, place, value, change) {
  return field(form.say(key), place, select([['false', form.say('false')], ['true', form.say('true')]],
    value === null || value === undefined ? null : String(value), (code) => code,
    (chosen) => change(chosen === null ? null : chosen === 'true'), { name: place }));
}

function number(value, change, name) {
  return el('input', {
    type: 'number', min: 1, max: 10000000, value: value === null || value === undefined ? '' : value, name,
    oninput: (event) => change(Number.parseInt(event.target.value, 10) || null)
  });
}

/** A decimal number, which officers of both sides type with a comma. */
function decimal(value, change, name) {
  return text(value, (typed) => change(typed === null ? null : typed.trim().replace(',', '.')),
    { length: 14, inputmode: 'decimal', name });
}

/** A short list that is edited in place. */
function rows(form, place, list, changed, fresh, columns, { after, more } = {}) {
  const box_ = el('div');
  const done = (row) => (name) => (value) => {
    row[name] = value;
    if (after) {
      after();
    }
    changed();
  };
  const short = place.replace(/^.*\./, '');
  const draw = () => {
    fill(box_, list.map((row, index) => el('div.m-row', {}, columns.map(([label, key, control]) =>
      field(form.say(label), `${place}[${index}].${key}`, control(row, done(row)))), el('button.m-button.m-remove', {
      type: 'button', title: form.say('remove'), 'aria-label': `${form.say('remove')} ${index + 1}`, onclick: () => {
        list.splice(index, 1);
        draw();
        if (after) {
          after();
        }
        changed();
      }
    }, '×'), more ? more(row, `${place}[${index}]`, done(row)) : null)), el('button.m-button', {
      type: 'button', 'data-add': short, onclick: () => {
        list.push(fresh());
        draw();
        const added = box_.querySelectorAll('.m-row');
        added[added.length - 1].querySelector('input,select').focus();
      }
    }, form.say(`add.${short}`)));
  };
  draw();
  return box_;
}

/* ---- when it is read ---- */

/** The whole request in the form's order; what nobody filled in is left out. */
export function requestPart(form, { decides }) {
  const content = form.task.dossier.document;
  const held = content.annexes;
  const any = (list) => list && list.length > 0;
  const arms = any(content.arms) || any(held.ammunition) || said(content.parliamentaryAuthorisation)
    || any(content.customsMovements);
  return [
    section(form.say('request'), boxes(form)),
    boxPart(form, 6, sites(form), { open: !decides, note: content.sites.length }),
    boxPart(form, 12, roll(form), { open: !decides, note: content.visitors.length }),
    annexPart(form, 3, arms ? armsRead(form) : el('p.m-small', {}, form.say(content.armed === false ? 'none' : 'open')),
      { note: any(content.arms) ? content.arms.reduce((sum, arm) => sum + arm.quantity, 0) : null }),
    any(held.vehicles) || content.airMovement ? annexPart(form, 4, vehiclesRead(form)) : null,
    any(held.radios) ? annexPart(form, 5, table([form.say('equipment'), form.say('frequencyMhz')],
      held.radios.map((radio) => [radio.equipment, radio.frequencyMhz]), { caption: annex(form, 5) })) : null,
    any(held.medicalStores) || said(content.medicalSupplies) ? annexPart(form, 6, storesRead(form)) : null,
    annexPart(form, 7, travelRead(form))
  ];
}

function facts(form, entries) {
  const shown = entries.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return shown.length ? el('dl.m-facts', {}, shown.map(([key, value]) => [el('dt', {}, form.say(key)), el('dd', {}, value)]))
    : null;
}

const reach = (someone) => (someone ? [someone.name, someone.phone, someone.email].filter(Boolean).join(', ') : null);

/** Who stands on a line of the roll. */
function personOn(content, line) {
  const visitor = content.visitors.find((one) => one.line === line);
  return visitor ? `${visitor.line}. ${visitor.grade} ${visitor.surname} ${visitor.forenames}` : null;
}

function boxes(form) {
  const dossier = form.task.dossier;
  const content = dossier.document;
  const more = content.particulars;
  const code = (value, prefix = '') => (value === null || value === undefined ? null : form.say(`${prefix}${value}`));
  const entity = more.requestingEntity || {};
  const urgent = content.emergency || {};
  const certified = content.certification || {};
  const authority = more.requestingAuthority || {};
  const parts = [
    [1, [['exerciseCode', dossier.exercise ? `${dossier.exercise.title} (${dossier.exercise.code})` : content.exerciseCode],
      ['kind', code(content.kind)], ['occasion', code(more.occasion, 'occasion.')],
      ['emergency', urgent.justification]]],
    [2, [['box.2', code(more.accessKind, 'accessKind.')]]],
    [3, [['box.3', form.told('summary', { sites: content.sites.length, persons: content.visitors.length })]]],
    [4, [['sendingReference', more.sendingReference], ['sendingDate', day(more.sendingDate)]]],
    [5, [['category', code(entity.category, 'entity.')], ['name', entity.name], ['postalAddress', entity.address],
      ['contact.email', entity.email], ['contact.phone', entity.phone], ['pointOfContact', reach(content.pointOfContact)]]],
    [7, [['dates', content.from && fromTo(content.from, content.to)]]],
    [8, [['initiative', code(more.initiative, 'initiative.')], ['initiatedBy', code(more.initiatedBy, 'initiatedBy.')]]],
    [9, [['pertinentTo', more.pertinentTo && code(more.pertinentTo.kind, 'pertinence.')],
      ['fullName', more.pertinentTo && more.pertinentTo.name]]],
    [10, [['purpose', content.purpose], ['purposeTranslated', more.purposeTranslated],
      ['justification', content.justification]]],
    [11, [['accessLevel', code(content.accessLevel)], ['accessCaveat', more.accessCaveat]]],
    [12, [['aliases', code(more.aliases, 'aliases.')], ['seniorLine', personOn(content, content.seniorLine)], ['deputyLine', personOn(content, content.deputyLine)]]],
    [13, [['securityOfficer', reach(content.securityOfficer)]]],
    [14, [['certAuthority', certified.authority], ['reference', certified.reference],
      ['certifiedOn', day(certified.certifiedOn)], ['validUntil', day(certified.validUntil)]]],
    [15, [['authorityName', authority.name], ['postalAddress', authority.address]]],
    [16, [...(more.needs || []).filter((need) => need.needed !== null).map((need) => [`need.${need.kind}`,
      [form.say(String(need.needed)), need.details].filter(Boolean).join(': ')]), ['remarks', content.remarks]]]
  ];
  return parts.map(([no, entries]) => {
    const shown = facts(form, entries);
    return shown && [el('h5', {}, box(form, no)), shown];
  });
}

function sites(form) {
  const settled = settledOf(form.task.dossier.amendment);
  return table(['#', form.say('site'), form.say('kind'), form.say('address'), form.say('sitePointOfContact'),
    form.say('siteSecurityOfficer')], form.task.dossier.document.sites.map((site) => [site.no,
    [site.name, ' ', changeMark(form, settled.ofSite(site.no))], form.say(site.kind),
    [site.address, site.phone ? el('div.m-small', {}, site.phone) : null], reach(site.pointOfContact),
    reach(site.securityOfficer)]), { caption: form.say('sites'), blocks: true });
}

function armsRead(form) {
  const content = form.task.dossier.document;
  const ammunition = content.annexes.ammunition || [];
  const authorised = content.parliamentaryAuthorisation;
  const movements = content.customsMovements || [];
  return [
    content.arms.length ? [el('p', {}, `${form.say('countedByType')}: ${byType(content.arms)}`),
      table([form.say('armType'), form.say('serialNumber'), form.say('quantity'), form.say('bearer')], content.arms
        .map((arm) => [arm.type, arm.serialNumber, arm.quantity, personOn(content, arm.bearer)]), { caption: form.say('arms'), blocks: true })] : null,
    ammunition.length ? [el('h5', {}, form.say('ammunition')), table([form.say('armType'), form.say('lot'),
      form.say('quantity'), form.say('netExplosiveKg')], ammunition.map((lot) => [lot.type, lot.lot, lot.quantity,
      lot.netExplosiveKg]), { caption: form.say('ammunition'), blocks: true })] : null,
    authorised ? facts(form, [['parliament', [authorised.state ? form.say(`authorisation.${authorised.state}`) : null,
      authorised.reference].filter(Boolean).join(', ')]]) : null,
    movements.length ? [el('h5', {}, form.say('customsMovements')), table([form.say('serialNumber'), form.say('copies'),
      form.say('goods')], movements.map((movement) => [movement.serialNumber, movement.copies, movement.goods]),
    { caption: form.say('customsMovements'), blocks: true })] : null];
}

function vehiclesRead(form) {
  const content = form.task.dossier.document;
  const vehicles = content.annexes.vehicles || [];
  const flight = content.airMovement;
  return [
    vehicles.length ? table([form.say('kind'), form.say('armType'), form.say('registration')], vehicles.map((vehicle) =>
      [vehicle.kind ? form.say(`vehicle.${vehicle.kind}`) : null, vehicle.type, vehicle.registration]),
    { caption: annex(form, 4) }) : null,
    flight ? facts(form, [
      ['flightKinds', (flight.kinds || []).map((kind) => form.say(`flight.${kind}`)).join(', ')],
      ['landsAt', minute(flight.arrivesAt)], ['notifiedOn', day(flight.notifiedOn)],
      ['clearedFor', minute(flight.clearedFor)]]) : null];
}

function storesRead(form) {
  const content = form.task.dossier.document;
  const supplies = content.medicalSupplies || {};
  const stores = content.annexes.medicalStores || [];
  return [facts(form, [['persons', supplies.persons], ['dayCount', supplies.days], ['reference', supplies.reference]]),
    stores.length ? table([form.say('item'), form.say('quantity')], stores.map((store) => [store.item, store.quantity]),
      { caption: annex(form, 6) }) : null];
}

function travelRead(form) {
  const content = form.task.dossier.document;
  const legs = content.annexes.legs || [];
  return [facts(form, [['means', content.means && form.say(content.means)], ['route', content.route.join(' → ')],
    ['registrationExempt', content.registrationExempt === null ? null : form.say(String(content.registrationExempt))]]),
  legs.length ? table([form.say('direction'), form.say('legFrom'), form.say('borderPoint'), form.say('legTo'),
    form.say('crossesAt'), form.say('means'), form.say('carrier'), form.say('travellers')], legs.map((leg) => [
    leg.direction ? form.say(`direction.${leg.direction}`) : null, leg.from, leg.borderPoint, leg.to, minute(leg.crossesAt),
    leg.means ? form.say(leg.means) : null, leg.carrier, (leg.travellers || []).join(', ')]), { caption: annex(form, 7), blocks: true }) : null];
}
