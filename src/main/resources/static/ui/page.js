/* What the pages beside Tasklist share: who is signed in, the texts, and the head of the page. */
import { alertOf, call, el, fill, nameZones } from './form.js';
import * as kept from './kept.js';

const LANGUAGES = { az: 'Azərbaycanca', tr: 'Türkçe', en: 'English' };

/**
 * Who is signed in and the texts in that account's language. Leads to the sign-in where nobody is; where the program cannot
 * be reached the page says so, in the words that came with it. What it may do because of one of some roles, {@code may} tells:
 * roles of its own, and in these processes those of absent officers for whom it stands in.
 */
export async function reader() {
  const [account, texts] = await Promise.all([call('GET', '/api/me'), call('GET', '/api/texts')]);
  if (!account.fine || !texts.fine) {
    const down = [account, texts].find((answer) => !answer.fine && answer.status !== 401 && answer.status !== 403);
    if (down) {
      const place = document.querySelector('main');
      place.replaceChildren(el('p.m-alert', { role: 'alert' }, place.dataset.lineDown));
    } else {
      window.location.assign('/sign-in');
    }
    return null;
  }
  const words = texts.body;
  const say = (key) => words[`ui.${key}`] || words[key] || key;
  document.documentElement.lang = account.body.language;
  nameZones(words);
  const me = account.body;
  kept.keepFor(me.id);
  return {
    me, words, say,
    may: (processes, ...roles) => [me.roles, ...me.steads.filter((stead) => !stead.processes.length
      || processes.some((process) => stead.processes.includes(process))).map((stead) => stead.roles)]
      .some((held) => held.some((role) => roles.includes(role))),
    told: (key, values) => Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), say(key))
  };
}

/**
 * A visit as the account's side has it: as the one that has asked for it, whose code stands in its number, or as the one that
 * decides. Only that door is asked, for what is asked for in vain is on record.
 */
export async function visitOf(number, side) {
  const own = number.split('-')[1] === side;
  return { own, answer: await call('GET', `/api/${own ? 'visit-requests' : 'host-cases'}/${encodeURIComponent(number)}`) };
}

/** What stands where an answer is awaited. */
export const loading = ({ say }) => el('p.m-small', { role: 'status' }, say('loading'));

/** The head of a page: where one can go, who is signed in, in which language. On a telephone the ways fold into a menu. */
export function head({ me, say }, again) {
  const isAdministrator = me.roles.includes('ADMIN');
  const mayRetain = me.roles.some((role) => role === 'AUDITOR' || role === 'LEGAL');
  const ways = isAdministrator ? [['/accounts', 'accounts'], ['/retention', 'retention']] : [['/start', 'myDay'], ['/camunda/app/tasklist/default/', 'tasklist'], ['/cases', 'cases'],
    ['/exercises', 'exercise.all'], ['/drills', 'drill.all'], ['/calendar', 'calendar'], ['/instruments', 'instrument.all'],
    ['/incidents', 'incident.all'], ['/lessons', 'afteraction.lessons'], ['/reports', 'report.all'], ['/rules', 'ruleBook'], ...(mayRetain ? [['/retention', 'retention']] : []),
    ...(me.roles.includes('AUDITOR') ? [['/audit', 'audit.title']] : [])];
  const menu = el('nav.c-ways', { id: 'ways', 'aria-label': say('menu') }, [...ways, ['/deputies', 'deputies'], ['/mail', 'mail']].map(([href, name]) => el('a', {
    href, 'aria-current': window.location.pathname === href ? 'page' : null
  }, say(name))));
  const told = el('div', { 'aria-live': 'assertive' });
  return el('header.c-head', {}, el('div.c-who', {}, el('span.c-brand', {}, 'Mushterek'), el('button.m-button.c-fold', {
    type: 'button', 'aria-expanded': 'false', 'aria-controls': 'ways', onclick: (event) => {
      const open = menu.classList.toggle('c-open');
      event.currentTarget.setAttribute('aria-expanded', String(open));
    }
  }, say('menu')), el('span.m-grow', {}), keptOf(say), el('span.m-small', {}, me.id),
  el('span.m-languages', { role: 'group' }, Object.entries(LANGUAGES).map(([code, name]) => el('button', {
    type: 'button', lang: code, title: name, 'aria-pressed': String(code === me.language), onclick: async () => {
      await call('PUT', '/api/me/language', { language: code });
      again();
    }
  }, code.toUpperCase()))), el('button.m-button', {
    type: 'button', onclick: async () => {
      await kept.arrive();
      const answer = await call('POST', '/sign-out');
      // Whoever is signed out already leaves as well.
      if (answer.fine || answer.status === 401) {
        kept.forgetAll();
        window.location.assign('/sign-in');
      } else {
        told.replaceChildren(alertOf({ say }, answer, { down: 'stillSignedIn' }));
      }
    }
  }, say('signOut'))), told, menu);
}

/**
 * Whether what is written on the page has reached the server.
 *
 * @param {boolean} [onlyTroubles] where a form tells of its own answer beside
 */
export function keptOf(say, onlyTroubles = false) {
  const status = el(onlyTroubles ? 'span.m-kept' : 'span.m-small.m-status', { role: 'status', 'aria-live': 'polite' });
  const show = ({ detail: { state, why } }) => {
    if (!status.isConnected) {
      window.removeEventListener('mushterek-kept', show);
      return;
    }
    status.dataset.state = state || '';
    if (onlyTroubles && (state === 'saving' || state === 'saved')) {
      fill(status);
      return;
    }
    fill(status, state ? say(state) : null, why ? `: ${why}` : null, state === 'keptNewer' ? [[kept.takeNewer, 'keptTakeNewer'], [kept.keepThis, 'keptKeepThis']]
      .map(([choose, name]) => [' ', el('button.m-button', { type: 'button', 'data-do': name, onclick: choose }, say(name))]) : null);
  };
  window.addEventListener('mushterek-kept', show);
  return status;
}
