/* The accounts of a side, for its administrator. */
import { add, alertOf, call, el, field, fill, select, table, text } from './form.js';
import { head, reader } from './page.js';

const ROLES = ['PLANNER', 'SECURITY', 'AUTHORITY', 'REGISTRY', 'MEDICAL', 'BORDER', 'AIR', 'RANGE', 'COMMANDER', 'LEGAL',
  'LESSONS', 'AUDITOR', 'GUARD', 'ADMIN'];
const LANGUAGES = [['az', 'Azərbaycanca'], ['tr', 'Türkçe'], ['en', 'English']];
const place = document.getElementById('cases');
let page;

function roleBoxes(chosen, changed) {
  return el('div.c-roles', {}, ROLES.map((role) => el('label', {}, el('input', {
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

function row(account, room) {
  const roles = new Set(account.roles);
  const own = account.id === page.me.id;
  const password = text('', () => {}, { length: 200, 'aria-label': `${page.say('password')}: ${account.id}` });
  password.type = 'password';
  return [account.id, account.name, own ? page.say(`role.ADMIN`) : roleBoxes(roles, async () => {
    const result = await call('PUT', `/api/accounts/${encodeURIComponent(account.id)}/roles`, { roles: [...roles] });
    tell(room, result);
  }), [roles.size ? null : el('span.m-chip.m-quiet', {}, page.say('closed')),
    account.waiting ? el('span.m-chip.m-late', {}, page.say('waiting')) : null],
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
