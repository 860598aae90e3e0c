/* Who of a permit has arrived and departed: the headcount, each person, every entry, and for whoever stands at the border the next one. */
import { alertOf, call, el, field, fill, misread, moment, momentField, section, table, text } from './form.js';
import * as kept from './kept.js';
import * as unsent from './unsent.js';

/* Whoever stands at a border point stands there for the next case, too, but perhaps not tomorrow: this tab alone remembers it. */
const PLACE = 'movement-place';
const LONGEST_PLACE = 120;
/* So many entries are read at once, the latest first. */
const AT_ONCE = 50;

/** The part of a case's page; nothing before there is a permit. */
export function movementPart(form) {
  const { permit, number, hostState } = form.task.dossier;
  if (!permit || permit.state === 'ISSUED') {
    return null;
  }
  const among = form.task.side === hostState ? 'host-cases' : 'visit-requests';
  const note = el('span', { 'data-headcount': '' });
  return section(form.say('movement.title'), movementRoom(form, among, number, note), { id: 'mushterek-movements', note });
}

/** @param {Element} [note] what says in a few signs how many are there */
export function movementRoom(form, among, number, note = el('span')) {
  const room = el('div.m-movements');
  const path = `/api/${among}/${encodeURIComponent(number)}/movements`;
  // Whoever has read on to older entries has them still after the next order.
  let wanted = 0;
  const draw = async (standing) => {
    const whole = await readOn(path, standing, wanted);
    fill(note, whole.persons.length ? `${whole.inside}/${whole.permitted}` : '');
    // Whoever looks through the entries goes on doing so.
    const folded = room.querySelector('.m-more');
    fill(room, shown(form, whole, { path, number, more }, draw, Boolean(folded && folded.open)));
  };
  const more = async (standing) => {
    wanted = standing.entries.length + AT_ONCE;
    await draw(standing);
  };
  call('GET', `${path}?limit=${AT_ONCE}`).then((answer) => {
    if (answer.fine) {
      draw(answer.body);
    } else {
      fill(room, alertOf(form, answer));
    }
  });
  return room;
}

/** The same with as many entries as are wanted and can be had; what a broken line keeps back can be asked for again. */
async function readOn(path, standing, wanted) {
  const entries = [...standing.entries];
  while (entries.length < Math.min(wanted, standing.total)) {
    const answer = await call('GET', `${path}?before=${entries[entries.length - 1].no}&limit=${AT_ONCE}`);
    if (!answer.fine || !answer.body.entries.length) {
      break;
    }
    entries.push(...answer.body.entries);
  }
  return { ...standing, entries };
}

function shown(form, standing, { path, number, more }, draw, open) {
  if (!standing.persons.length && !standing.entries.length) {
    return el('p.m-small', {}, form.say('movement.nobody'));
  }
  const last = lastEntries(standing);
  const told = el('div', { 'aria-live': 'polite', 'data-told': '', tabindex: -1 });
  return [warning(form, standing), el('p', {}, el('strong', { 'data-inside': standing.inside }, form.told('movement.headcount', standing)),
    standing.late ? [' ', el('span.m-chip.m-late', {}, form.told('movement.late', { count: standing.late }))] : null),
  standing.mayRecord ? recording(form, standing, last, path, draw, told) : table([form.say('movement.person'), form.say('state')],
    standing.persons.map((person) => [named(person), stateOf(form, standing, person, last)]), { caption: form.say('movement.title'), blocks: true }),
  told, standing.entries.length ? entries(form, standing, last, { path, number, more }, draw, open) : null];
}

/** What whoever stands at a gate must know first: that the permit lets nobody in. */
function warning(form, standing) {
  // The sending side lets nobody in anyway: it reads what that means for its own.
  const words = `movement.${standing.permit === 'SUSPENDED' ? 'suspended' : 'ended'}${standing.mayRecord ? '' : 'There'}`;
  return standing.permit === 'HANDED_OVER' ? null : el('p.m-alert', { 'data-permit': standing.permit },
    form.told(words, { state: form.say(`permit.${standing.permit}`) }));
}

/** The latest entry of each person that stands. */
function lastEntries(standing) {
  return new Map(standing.persons.filter((person) => person.last).map((person) => [person.line, person.last]));
}

function named(person) {
  return `${person.line}. ${[person.grade, person.surname, person.forenames].filter(Boolean).join(' ')}`;
}

function stateOf(form, standing, person, last) {
  const entry = last.get(person.line);
  const when = entry ? moment(entry.at, standing.zone) : null;
  return [el('span', {}, entry ? form.told(entry.kind === 'DEPARTED' ? 'movement.left' : person.inside ? 'movement.since'
    : 'movement.arrivedOnce', { when }) : form.say('movement.notArrived')),
    person.late ? [' ', el('span.m-chip.m-late', {}, form.say('movement.isLate'))] : null,
    // Of a permit that has ended nobody needs to be told this one by one.
    person.admitted || !standing.persons.some((one) => one.admitted) ? null : [' ', el('span.m-chip.m-quiet', {}, form.say('movement.notAdmitted'))]];
}

const today = () => new Date().toDateString();

/** Where whoever records stands: where this tab said so today, or at a place of this visit. */
function placeOf({ places }) {
  const { value, on } = unsent.begun(PLACE, {});
  return value && (on === today() || places.includes(value)) ? value : places[0] || null;
}

function recording(form, standing, last, path, draw, told) {
  const ticked = new Set();
  const answer = { at: null, place: placeOf(standing) };
  const boxes = standing.persons.map((person) => el('input', {
    type: 'checkbox', name: `movement-${person.line}`, value: String(person.line), onchange: (event) => {
      if (event.target.checked) {
        ticked.add(person.line);
      } else {
        ticked.delete(person.line);
      }
      ready();
    }
  }));
  const tick = (which) => standing.persons.forEach((person, at) => {
    const wanted = which(person);
    if (boxes[at].checked !== wanted) {
      boxes[at].checked = wanted;
      boxes[at].dispatchEvent(new Event('change'));
    }
  });
  const some = (key, which) => (standing.persons.some(which) || key === 'movement.none' ? el('button.m-button', {
    type: 'button', 'data-tick': key, onclick: () => tick(which)
  }, form.say(key)) : null);
  const order = (kind, key) => el('button.m-button.m-first', {
    type: 'button', 'data-do': kind, disabled: true, onclick: () => send(kind)
  }, form.say(key));
  const buttons = [order('ARRIVED', 'movement.arrive'), order('DEPARTED', 'movement.depart')];
  const ready = () => buttons.forEach((button) => { button.disabled = ticked.size === 0; });
  const send = async (kind) => {
    if (misread(told)) {
      return;
    }
    buttons.forEach((button) => { button.disabled = true; });
    const lines = [...ticked].sort((one, other) => one - other);
    const sent = await call('POST', path, { rows: lines.map((line) => ({ line, kind, at: answer.at, place: answer.place })) });
    if (!sent.fine) {
      ready();
      fill(told, alertOf(form, sent));
      return;
    }
    await draw(sent.body.standing);
    const after = document.querySelector('.m-movements [data-told]');
    fill(after, results(form, standing, sent.body.results));
    after.focus();
  };
  const choices = el('datalist', { id: `movement-places-${standing.number}` }, standing.places.map((place) => el('option', { value: place })));
  return [el('fieldset.m-present', {}, el('legend', {}, form.say('movement.whom')),
    el('div.m-tools', {}, some('movement.all', (person) => person.admitted && !person.inside), some('movement.allInside', (person) => person.inside),
      some('movement.none', () => false)),
    el('div.m-persons', {}, standing.persons.map((person, at) => el(`label.m-person${person.inside ? '.m-inside-now' : ''}`, {}, boxes[at],
      el('span.m-what', {}, el('strong', {}, named(person)), el('span.m-small.m-mono', {}, person.documentNumber),
        el('span.m-small', {}, stateOf(form, standing, person, last))))))),
  el('div.m-row', {}, field(form.say('movement.time'), 'at', momentField(null, (value) => {
    answer.at = value;
  }, form.say('movement.timeWrong'), { today: true, name: 'movement-at' })), field(form.say('movement.place'), 'place', text(answer.place, (value) => {
    answer.place = value;
    unsent.keep(PLACE, { value, on: today() });
  }, { name: 'movement-place', length: LONGEST_PLACE, list: choices.id })), choices),
  el('div.m-tools', {}, buttons)];
}

/** How many were recorded, and of each who was not, what stands against it. */
function results(form, standing, rows) {
  const refused = rows.filter((row) => row.outcome !== 'DONE');
  const person = (line) => standing.persons.find((one) => one.line === line);
  return [rows.length > refused.length ? el('p.m-claim', {}, form.told('movement.recorded', { count: rows.length - refused.length })) : null,
    refused.length ? el('div.m-alert', { role: 'alert' }, el('strong', {}, form.told('movement.refused', { count: refused.length })),
      refused.map((row) => [el('h5', {}, person(row.line) ? named(person(row.line)) : String(row.line)),
        form.findings(row.findings)])) : null];
}

/** Every entry, the latest first; what was struck out stays readable. */
function entries(form, standing, last, at, draw, open) {
  const { number } = at;
  const who = (account, principal) => principal ? form.told('onBehalf', { deputy: account, principal })
    : account || form.say('movement.byHost');
  const names = new Map(standing.persons.map((person) => [person.line, named(person)]));
  const rows = standing.entries.map((entry) => {
    if (entry.struck) {
      // Whoever had begun to say why comes too late.
      kept.forget(strikingOf(number, entry));
    }
    const through = (value) => (entry.struck ? el('s', {}, value) : value);
    return [[through(names.get(entry.line) || String(entry.line))], through(form.say(entry.kind)), through(moment(entry.at, standing.zone)),
      through(entry.place || '—'), [el('div.m-small', {}, form.told('movement.recordedBy', {
        who: who(entry.recordedBy, entry.recordedFor), when: moment(entry.recordedAt, standing.zone)
      })), entry.struck ? el('div.m-small', { 'data-struck': entry.no }, form.told('movement.struck', {
        who: who(entry.struck.by, entry.struck.onBehalfOf), when: moment(entry.struck.at, standing.zone)
      }), entry.struck.reason ? `: ${entry.struck.reason}` : '') : null,
      standing.mayRecord && last.has(entry.line) && last.get(entry.line).no === entry.no ? striking(form, entry, at, draw) : null]];
  });
  return el('details.m-more', { open }, el('summary', {}, `${form.say('movement.entries')} (${standing.total})`),
    table([form.say('movement.person'), form.say('what'), form.say('at'), form.say('place'), form.say('details')], rows,
      { caption: form.say('movement.entries'), blocks: true }), rows.length < standing.total ? el('p', {}, form.told('movement.shown', {
      count: rows.length, total: standing.total
    }), ' ', el('button.m-button', {
      type: 'button', 'data-do': 'older', onclick: async (event) => {
        event.target.disabled = true;
        await at.more(standing);
        const older = document.querySelector('.m-movements [data-do="older"]') || document.querySelector('.m-movements > .m-more > summary');
        older.focus();
      }
    }, form.say('movement.older'))) : null);
}

const strikingOf = (number, entry) => kept.nameOf(number, `strike-${entry.no}`);

function striking(form, entry, { path, number }, draw) {
  const name = strikingOf(number, entry);
  const room = el('div');
  const button = el('button.m-link', {
    type: 'button', 'data-strike': entry.no, onclick: () => {
      let reason = kept.begun(name, null);
      const told = el('div', { 'aria-live': 'polite' });
      const confirm = el('button.m-button', {
        type: 'button', 'data-do': 'strike', onclick: async () => {
          confirm.disabled = true;
          const struck = await call('POST', `${path}/${entry.no}/strike`, { text: reason });
          confirm.disabled = false;
          if (struck.fine) {
            kept.forget(name);
            await draw(struck.body);
            document.querySelector('.m-movements > .m-more > summary').focus();
          } else {
            fill(told, alertOf(form, struck));
          }
        }
      }, form.say('movement.strike'));
      fill(room, field(form.say('movement.strikeReason'), 'text', text(reason, (value) => {
        reason = value;
        kept.keep(name, value);
      }, { long: true, name: `strike-${entry.no}` }), { wide: true }), confirm, told);
      room.querySelector('textarea').focus();
    }
  }, form.say('movement.strike'));
  return fill(room, button);
}
