/* What the pages beside Tasklist share: who is signed in, the texts, and the head of the page. */
import { call, el } from './form.js';

const LANGUAGES = { az: 'Azərbaycanca', tr: 'Türkçe', en: 'English' };

/** Who is signed in and the texts in that account's language; leads to the sign-in where nobody is. */
export async function reader() {
  const [account, texts] = await Promise.all([call('GET', '/api/me'), call('GET', '/api/texts')]);
  if (!account.fine || !texts.fine) {
    window.location.assign('/sign-in');
    return null;
  }
  const words = texts.body;
  const say = (key) => words[`ui.${key}`] || words[key] || key;
  document.documentElement.lang = account.body.language;
  return {
    me: account.body, words, say,
    told: (key, values) => Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), say(key))
  };
}

/** The head of a page: where one can go, who is signed in, in which language. */
export function head({ me, say }, again) {
  const isAdministrator = me.roles.includes('ADMIN');
  return el('div.c-head', {}, el('span.c-brand', {}, 'Mushterek'), isAdministrator
    ? [el('a', { href: '/accounts' }, say('accounts')), el('a', { href: '/retention' }, say('retention'))]
    : [el('a', { href: '/start' }, say('myDay')),
      el('a', { href: '/camunda/app/tasklist/default/' }, say('tasklist')), el('a', { href: '/cases' }, say('cases')),
      el('a', { href: '/calendar' }, say('calendar')), el('a', { href: '/drills' }, say('drill.all')),
      el('a', { href: '/instruments' }, say('instrument.all')),
      el('a', { href: '/lessons' }, say('afteraction.lessons')), el('a', { href: '/rules' }, say('ruleBook')),
      me.roles.some((role) => role === 'AUDITOR' || role === 'LEGAL') ? el('a', { href: '/retention' }, say('retention')) : null],
  el('span.m-grow', {}), el('a', { href: '/deputies' }, say('deputies')), el('a', { href: '/mail' }, say('mail')), el('span.m-small', {}, me.id),
  el('span.m-languages', { role: 'group' }, Object.entries(LANGUAGES).map(([code, name]) => el('button', {
    type: 'button', lang: code, title: name, 'aria-pressed': String(code === me.language), onclick: async () => {
      await call('PUT', '/api/me/language', { language: code });
      again();
    }
  }, code.toUpperCase()))), el('button.m-button', {
    type: 'button', onclick: async () => {
      await call('POST', '/sign-out');
      window.location.assign('/sign-in');
    }
  }, say('signOut')));
}
