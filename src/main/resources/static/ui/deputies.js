/* Who stands in for whom: an officer's own deputies, and those of the side for its administrator. */
import { alertOf, call, dayField, el, field, fill, fromTo, misread, section, table, text } from './form.js';
import * as kept from './kept.js';
import { head, reader } from './page.js';

const place = document.getElementById('cases');
let page;

const say = (key) => page.say(key);

function tell(room, result) {
  place.querySelectorAll('[data-wrong]').forEach((one) => fill(one));
  if (result.fine) {
    fill(room);
    return;
  }
  fill(room, alertOf(page, result, { down: 'day.lineDown' }));
  ((result.body || {}).findings || []).forEach((finding) => {
    const wrong = place.querySelector(`[data-wrong="${finding.place}"]`);
    const said = `${finding.wrong} ${finding.cure || ''}`;
    if (wrong) {
      fill(wrong, said);
    } else {
      room.append(el('p.m-wrong', {}, said));
    }
  });
}

const WANTED = kept.nameOf(kept.OWN, 'deputy');

function processBoxes(offered, chosen, changed) {
  return el('fieldset.m-ticks', { 'data-place': 'processes' }, el('legend.m-label', {}, say('deputy.processes')),
    offered.map((process) => el('label', {}, el('input', {
      type: 'checkbox', value: process, checked: chosen.has(process), onchange: (event) => {
        if (event.target.checked) {
          chosen.add(process);
        } else {
          chosen.delete(process);
        }
        changed();
      }
    }), ` ${say(`process.${process}`)}`)), el('span.m-wrong', { 'data-wrong': 'processes' }));
}

function newDeputy(room, offered) {
  const administers = page.me.roles.includes('ADMIN');
  const { processes: chosen, ...wanted } = kept.begun(WANTED,
    { principal: administers ? null : page.me.id, deputy: null, firstDay: null, lastDay: null, processes: [] });
  const processes = new Set(chosen);
  const keep = () => kept.keep(WANTED, { ...wanted, processes: [...processes] });
  const account = (label, name) => field(say(label), name, text(wanted[name], (value) => {
    wanted[name] = value && value.trim();
    keep();
  }, { name, length: 60, placeholder: `${page.me.side.toLowerCase()}.m.yilmaz` }));
  const onDay = (label, name) => field(say(label), name, dayField(wanted[name], (value) => {
    wanted[name] = value;
    keep();
  }, say('dayWrong'), name));
  return section(say('deputy.new'), [el('p.m-small', {}, say('deputy.hint')),
    el('div.m-grid', {}, administers ? account('deputy.principal', 'principal') : null, account('deputy', 'deputy'),
      onDay('deputy.firstDay', 'firstDay'), onDay('deputy.lastDay', 'lastDay')), processBoxes(offered, processes, keep),
    el('button.m-button', {
      type: 'button', onclick: async (event) => {
        if (misread(event.target)) {
          return;
        }
        const result = await call('POST', '/api/deputies', { ...wanted, processes: [...processes] });
        tell(room, result);
        if (result.fine) {
          kept.forget(WANTED);
          await show();
        }
      }
    }, say('deputy.record'))]);
}

function row(one, room) {
  const mayEnd = one.state !== 'OVER' && (one.principal === page.me.id || page.me.roles.includes('ADMIN'));
  return [one.principal, one.deputy, fromTo(one.firstDay, one.lastDay),
    one.processes.length ? one.processes.map((process) => say(`process.${process}`)).join(', ') : say('deputy.all'),
    el(`span.m-chip${one.state === 'IN_EFFECT' ? '' : '.m-quiet'}`, {}, say(`deputy.state.${one.state}`)),
    mayEnd ? el('button.m-button', {
      type: 'button', 'aria-label': `${say('deputy.end')}: ${one.deputy}`, onclick: async () => {
        const result = await call('DELETE', `/api/deputies/${one.id}`);
        tell(room, result);
        if (result.fine) {
          await show();
        }
      }
    }, say('deputy.end')) : null];
}

async function show() {
  page = await reader();
  if (!page) {
    return;
  }
  document.title = `Mushterek · ${say('deputies')}`;
  const room = el('div', { 'aria-live': 'assertive' });
  const [listed, offered] = await Promise.all([call('GET', '/api/deputies'), call('GET', '/api/deputies/processes'), kept.read(kept.OWN)]);
  fill(place, head(page, show), el('h1.c-title', {}, say('deputies')), room);
  if (!listed.fine || !offered.fine) {
    tell(room, listed.fine ? offered : listed);
    return;
  }
  const mayName = page.me.roles.some((role) => !['AUDITOR', 'GUARD'].includes(role));
  place.append(mayName ? newDeputy(room, offered.body) : '', listed.body.length
    ? table([say('deputy.principal'), say('deputy'), say('dates'), say('process'), say('state'), ''],
      listed.body.map((one) => row(one, room)), { caption: say('deputies'), blocks: true })
    : el('p.m-small', {}, say('deputy.none')));
}

show();
