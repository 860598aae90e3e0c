/* A month with the exercises and visits that touch each day, and the days on which a side does not work. */
import { alertOf, call, callEach, day, el, fill, table } from './form.js';
import { exportLinks } from './report-export.js';

const MOST_VISITS = 5;
const MOST_READ = 1000;
const iso = (date) => date.toISOString().slice(0, 10);

function month(text) {
  const found = /^(\d{4})-(\d{2})$/.exec(text || '');
  const now = new Date();
  const [year, index] = found ? [Number(found[1]), Number(found[2]) - 1] : [now.getFullYear(), now.getMonth()];
  const first = new Date(Date.UTC(year, index, 1));
  return { first, last: new Date(Date.UTC(year, index + 1, 0)), before: iso(new Date(Date.UTC(year, index - 1, 1))).slice(0, 7),
    after: iso(new Date(Date.UTC(year, index + 1, 1))).slice(0, 7) };
}

/** All visits of the month, page by page. */
async function visitsIn(from, to) {
  const found = [];
  let after = null;
  do {
    const asked = new URLSearchParams({ kind: 'VIS', from, to, limit: 200, ...(after ? { after } : {}) });
    const answer = await call('GET', `/api/reports/cases?${asked}`);
    if (!answer.fine) {
      return answer;
    }
    found.push(...answer.body.items);
    after = answer.body.next;
  } while (after && found.length < MOST_READ);
  return { fine: true, body: found, isCut: Boolean(after) };
}

function closedDay(page, one) {
  if (!one) {
    return '';
  }
  return one.working && !one.holidays.length ? '' : [el('span.m-chip.m-quiet', {}, page.say(one.working ? 'report.shortDay' : 'report.dayOff')),
    one.holidays.length ? [' ', el('span', {}, one.holidays.join(', '))] : null];
}

/** Draws a month; the address names it ({@code #calendar?month=2027-03}). */
export async function calendar(page, room, asked) {
  const { first, last, before, after } = month(asked.get('month'));
  const from = iso(first);
  const to = iso(last);
  const [exercises, visits, ...sides] = await Promise.all([callEach('/api/exercises'), visitsIn(from, to),
    ...page.me.sides.map((side) => call('GET', `/api/calendars/${side}?from=${from}&to=${to}&onlyKnown=true`))]);
  const wrong = [exercises, visits, ...sides].find((answer) => !answer.fine);
  if (wrong) {
    fill(room, alertOf(page, wrong, { down: 'report.lineDown' }));
    return;
  }
  const touches = (start, end, date) => start && start <= date && date <= end;
  const heads = [page.say('report.day'), page.say('report.visits'), page.say('report.exercises'), ...page.me.sides.map((side) => page.say(`side.${side}`))];
  const rows = [];
  for (const date = new Date(first); date <= last; date.setUTCDate(date.getUTCDate() + 1)) {
    const at = iso(date);
    const here = visits.body.filter((one) => touches(one.firstDay, one.lastDay, at));
    const cells = [`${page.say(`weekdayShort.${(date.getUTCDay() + 6) % 7 + 1}`)} ${day(at)}`,
      [here.slice(0, MOST_VISITS).map((one) => el('div', {}, el('a', { href: `#case/${one.number}` }, one.number))),
        here.length > MOST_VISITS ? el('a', { href: `#cases?${new URLSearchParams({ kind: 'VIS', from: at, to: at })}` },
          page.told('report.andMore', { count: here.length - MOST_VISITS })) : null],
      exercises.body.filter((one) => touches(one.firstDay, one.lastDay, at)).map((one) => el('div', {}, one.code)),
      ...sides.map((side) => closedDay(page, side.body.find((one) => one.date === at)))];
    rows.push(cells);
  }
  const title = named(page, first);
  const turn = (other, sign) => el('a', { href: `#calendar?month=${other}`, 'aria-label': named(page, month(other).first) }, sign);
  fill(room, el('p.r-months', {}, turn(before, '←'), el('strong', {}, ` ${title} `), turn(after, '→')),
    exportLinks(page, 'calendar', new URLSearchParams({ month: from.slice(0, 7) }), `calendar-${from.slice(0, 7)}`),
    visits.isCut ? el('p', { role: 'status' }, page.told('report.calendarCut', { count: visits.body.length })) : null,
    table(heads, rows, { caption: title, className: 'r-calendar', blocks: true }));
}

/** Names come from the product's own texts: browsers without Azerbaijani would say them in English. */
function named(page, date) {
  return `${page.say(`month.${date.getUTCMonth() + 1}`)} ${date.getUTCFullYear()}`;
}
