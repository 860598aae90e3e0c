/* Tables that are taken away: how far it is is shown, and it can be broken off. */
import { decimal, el, fill, headers } from './form.js';

const FORMATS = ['CSV', 'XLSX', 'JSON'];
const MEGABYTE = 1000000;

/** How many rows a part of a file begins: lines of CSV, objects of JSON; a workbook is packed and does not say. */
function rowsIn(format, bytes) {
  const sign = { CSV: 10, JSON: 123 }[format];
  return sign ? bytes.reduce((count, byte) => count + (byte === sign ? 1 : 0), 0) : 0;
}

const TRUTHS = ['open', 'late'];
const NUMBERS = ['version', 'limit'];

/**
 * What an address asks for as a body that asks for the same: there truths and numbers are no text.
 *
 * @param {URLSearchParams} asked
 */
export function bodyOf(asked) {
  return Object.fromEntries([...asked].map(([name, value]) => [name,
    TRUTHS.includes(name) ? value === 'true' : NUMBERS.includes(name) ? Number(value) : value]));
}

/** Asks for a table; who is looked for stands in no address. */
function request(path, asked, format, signal) {
  const address = `/api/reports/exports/${path}`;
  return asked.has('person')
    ? fetch(`${address}/search?format=${format}`, { method: 'POST', headers: headers(), body: JSON.stringify(bodyOf(asked)), signal })
    : fetch(`${address}?${new URLSearchParams([...asked, ['format', format]])}`, { signal });
}

async function take(page, place, path, asked, format, name) {
  const breaking = new AbortController();
  const told = el('span', {}, '');
  const bar = el('progress', { 'aria-label': page.told('report.taking', { done: format }) });
  fill(place, bar, ' ', told, ' ', el('button.m-button', { type: 'button', onclick: () => breaking.abort() }, page.say('report.breakOff')));
  try {
    const answer = await request(path, asked, format, breaking.signal);
    if (!answer.ok) {
      const problem = await answer.json().catch(() => ({}));
      fill(place, el('span.m-alert', { role: 'alert' }, problem.detail || page.say('report.lineDown')));
      return;
    }
    const all = Number(answer.headers.get('Row-Count')) || null;
    const parts = [];
    let size = 0;
    let rows = 0;
    const reader = answer.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      size += part.value.length;
      rows += rowsIn(format, part.value);
      const megabytes = `${decimal(size / MEGABYTE)} MB`;
      if (all && rows) {
        bar.max = all;
        bar.value = Math.min(rows, all);
        told.textContent = page.told('report.takingOf', { done: Math.min(rows, all), all });
      } else {
        told.textContent = page.told('report.taking', { done: megabytes });
      }
    }
    const address = URL.createObjectURL(new Blob(parts, { type: answer.headers.get('Content-Type') }));
    el('a', { href: address, download: `${name}.${format.toLowerCase()}` }).click();
    URL.revokeObjectURL(address);
    fill(place);
  } catch (broken) {
    fill(place, el('span', { role: 'status' }, page.say(broken.name === 'AbortError' ? 'report.brokenOff' : 'report.lineDown')));
  }
}

/**
 * The ways to take a table away.
 *
 * @param {string} path of the table below the exports
 * @param {URLSearchParams} asked what it is of
 * @param {string} name of the file
 * @param {...Node} more what stands beside them
 */
export function exportLinks(page, path, asked, name, ...more) {
  const place = el('span', { 'aria-live': 'polite' });
  const ways = FORMATS.map((format) => {
    const sent = new URLSearchParams(asked);
    sent.delete('after');
    return el('button.m-button', { type: 'button', onclick: () => take(page, place, path, sent, format, name) }, format);
  });
  return el('p.r-exports', {}, el('span.r-small', {}, page.say('report.takeAway')), ways, more, place);
}
