/* The accounts of a side, for its administrator. */
import { add, alertOf, call, el, field, fill, select, table, text } from './form.js';
import { head, reader } from './page.js';

const ROLES = ['PLANNER', 'SECURITY', 'AUTHORITY', 'REGISTRY', 'MEDICAL', 'BORDER', 'AIR', 'RANGE', 'COMMANDER', 'LEGAL',
  'LESSONS', 'AUDITOR', 'GUARD', 'ADMIN'];
const LANGUAGES = [['az', 'Azərbaycanca'], ['tr', 'Türkçe'], ['en', 'English']];
const place = document.getElementById('cases');
/* What is ticked and not saved yet, by account: it outlasts the page's drawing itself anew. */
const unsaved = new Map();
let page;

function roleBoxes(chosen, changed, label) {
  return el('fieldset.c-roles', { 'aria-label': label || page.say('roles') }, ROLES.map((role) => el('label', {}, el('input', {
    type: 'checkbox', checked: chosen.has(role), onchange: (event) => {
      if (event.target.checked) {
        chosen.add(role);
      } else {
        chosen.delete(role);
      }
      if (changed) {
        changed();
      }
    }
  }), ` ${page.say(`role.${role}`)}`)));
}

function tell(room, result) {
  place.querySelectorAll('[data-wrong]').forEach((one) => fill(one));
  if (result.fine) {
    fill(room);
    return;
  }
  const findings = (result.body || {}).findings || [];
  fill(room, add(alertOf(page, result), findings.length ? el('ul.m-findings', {}, findings.map((finding) => el('li', {},
    el('span.m-what', {}, finding.wrong), finding.cure ? el('span.m-cure', {}, finding.cure) : null))) : null));
}

function newAccount(room) {
  const wanted = { id: `${page.me.side.toLowerCase()}.`, name: '', password: '', roles: new Set(), language: page.me.language };
  const part = (label, name, type) => {
    const control = text(wanted[name], (value) => { wanted[name] = value || ''; }, { name, length: 100 });
    control.type = type || 'text';
    return field(page.say(label), name, control);
  };
  return el('details.m-section', {}, el('summary', {}, el('span.m-title', {}, page.say('newAccount'))),
    el('div.m-inside', {}, el('div.m-grid', {}, part('accountId', 'id'), part('name', 'name'),
      part('password', 'password', 'password'), field(page.say('language'), 'language', select(LANGUAGES, wanted.language,
        (code) => code, (value) => { wanted.language = value; }))), roleBoxes(wanted.roles),
    el('button.m-button', {
      type: 'button', onclick: async () => {
        const result = await call('POST', '/api/accounts', { ...wanted, roles: [...wanted.roles] });
        tell(room, result);
        if (result.fine) {
          show();
        }
      }
    }, page.say('makeAccount'))));
}

/**
 * The roles of an account: what is ticked goes as one whole when it is saved, so that no account is without a role on the way from one to
 * another. Afterwards the row shows what the account has now, also where it was refused.
 */
function rolesOf(account, drawState) {
  const address = `/api/accounts/${encodeURIComponent(account.id)}/roles`;
  const boxes = el('div');
  const told = el('div.c-told', { 'aria-live': 'polite' });
  const chosen = () => unsaved.get(account.id) || new Set(account.roles);
  const save = el('button.m-button', {
    type: 'button', 'data-do': 'save-roles', 'aria-label': `${page.say('saveRoles')}: ${account.id}`,
    onclick: () => (chosen().size ? send() : fill(told, sure()))
  }, page.say('saveRoles'));
  const draw = () => {
    const ticked = new Set(chosen());
    const isChanged = () => ticked.size !== account.roles.length || account.roles.some((role) => !ticked.has(role));
    save.disabled = !isChanged();
    fill(boxes, roleBoxes(ticked, () => {
      if (isChanged()) {
        unsaved.set(account.id, ticked);
      } else {
        unsaved.delete(account.id);
      }
      save.disabled = !isChanged();
      fill(told);
    }, `${page.say('roles')}: ${account.id}`));
  };
  const putBack = () => {
    unsaved.delete(account.id);
    draw();
    boxes.querySelector('input').focus();
  };
  const send = async () => {
    const roles = [...chosen()];
    save.disabled = true;
    boxes.firstChild.disabled = true;
    fill(told);
    const answer = await call('PUT', address, { roles });
    account.roles = await rolesNow(answer, account);
    putBack();
    drawState();
    if (answer.fine) {
      fill(told, el('p.m-told', { role: 'status' }, page.say('saved')));
    } else {
      tell(told, answer);
    }
  };
  const sure = () => [el('p', {}, page.told('closeAccount.sure', { account: account.id })), el('p.c-sure', {},
    el('button.m-button', { type: 'button', 'data-do': 'close-account', onclick: send }, page.say('closeAccount')),
    el('button.m-button', {
      type: 'button', 'data-do': 'put-back', onclick: () => {
        fill(told);
        putBack();
      }
    }, page.say('closeAccount.cancel')))];
  draw();
  return el('div', {}, boxes, save, told);
}

/** What an account has after an answer; where nothing can be read either, what it had. */
async function rolesNow(answer, account) {
  if (answer.fine) {
    return answer.body.roles;
  }
  const listed = await call('GET', '/api/accounts');
  const found = listed.fine && listed.body.find((one) => one.id === account.id);
  return found ? found.roles : account.roles;
}

function row(account, room) {
  const own = account.id === page.me.id;
  const password = text('', () => {}, { length: 200, 'aria-label': `${page.say('password')}: ${account.id}` });
  password.type = 'password';
  const state = el('div');
  const drawState = () => fill(state, account.roles.length ? null : el('span.m-chip.m-quiet', {}, page.say('closed')),
    account.waiting ? el('span.m-chip.m-late', {}, page.say('waiting')) : null);
  drawState();
  return [account.id, account.name, own ? page.say(`role.ADMIN`) : rolesOf(account, drawState), state,
    el('div.c-password', {}, password, el('button.m-button', {
      type: 'button', onclick: async () => {
        const result = await call('PUT', `/api/accounts/${encodeURIComponent(account.id)}/password`, { password: password.value });
        tell(room, result);
        if (result.fine) {
          password.value = '';
          show();
        }
      }
    }, page.say('setPassword')))];
}

async function show() {
  page = await reader();
  if (!page) {
    return;
  }
  document.title = `Mushterek · ${page.say('accounts')}`;
  const listed = await call('GET', '/api/accounts');
  const room = el('div', { 'aria-live': 'assertive' });
  fill(place, head(page, show), el('h1.c-title', {}, page.say('accounts')), room);
  if (!listed.fine) {
    tell(room, listed);
    return;
  }
  place.append(newAccount(room), table([page.say('accountId'), page.say('name'), page.say('roles'), '', page.say('password')],
    listed.body.map((account) => row(account, room)), { caption: page.say('accounts'), blocks: true }));
}

show();
