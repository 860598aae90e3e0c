/* The reports of a side: its cases, figures and pictures, each at an address of its own. */
import { el, fill } from './form.js';
import { head, loading, reader } from './page.js';
import * as cases from './report-cases.js';
import { calendar } from './report-calendar.js';
import { figures } from './report-figures.js';
import { heat } from './report-heat.js';

const place = document.getElementById('cases');
const PARTS = { cases: cases.list, figures, heat, calendar };

async function start() {
  const page = await reader();
  if (!page) {
    return;
  }
  const [path, query] = decodeURI(window.location.hash.slice(1)).split('?');
  const [part, about] = path.split('/');
  const chosen = PARTS[part] ? part : 'cases';
  document.title = `Mushterek · ${page.say('report.all')}`;
  const room = el('div', {}, loading(page));
  fill(place, head(page, start), part === 'case' ? null : el('h1.c-title', {}, page.say('report.all')), el('nav.r-parts', { 'aria-label': page.say('report.all') }, Object.keys(PARTS).map((name) => el('a', {
    href: `#${name}`, 'aria-current': name === chosen ? 'page' : null
  }, page.say(`report.${name}`)))), room);
  await (part === 'case' ? cases.show(page, room, about) : PARTS[chosen](page, room, new URLSearchParams(query || '')));
}

window.addEventListener('hashchange', start);
start();
