/*
 * What was written and has not reached the server yet. It is kept in this tab for the account that wrote it, so that a session that ends or
 * a line that is down loses none of it. Signing out throws it away, and so does another account.
 */
const PREFIX = 'mushterek:';
let owner = null;

function all() {
  try {
    return Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
  } catch (refused) {
    return [];
  }
}

const keyOf = (name) => `${PREFIX}${owner}:${name}`;

/** From now on what is kept is this account's. */
export function keepFor(account) {
  owner = account;
  all().filter((key) => !key.startsWith(keyOf(''))).forEach((key) => sessionStorage.removeItem(key));
}

/** What was begun under the name, or else what is given. */
export function begun(name, otherwise) {
  return isBegun(name) ? JSON.parse(sessionStorage.getItem(keyOf(name))) : otherwise;
}

export function isBegun(name) {
  return owner !== null && all().includes(keyOf(name));
}

/** Keeps what can be written as JSON. Without an account that is known, or room in the tab, nothing is kept. */
export function keep(name, written) {
  if (owner !== null) {
    try {
      sessionStorage.setItem(keyOf(name), JSON.stringify(written));
    } catch (full) {
      // What is on the screen stays there.
    }
  }
}

/** It is sent, or given up. */
export function forget(name) {
  if (isBegun(name)) {
    sessionStorage.removeItem(keyOf(name));
  }
}

/** The names under which something is kept that begin so. */
export function namesOf(beginning) {
  return owner === null ? [] : all().filter((key) => key.startsWith(keyOf(beginning))).map((key) => key.slice(keyOf('').length));
}

export function forgetAll() {
  all().forEach((key) => sessionStorage.removeItem(key));
}
