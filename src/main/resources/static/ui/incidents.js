/* Injuries, deaths and arrests of guests: those in which the side has a part, and everything that was written of each. */
import { alertOf, call, el, field, fill, moment, section, text } from './form.js';
import { incidentFacts, storyOf } from './incident.js';
import * as kept from './kept.js';
import { head, loading, reader } from './page.js';

const OPEN = ['NOTIFIED', 'AWAITS_COORDINATION', 'COORDINATED'];
const PART = 20;
const place = document.getElementById('cases');
let page;

/** The reason for which an incident is taken back, asked of the host's officers while it is open. */
function withdrawal(incident, again) {
  const name = kept.nameOf(kept.OWN, `incident-withdrawal-${incident.number}`);
  const asked = kept.begun(name, { reason: null });
  const told = el('div', { 'aria-live': 'assertive' });
  return section(page.say('incident.withdraw'), [el('p.m-small', {}, page.say('incident.withdrawHint')),
    field(page.say('incident.reason'), 'text', text(asked.reason, (value) => {
      asked.reason = value;
      kept.keep(name, asked);
    }, { long: true, name: 'reason' }), { wide: true }), el('button.m-button', {
      type: 'button', 'data-do': 'withdraw', onclick: async (event) => {
        const pressed = event.currentTarget;
        pressed.disabled = true;
        const answer = await call('POST', `/api/incidents/${encodeURIComponent(incident.number)}/withdrawal`, asked);
        if (answer.fine) {
          kept.forget(name);
          again();
        } else {
          pressed.disabled = false;
          fill(told, alertOf(page, answer, { of: 'incident' }));
        }
      }
    }, page.say('incident.withdraw')), told], { open: false });
}

async function draw(room, number) {
  const answer = await call('GET', `/api/incidents/${encodeURIComponent(number)}`);
  if (!answer.fine) {
    fill(room, alertOf(page, answer));
    return;
  }
  const { incident, warnings, story, zone } = answer.body;
  const mayWithdraw = incident.host === page.me.side && OPEN.includes(incident.state) && page.may(['incident'], 'MEDICAL', 'LEGAL', 'COMMANDER');
  fill(room, warnings.map((warning) => el('p.m-alert.m-returned', {}, `${warning.code}: ${warning.wrong}`)),
    incident.content ? incidentFacts(page, incident, zone) : null, storyOf(page, story, zone, page.me.zone),
    mayWithdraw ? withdrawal(incident, () => draw(room, number)) : null);
}

function line(incident) {
  const room = el('div', {}, loading(page));
  const fold = section([el('strong.m-number', {}, incident.number), ' ', incident.kind ? page.say(`incident.kind.${incident.kind}`) : '', ' ',
    el('span.m-chip', {}, page.say(`incident.state.${incident.state}`)), ' ', el('span.m-small', {}, incident.exercise || '', ' ',
      moment(incident.recordedAt || incident.openedAt, page.me.zone))], room, { open: window.location.hash === `#${incident.number}`, id: incident.number });
  let drawn = false;
  const show = () => {
    if (fold.open && !drawn) {
      drawn = true;
      draw(room, incident.number);
    }
  };
  fold.addEventListener('toggle', show);
  show();
  return fold;
}

/** @param {Element} [asked] the button that asked for it, which goes once it is there */
async function more(list, offset, asked = null) {
  const answer = await call('GET', `/api/incidents?${new URLSearchParams({ offset, limit: PART })}`);
  if (!answer.fine) {
    list.append(alertOf(page, answer));
    return;
  }
  const { items, total } = answer.body;
  if (asked) {
    asked.remove();
  }
  list.append(...items.filter((one) => `#${one.number}` !== window.location.hash).map(line));
  if (!total) {
    list.append(el('p.m-small', {}, page.say('incident.none')));
  }
  if (offset + items.length < total) {
    const next = el('button.m-button', {
      type: 'button', 'data-do': 'more', onclick: async () => {
        next.disabled = true;
        await more(list, offset + items.length, next);
        next.disabled = false;
      }
    }, page.say('afteraction.more'));
    list.append(next);
  }
}

/** The one that a link has named stands on top, however old it is. */
async function linked(list) {
  const number = decodeURIComponent(window.location.hash.slice(1));
  const answer = number && await call('GET', `/api/incidents/${encodeURIComponent(number)}`);
  if (answer && answer.fine) {
    list.append(line(answer.body.incident));
  }
}

async function show() {
  page = await reader();
  if (!page) {
    return;
  }
  document.title = `Mushterek · ${page.say('incident.all')}`;
  const list = el('div', {});
  fill(place, head(page, show), el('h1.c-title', {}, page.say('incident.all')), page.may(['incident'], 'MEDICAL', 'LEGAL', 'COMMANDER')
    ? el('p', {}, el('a', { href: '/camunda/app/tasklist/default/' }, page.say('incident.report'))) : null, loading(page), list);
  await kept.read(kept.OWN);
  const waiting = place.querySelector(':scope > [role=status]');
  await linked(list);
  await more(list, 0);
  if (waiting) {
    waiting.remove();
  }
}

show();
