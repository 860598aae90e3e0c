/* The figures of a side for a period: each says how it is computed, is drawn and told as a table, and opens its cases. */
import { alertOf, call, dayField, el, field, fill, section, select, table, text } from './form.js';
import { loading } from './page.js';
import { bars } from './report-chart.js';
import { exportLinks } from './report-export.js';

const KINDS = ['VIS', 'PLN', 'DRL', 'RSK', 'INC', 'INS', 'AAR', 'OBS', 'MRG', 'ACT', 'OFR', 'DEC'];
const ROLES = ['PLANNER', 'SECURITY', 'AUTHORITY', 'REGISTRY', 'MEDICAL', 'BORDER', 'AIR', 'RANGE', 'COMMANDER', 'LEGAL', 'LESSONS'];
const MOST_ROWS = 20;
/* What a link of a whole figure opens where its parts differ: only the part that somebody looks for. */
const WHOLE = ['opened', 'open', 'closed', 'decided', 'lead', 'leadSending', 'leadHost', 'rules', 'returned', 'reasons', 'inTime', 'firstRight'];

/** The month before this one, as a report of it is what is asked for most. */
export function lastMonth() {
  const now = new Date();
  const iso = (date) => date.toISOString().slice(0, 10);
  return { from: iso(new Date(Date.UTC(now.getFullYear(), now.getMonth() - 1, 1))), to: iso(new Date(Date.UTC(now.getFullYear(), now.getMonth() + 1, 0))) };
}

/** What a number of hours or days is called. */
function timed(page, figure, hours) {
  return page.told(figure.name === 'ages' ? 'report.daysUnit' : 'report.hoursUnit', { hours: String(Math.round(hours * 10) / 10) });
}

function behind(search, measure, code) {
  const asked = new URLSearchParams({ kind: search.kind, figure: measure, countedFrom: search.from, countedTo: search.to });
  if (code !== null) {
    asked.set('code', code);
  }
  ['exercise', 'direction', 'version'].filter((name) => search[name]).forEach((name) => asked.set(name, search[name]));
  return `#cases?${asked}`;
}

function rows(page, figure, search) {
  const shown = figure.rows.slice(0, MOST_ROWS);
  const hasTimes = shown.some((row) => row.times);
  const cells = shown.map((row) => {
    const share = ['inTime', 'firstRight'].includes(figure.name);
    const opens = figure.opens && row.count ? behind(search, share ? row.code : figure.opens, share ? null : row.code) : null;
    return [opens ? el('a', { href: opens }, row.text) : row.text, String(row.count),
      ...(hasTimes ? [row.times ? timed(page, figure, row.times.median) : '', row.times ? timed(page, figure, row.times.ninetieth) : ''] : [])];
  });
  return table(['report.what', 'report.count', ...(hasTimes ? ['report.median', 'report.ninetieth'] : [])].map(page.say), cells,
    { caption: figure.title });
}

function shownFigure(page, figure, search) {
  const main = figure.percent !== null && figure.percent !== undefined ? `${figure.percent} %`
    : figure.times && figure.rows.length === 0 ? timed(page, figure, figure.times.median) : String(figure.count);
  const empty = figure.count === 0 && !figure.rows.some((row) => row.count);
  return el('section.r-figure', { 'aria-label': figure.title, 'data-figure': figure.name }, el('h2', {}, figure.title), el('p.r-main', {}, main,
    figure.times && figure.rows.length === 0 ? el('span.r-small', {}, ` ${page.say('report.median')} · ${page.say('report.ninetieth')}: `,
      timed(page, figure, figure.times.ninetieth), ` · ${page.say('report.count')}: ${figure.count}`) : null),
  empty ? el('p.m-small', {}, page.say('report.none')) : null,
  !empty && figure.rows.length ? [bars(figure.title, figure.rows.slice(0, MOST_ROWS).map((row) => [row.text, row.count]), true),
    rows(page, figure, search)] : null,
  !empty && figure.opens && WHOLE.includes(figure.name) && figure.rows.length === 0
    ? el('p', {}, el('a', { href: behind(search, figure.opens, null) }, page.say('report.openCases'))) : null,
  section(page.say('report.how'), el('p', {}, figure.definition), { open: false }));
}

/** The tools by which a period and what is counted in it are chosen. */
export function chooser(page, search, show, more) {
  const dayOf = (name, label) => field(page.say(label), name, dayField(search[name], (value) => {
    search[name] = value;
  }, page.say('report.dayWrong'), name));
  return el('form.r-tools', {
    onsubmit: (event) => {
      event.preventDefault();
      show();
    }
  }, dayOf('from', 'report.from'), dayOf('to', 'report.to'), more, el('button.m-button.m-primary', { type: 'submit' }, page.say('report.compute')));
}

/** Draws the page of figures; {@code asked} comes from the address, so that a period can be sent to somebody. */
export function figures(page, room, asked) {
  const search = { kind: 'VIS', ...lastMonth(), ...Object.fromEntries(asked) };
  const results = el('div', { 'aria-live': 'polite' }, loading(page));
  const load = async () => {
    const sent = new URLSearchParams();
    Object.entries(search).filter(([, value]) => value).forEach(([name, value]) => sent.set(name, value));
    window.history.replaceState(null, '', `#figures?${sent}`);
    const answer = await call('GET', `/api/reports/figures?${sent}`);
    fill(results, answer.fine ? [exportLinks(page, 'figures', sent, 'figures', ...beside(page, sent)), el('div.r-figures', {}, answer.body.figures
      .filter((figure) => wanted(search.kind, figure)).map((figure) => shownFigure(page, figure, search)))]
      : alertOf(page, answer, { down: 'report.lineDown' }));
  };
  const choice = (name, label, codes, text_) => field(page.say(label), name, select(codes.map((code) => [code, page.say(`${text_}.${code}`)]),
    search[name] || null, page.say, (value) => { search[name] = value; }, { name }));
  fill(room, chooser(page, search, load, [choice('kind', 'report.kind', KINDS, 'report.kind'),
    choice('direction', 'report.direction', ['SENT', 'RECEIVED'], 'report.direction'),
    field(page.say('report.exercise'), 'exercise', text(search.exercise, (value) => { search.exercise = value; }, { name: 'exercise', length: 40 })),
    choice('role', 'report.role', ROLES, 'role'),
    field(page.say('report.version'), 'version', text(search.version, (value) => { search.version = value; }, { name: 'version', length: 4, inputmode: 'numeric' }))]),
  results);
  load();
}

/** Visits know nothing of drills, and nothing but visits is answered by a host. */
function wanted(kind, figure) {
  const ofVisits = ['decided', 'lead', 'leadSending', 'leadHost', 'inTime', 'firstRight', 'rules', 'returned', 'reasons'];
  return (kind === 'VIS' || !ofVisits.includes(figure.name)) && (kind === 'DRL' || !figure.name.startsWith('drills'));
}

/** The month as a paper, and the page as it is. */
function beside(page, sent) {
  return [el('a', { href: `/api/reports/monthly-paper?month=${sent.get('from').slice(0, 7)}`, target: '_blank', rel: 'noopener' }, page.say('report.monthly')),
    el('button.m-button', { type: 'button', onclick: () => window.print() }, page.say('report.print'))];
}
