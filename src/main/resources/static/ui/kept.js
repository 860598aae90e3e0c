/*
 * What was begun on a page and is not sent yet. The server keeps it for the account that wrote it, so that a closed browser loses none of it
 * and another one goes on with it; until it has arrived there, it is kept in this tab.
 */
import { call } from './form.js';
import * as unsent from './unsent.js';

const PREFIX = 'page:';
const GONE = 'gone:';
const PAUSE_BEFORE_SAVING = 700;
const PAUSE_BEFORE_TRYING_AGAIN = 5000;

/** In the place of a case's number for what belongs to none. */
export const OWN = 'own';

let owner = null;
/* Another account is signed in by now: nothing is sent, and nothing thrown away. */
let isSomebodyElses = false;
let timer = null;
/* What is known to be begun, by the names of its forms. */
const drafts = new Map();
/* What is sent or given up and the server still has, for all that is known: it is not shown any more, and the next page tries again. */
const gone = new Set();
/* What the server has been given or has to forget, one after the other. */
let line = Promise.resolve();

const idOf = ({ of, form }) => `${of}/${form}`;
const pathOf = (id) => `/api/page-drafts/${id.split('/').map(encodeURIComponent).join('/')}`;
const copyOf = (written) => JSON.parse(JSON.stringify(written));

/**
 * The name of a form.
 *
 * @param {string} of the number of the case on whose page it stands, or OWN
 * @param {string} form letters, digits, dots and hyphens
 * @param {string} [about] what it is about: what was begun about another is not shown in it
 */
export function nameOf(of, form, about = null) {
  return { of, form, about };
}

/** From now on what is kept is this account's. */
export function keepFor(account) {
  unsent.keepFor(account);
  isSomebodyElses = false;
  if (owner !== account) {
    owner = account;
    drafts.clear();
    gone.clear();
    unsent.namesOf(GONE).forEach((name) => gone.add(name.slice(GONE.length)));
    for (const id of unsentIds()) {
      drafts.set(id, unsent.begun(PREFIX + id));
    }
    if (drafts.size || gone.size) {
      sendLater();
    }
  }
}

/** Reads what the account has begun in the forms of these cases; what is on its way to the server is newer. */
export async function read(...cases) {
  await Promise.all(cases.map(async (of) => {
    const wasGone = [...gone];
    const answer = await call('GET', `/api/page-drafts/${encodeURIComponent(of)}`);
    if (!answer.fine) {
      return;
    }
    const isOnItsWay = new Set([...unsentIds(), ...wasGone, ...gone]);
    for (const id of [...drafts.keys()].filter((known) => known.startsWith(`${of}/`) && !isOnItsWay.has(known))) {
      drafts.delete(id);
    }
    answer.body.filter(({ form }) => !isOnItsWay.has(idOf({ of, form }))).forEach(({ form, about, written }) => {
      drafts.set(idOf({ of, form }), { about, written });
    });
  }));
}

/** What was begun under the name, or else what is given. */
export function begun(name, otherwise) {
  return isBegun(name) ? copyOf(drafts.get(idOf(name)).written) : otherwise;
}

export function isBegun(name) {
  const draft = drafts.get(idOf(name));
  return owner !== null && Boolean(draft) && draft.about === name.about;
}

/** Keeps what can be written as JSON: in this tab at once, and on the server in a moment. What is empty again is given up. */
export function keep(name, written) {
  if (written === null) {
    forget(name);
  } else if (owner !== null) {
    const draft = { about: name.about, written: copyOf(written) };
    drafts.set(idOf(name), draft);
    stay(idOf(name));
    unsent.keep(PREFIX + idOf(name), draft);
    tell('saving');
    sendLater();
  }
}

/** It is sent, or given up. */
export function forget(name) {
  const id = idOf(name);
  unsent.forget(PREFIX + id);
  if (drafts.delete(id)) {
    gone.add(id);
    unsent.keep(GONE + id, true);
    tell(null);
    // After what is on its way, which would come back otherwise.
    send();
  }
}

/** Gives the server what it does not have yet: before the account signs out, for then nothing is left in this tab. */
export async function arrive() {
  clearTimeout(timer);
  send();
  await line;
}

/** Nothing stays in this tab. */
export function forgetAll() {
  clearTimeout(timer);
  drafts.clear();
  gone.clear();
  owner = null;
  unsent.forgetAll();
}

function unsentIds() {
  return unsent.namesOf(PREFIX).map((name) => name.slice(PREFIX.length));
}

function sendLater(pause = PAUSE_BEFORE_SAVING) {
  clearTimeout(timer);
  timer = setTimeout(send, pause);
}

/** Sends what is this account's, unless the session has become another one's. */
async function sent(method, id, draft, options = {}) {
  const answer = await call(method, pathOf(id), draft, { ...options, account: owner });
  isSomebodyElses = isSomebodyElses || (answer.status === 409 && `${(answer.body || {}).type}`.endsWith('draft.ofAnother'));
  return answer;
}

function stay(id) {
  gone.delete(id);
  unsent.forget(GONE + id);
}

const isLineDown = (status) => status === 0 || status >= 500;

function send() {
  for (const id of gone) {
    line = line.then(() => giveUp(id));
  }
  for (const id of unsentIds()) {
    line = line.then(() => put(id));
  }
}

async function giveUp(id) {
  if (isSomebodyElses || !gone.has(id)) {
    return;
  }
  const { fine, status } = await sent('DELETE', id, undefined, { keepalive: true });
  if (fine || status === 404) {
    // Unless it was begun anew meanwhile, which goes next.
    stay(id);
  } else if (isLineDown(status)) {
    sendLater(PAUSE_BEFORE_TRYING_AGAIN);
  }
}

async function put(id) {
  const draft = drafts.get(id);
  if (!draft || isSomebodyElses || !unsent.isBegun(PREFIX + id)) {
    return;
  }
  const { fine, status } = await sent('PUT', id, draft);
  if (drafts.get(id) !== draft) {
    // What was written meanwhile goes next, what was sent or given up meanwhile is forgotten.
    return;
  }
  if (fine) {
    unsent.forget(PREFIX + id);
    tell('saved');
    return;
  }
  tell('notSaved');
  if (isLineDown(status)) {
    sendLater(PAUSE_BEFORE_TRYING_AGAIN);
  }
}

/** The head of the page says how it stands. */
function tell(state) {
  window.dispatchEvent(new CustomEvent('mushterek-kept', { detail: isSomebodyElses ? 'keptOfAnother' : state }));
}

// Whoever closes the browser at once has been heard, too.
window.addEventListener('pagehide', () => {
  if (!isSomebodyElses) {
    gone.forEach((id) => sent('DELETE', id, undefined, { keepalive: true }));
    for (const id of unsentIds()) {
      sent('PUT', id, drafts.get(id), { keepalive: true });
    }
  }
});
