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
/* What this page writes in: what it has saved itself it may replace though the answer was lost on the way. */
const WINDOW = Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('');
/* When what this page goes on from was saved, as the server has told. */
const known = new Map();
/* Of what another window has saved something else, and the officer has not said yet which is to stay. */
const newer = new Set();
/* Of which cases it is known what was begun: before, nothing is kept there. */
const wasRead = new Set();
let timer = null;
/* What is known to be begun, by the names of its forms. */
const drafts = new Map();
/* What is sent or given up and the server still has, for all that is known: it is not shown any more, and the next page tries again. */
const gone = new Set();
/* What the server has been given or has to forget, one after the other. */
let line = Promise.resolve();

const idOf = ({ of, form }) => `${of}/${form}`;
const caseOf = (id) => id.split('/')[0];
const drawerOf = (of) => `/api/page-drafts/${encodeURIComponent(of)}`;
const pathOf = (id) => `/api/page-drafts/${id.split('/').map(encodeURIComponent).join('/')}`;
const isEmpty = (written) => written === null || written === undefined || (typeof written === 'string' && written.trim() === '')
  || (typeof written === 'object' && Object.values(written).every(isEmpty));
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
    known.clear();
    wasRead.clear();
    newer.clear();
    for (const name of unsent.namesOf(GONE)) {
      gone.add(name.slice(GONE.length));
      known.set(name.slice(GONE.length), unsent.begun(name).savedAt);
    }
    for (const id of unsentIds()) {
      const { savedAt, ...draft } = unsent.begun(PREFIX + id);
      drafts.set(id, draft);
      known.set(id, savedAt);
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
    const answer = await call('GET', drawerOf(of));
    if (!answer.fine) {
      return;
    }
    wasRead.add(of);
    const isOnItsWay = new Set([...unsentIds(), ...wasGone, ...gone]);
    for (const id of [...drafts.keys()].filter((one) => caseOf(one) === of && !isOnItsWay.has(one))) {
      drafts.delete(id);
      known.delete(id);
    }
    answer.body.filter(({ form }) => !isOnItsWay.has(idOf({ of, form }))).forEach(({ form, about, written, savedAt }) => {
      drafts.set(idOf({ of, form }), { about, written });
      known.set(idOf({ of, form }), savedAt);
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
  if (isEmpty(written)) {
    forget(name);
  } else if (owner !== null) {
    const draft = { about: name.about, written: copyOf(written), window: WINDOW };
    drafts.set(idOf(name), draft);
    stay(idOf(name));
    hold(idOf(name), draft);
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
    newer.delete(id);
    unsent.keep(GONE + id, { savedAt: known.get(id) });
    tell(null);
    // After what is on its way, which would come back otherwise.
    send();
  }
}

/** What the other windows have saved takes the place of what this page could not. */
export function takeNewer() {
  for (const id of newer) {
    unsent.forget(PREFIX + id);
    drafts.delete(id);
  }
  window.location.reload();
}

/** What this page could not save takes the place of what the other windows have. */
export async function keepThis() {
  for (const id of [...newer]) {
    const of = caseOf(id);
    const answer = await call('GET', drawerOf(of));
    if (answer.fine && newer.delete(id)) {
      known.set(id, (answer.body.find(({ form }) => idOf({ of, form }) === id) || {}).savedAt);
      hold(id, drafts.get(id));
    }
  }
  send();
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

const isRefused = ({ status, body }, why) => status === 409 && `${(body || {}).type}`.endsWith(why);

/** Sends what is this account's, unless the session has become another one's. */
async function sent(method, id, draft, options = {}) {
  const answer = await call(method, pathOf(id), draft, { ...options, account: owner });
  if (isRefused(answer, 'draft.ofAnother')) {
    isSomebodyElses = true;
    tell(null);
  }
  return answer;
}

/** In this tab, until the server has it. */
function hold(id, draft) {
  unsent.keep(PREFIX + id, { ...draft, savedAt: known.get(id) });
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
  if (!draft || isSomebodyElses || newer.has(id) || !unsent.isBegun(PREFIX + id)) {
    return;
  }
  if (!wasRead.has(caseOf(id))) {
    // What is kept there the page does not show, so what it shows goes on from nothing, and is refused where there is something.
    const asked = await call('GET', drawerOf(caseOf(id)));
    if (!asked.fine) {
      tell('notSaved', (asked.body || {}).detail);
      if (isLineDown(asked.status)) {
        sendLater(PAUSE_BEFORE_TRYING_AGAIN);
      }
      return;
    }
    wasRead.add(caseOf(id));
  }
  const { fine, status, body } = await sent('PUT', id, { ...draft, savedAt: known.get(id) });
  if (fine) {
    known.set(id, body.savedAt);
  }
  if (drafts.get(id) !== draft) {
    if (fine && drafts.has(id)) {
      hold(id, drafts.get(id));
    }
    // What was written meanwhile goes next, what was sent or given up meanwhile is forgotten.
    return;
  }
  if (fine) {
    unsent.forget(PREFIX + id);
    tell('saved');
    return;
  }
  if (isRefused({ status, body }, 'draft.newer')) {
    newer.add(id);
  }
  tell('notSaved', (body || {}).detail);
  if (isLineDown(status)) {
    sendLater(PAUSE_BEFORE_TRYING_AGAIN);
  }
}

/** The head of the page says how it stands. */
function tell(state, why) {
  const shown = isSomebodyElses ? 'keptOfAnother' : newer.size ? 'keptNewer' : state;
  window.dispatchEvent(new CustomEvent('mushterek-kept', { detail: { state: shown, why: shown === state ? why : null } }));
}

// Whoever closes the browser at once has been heard, too.
window.addEventListener('pagehide', () => {
  if (!isSomebodyElses) {
    gone.forEach((id) => sent('DELETE', id, undefined, { keepalive: true }));
    for (const id of unsentIds()) {
      if (!newer.has(id) && wasRead.has(caseOf(id))) {
        sent('PUT', id, { ...drafts.get(id), savedAt: known.get(id) }, { keepalive: true });
      }
    }
  }
});
