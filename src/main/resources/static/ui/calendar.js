/* The working calendar of each side: a year in months, its days that are not ordinary, and the decrees over it. */
import { who } from './answer.js';
import { alertOf, call, day, el, field, fill, fromTo, moment, table } from './form.js';
import { head, reader } from './page.js';

const FIRST_YEAR = 2016;
const place = document.getElementById('cases');
const LOOKS = {
  WORKING: '', WEEKEND: 'k-rest', FULL: 'k-closed', HALF: 'k-half', SUBSTITUTE: 'k-closed', SWAP_OFF: 'k-closed',
  SWAP_WORK: 'k-open', MOURNING: 'k-closed', EXTRA: 'k-closed'
};
/* Beside the number of the day, so that no kind is told by colour alone. */
const SIGNS = { FULL: '●', HALF: '◐', SUBSTITUTE: '○', SWAP_OFF: '⇄', SWAP_WORK: '⇆', MOURNING: '✚', EXTRA: '■' };
const asked = new URLSearchParams(window.location.search);
const shown = { side: asked.get('side'), year: Number(asked.get('year')) };
let page;

const pad = (number) => String(number).padStart(2, '0');
const isoOf = (year, month, date) => `${year}-${pad(month)}-${pad(date)}`;

/** 1 for a Monday. Names come from the product's own texts: browsers without Azerbaijani would say them in English. */
function weekdayOf(iso) {
  return (new Date(`${iso}T00:00:00Z`).getUTCDay() + 6) % 7 + 1;
}

function said(known) {
  return [page.say(`dayKind.${known.kind}`), ...known.holidays, known.closedFrom ? known.closedFrom.slice(0, 5) : null,
    known.estimated ? page.say('estimatedDate') : null].filter(Boolean).join(', ');
}

function cell(year, month, date, days) {
  const iso = isoOf(year, month, date);
  const known = days.get(iso);
  if (!known) {
    return el('td.k-unknown', { title: `${day(iso)}: ${page.say('unknownYear')}` }, date);
  }
  const look = [LOOKS[known.kind], known.estimated ? 'k-estimated' : ''].filter(Boolean).join('.');
  const text = `${day(iso)}: ${said(known)}`;
  return el(`td${look ? `.${look}` : ''}`, { title: text, 'aria-label': text }, date,
    SIGNS[known.kind] ? el('span.k-kind', { 'aria-hidden': 'true' }, SIGNS[known.kind] + (known.estimated ? '?' : '')) : null);
}

function month(year, number, days) {
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const before = weekdayOf(isoOf(year, number, 1)) - 1;
  const cells = [...Array(before).fill(null), ...Array.from({ length }, (none, index) => index + 1)];
  const weeks = [];
  while (cells.length) {
    weeks.push(cells.splice(0, 7));
  }
  const weekdays = Array.from({ length: 7 }, (none, index) => index + 1);
  return el('table.k-month', {}, el('caption', {}, page.say(`month.${number}`)),
    el('thead', {}, el('tr', {}, weekdays.map((no) => el('th', { scope: 'col', abbr: page.say(`weekdayName.${no}`) },
      page.say(`weekdayShort.${no}`))))),
    el('tbody', {}, weeks.map((week) => el('tr', {}, week.map((date) => (date ? cell(year, number, date, days) : el('td')))))));
}

function key() {
  return el('ul.k-key', {}, Object.keys(LOOKS).map((kind) => el('li', {},
    el(`b${LOOKS[kind] ? `.${LOOKS[kind]}` : ''}`, { 'aria-hidden': 'true' }, SIGNS[kind] || '1'), page.say(`dayKind.${kind}`))),
  el('li', {}, el('b.k-estimated', { 'aria-hidden': 'true' }, '?'), page.say('estimatedDay')));
}

function decreeText(content) {
  const parts = [page.say(`decree.kind.${content.kind}`)];
  if (content.holiday) {
    parts.push(page.say(`decree.holiday.${content.holiday}`));
  }
  if (content.from) {
    parts.push(fromTo(content.from, content.to));
  }
  if (content.restDay) {
    parts.push(`${day(content.restDay)} ⇄ ${day(content.workDay)}`);
  }
  if (content.withdraws) {
    parts.push(content.withdraws);
  }
  return parts.join(', ');
}

function decrees(list) {
  return list.length ? table([page.say('decree'), page.say('decreeKind'), page.say('decree.reference'), page.say('decree.issuedOn'),
    page.say('state'), page.say('story')], list.map((decree) => [decree.number,
    decree.content.kind ? decreeText(decree.content) : '', decree.content.reference, day(decree.content.issuedOn),
    [el('span.m-chip', {}, page.say(`decree.state.${decree.state}`)), decree.supersededBy
      ? el('span.m-small', {}, ` ${page.told('decree.superseded', { number: decree.supersededBy })}`) : null],
    decree.story.map((event) => el('div.m-small', {}, `${moment(event.happenedAt, page.me.zone)} `
      + `${who(page, event)}: ${page.say(`decree.story.${event.event}`)}`
      + `${event.reason ? ` – ${event.reason}` : ''}`))]), { caption: page.say('decrees') })
    : el('p.m-small', {}, page.say('noDecrees'));
}

/** Of older years only some days are known; what nobody has told is left out. */
const daysOf = (side, year) => call('GET', `/api/calendars/${side}?from=${year}-01-01&to=${year}-12-31&onlyKnown=true`);

async function show() {
  page = await reader();
  if (!page) {
    return;
  }
  const thisYear = new Date().getFullYear();
  shown.side = page.me.sides.includes(shown.side) ? shown.side : page.me.side;
  shown.year = shown.year >= FIRST_YEAR && shown.year <= thisYear + 5 ? shown.year : thisYear;
  document.title = `Mushterek · ${page.say('calendar')}`;
  const [known, recorded] = await Promise.all([daysOf(shown.side, shown.year),
    call('GET', `/api/calendars/${shown.side}/decrees`)]);
  if (!known.fine || !recorded.fine) {
    fill(place, head(page, show), el('h1.c-title', {}, page.say('calendar')), alertOf(page, known.fine ? recorded : known));
    return;
  }
  const list = known.body;
  const days = new Map(list.map((one) => [one.date, one]));
  const special = list.filter((one) => one.kind !== 'WORKING' && one.kind !== 'WEEKEND');
  const go = (change) => {
    Object.assign(shown, change);
    window.history.replaceState(null, '', `?side=${shown.side}&year=${shown.year}`);
    show();
  };
  const years = Array.from({ length: thisYear + 5 - FIRST_YEAR + 1 }, (none, index) => FIRST_YEAR + index);
  fill(place, head(page, show), el('h1.c-title', {}, `${page.say('calendar')}: ${page.say(`side.${shown.side}`)} ${shown.year}`),
    el('div.c-tabs', { role: 'tablist' }, page.me.sides.map((side) => el('button', {
      type: 'button', role: 'tab', 'aria-selected': String(side === shown.side), onclick: () => go({ side })
    }, page.say(`side.${side}`)))),
    el('div.c-tools', {}, field(page.say('year'), 'year', el('select.m-control', {
      name: 'year', onchange: (event) => go({ year: Number(event.target.value) })
    }, years.map((year) => el('option', { value: year, selected: year === shown.year }, year))))),
    days.size < 365 ? el('p.m-alert.m-returned', { role: 'status' }, page.say('unknownYear')) : null,
    days.size ? [key(), el('div.k-months', {}, Array.from({ length: 12 }, (none, index) => month(shown.year, index + 1, days))),
      el('h2.c-subtitle', {}, page.say('specialDays')), table([page.say('when'), page.say('weekday'), page.say('dayKindHead'),
        page.say('holidayHead'), page.say('source')], special.map((one) => [day(one.date), page.say(`weekdayName.${weekdayOf(one.date)}`),
        said({ ...one, holidays: [] }), one.holidays.join(', '), one.sources.join('; ')]),
      { caption: page.say('specialDays'), blocks: true })] : null,
    el('h2.c-subtitle', {}, page.say('decrees')), decrees(recorded.body));
}

show();
