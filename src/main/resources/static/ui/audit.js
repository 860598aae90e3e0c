/* The audit of the account's side: who did what, when and from where; its signed checkpoints and its export. */
import { alertOf, call, dayField, el, field, fill, moment, table, text, withDays } from './form.js';
import { head, loading, reader } from './page.js';

const PAUSE_BEFORE_ASKING = 400;
/* Where the texts of an area's events stand. */
const STORIES = { visit: 'story', agreement: 'instrument.story', calendar: 'decree.story', afteraction: 'afteraction.story',
  exercise: 'drill.story', planning: 'planning.story', incident: 'incident.story' };
const place = document.getElementById('cases');
const asked = {};
let page;
let timer;

/** In words where there are some, and always the code, which is what one filters by. */
function act(action) {
  const [area, event] = action.split('.');
  const told = page.words[`ui.audit.action.${action}`] || (STORIES[area] && page.words[`ui.${STORIES[area]}.${event}`]);
  return [told ? el('div', {}, told) : null, el('button.m-link.a-code', {
    type: 'button', title: page.say('audit.action'), onclick: () => ask({ action })
  }, action)];
}

function who(line) {
  return [line.account === 'system' ? page.say('audit.nobody') : el('button.m-link', {
    type: 'button', title: page.say('audit.by'), onclick: () => ask({ by: line.account })
  }, line.onBehalfOf ? page.told('onBehalf', { deputy: line.account, principal: line.onBehalfOf }) : line.account), el('div.m-small', {}, page.words[`ui.audit.door.${line.door}`] || line.door)];
}

function row(line) {
  return [moment(line.happenedAt, page.me.zone), who(line), act(line.action), line.caseNumber ? el('button.m-link', {
    type: 'button', title: page.say('audit.case'), onclick: () => ask({ case: line.caseNumber })
  }, line.caseNumber) : '', el('span.a-code', {}, withDays(line.detail)),
  el('span.a-code', { title: line.hash }, `${line.chain} · ${line.position}`)];
}

function ask(changes) {
  Object.assign(asked, changes);
  show();
}

async function find(results, lines, before) {
  const query = new URLSearchParams(Object.entries({ ...asked, before }).filter(([, value]) => value));
  const answer = await call('GET', `/api/audit?${query}`);
  if (!answer.fine) {
    fill(results, alertOf(page, answer, { of: 'audit' }));
    return;
  }
  const all = [...lines, ...answer.body.items];
  fill(results, all.length ? table([page.say('when'), page.say('who'), page.say('what'), page.say('audit.case'), page.say('audit.about'),
    page.say('audit.place')], all.map(row), { caption: page.say('audit.title'), blocks: true }) : el('p', {}, page.say('audit.none')),
  answer.body.next ? el('p', {}, el('button.m-button', {
    type: 'button', 'data-do': 'more', onclick: () => find(results, all, answer.body.next)
  }, page.say('audit.more'))) : null);
}

function search(results) {
  const change = (name) => (value) => {
    asked[name] = value;
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Without a bound that cannot be read there would be more than was asked for, and nobody would see it.
      if (!tools.querySelector('[aria-invalid=true]')) {
        find(results, []);
      }
    }, PAUSE_BEFORE_ASKING);
  };
  const tools = el('div.c-tools', {}, field(page.say('audit.case'), 'case', text(asked.case, change('case'), { name: 'case' })),
    field(page.say('audit.by'), 'by', text(asked.by, change('by'), { name: 'by' })),
    field(page.say('audit.action'), 'action', text(asked.action, change('action'), { name: 'action' }), { hint: page.say('audit.actionHint') }),
    field(page.say('audit.from'), 'from', dayField(asked.from, change('from'), page.say('dayWrong'), 'from')),
    field(page.say('audit.to'), 'to', dayField(asked.to, change('to'), page.say('dayWrong'), 'to')));
  return tools;
}

function proof(last) {
  const told = el('p.m-small', { role: 'status' }, last ? page.told('audit.checkpoint', {
    number: last.number, when: moment(last.takenAt, page.me.zone)
  }) : page.say('audit.noCheckpoint'));
  const file = (address, words) => el('a.m-button', { href: address, download: '', 'data-do': 'export' }, words);
  return el('div.a-proof', {}, el('p', {}, file('/api/audit/export', page.say('audit.export')), ' ',
    asked.case ? file(`/api/audit/export?case=${encodeURIComponent(asked.case)}`, page.say('audit.exportCase')) : null, ' ', el('button.m-button', {
      type: 'button', 'data-do': 'sign', onclick: async () => {
        const answer = await call('POST', '/api/audit/checkpoints');
        const { checkpoint } = answer.fine ? answer.body : {};
        fill(told, checkpoint ? page.told('audit.checkpoint', { number: checkpoint.number, when: moment(checkpoint.takenAt, page.me.zone) })
          : (answer.body && answer.body.detail) || page.say('lineDown'));
      }
    }, page.say('audit.take'))), told, el('p.m-small', {}, page.say('audit.exportHint'), ' ', page.say('audit.onRecord')));
}

async function show() {
  page = await reader();
  if (!page) {
    return;
  }
  document.title = `Mushterek · ${page.say('audit.title')}`;
  const title = el('h1.c-title', {}, page.say('audit.title'));
  const last = await call('GET', '/api/audit/checkpoints/last');
  if (!last.fine) {
    fill(place, head(page, show), title, alertOf(page, last));
    return;
  }
  const results = el('div', { id: 'results', 'aria-live': 'polite' }, loading(page));
  fill(place, head(page, show), title, proof(last.body.checkpoint), search(results), results);
  find(results, []);
}

show();
