/* Where and how often an account gets mail, chosen by the account itself. */
import { alertOf, call, el, field, fill, section, text } from './form.js';
import { head, reader } from './page.js';

const PACES = ['IMMEDIATE', 'DIGEST', 'NONE'];
const place = document.getElementById('cases');

/** One choice of three, for mouse, finger and keyboard alike. */
function paces(page, wish) {
  return el('fieldset.m-field', {}, el('legend.m-label', {}, page.say('mail.pace')), PACES.map((pace) => el('div', {}, el('label.m-option', {},
    el('input', {
      type: 'radio', name: 'pace', value: pace, checked: pace === wish.pace, onchange: () => {
        wish.pace = pace;
      }
    }), ` ${page.say(`mail.pace.${pace}`)}`))));
}

function tell(page, room, result) {
  place.querySelectorAll('[data-wrong]').forEach((one) => fill(one));
  if (result.fine) {
    fill(room, el('p.m-small', {}, page.say('mail.kept')));
    return;
  }
  fill(room, alertOf(page, result));
  ((result.body || {}).findings || []).forEach((finding) => {
    const wrong = place.querySelector(`[data-wrong="${finding.place}"]`);
    if (wrong) {
      fill(wrong, `${finding.wrong} ${finding.cure || ''}`);
    }
  });
}

async function show() {
  const page = await reader();
  if (!page) {
    return;
  }
  document.title = `Mushterek · ${page.say('mail')}`;
  const chosen = await call('GET', '/api/me/mail');
  const room = el('div', { 'aria-live': 'polite' });
  if (!chosen.fine) {
    fill(place, head(page, show), el('h1.c-title', {}, page.say('mail')), room);
    tell(page, room, chosen);
    return;
  }
  const wish = { address: chosen.body.address, pace: chosen.body.pace };
  const address = text(wish.address, (value) => {
    wish.address = value;
  }, { name: 'address', length: 254, inputmode: 'email' });
  fill(place, head(page, show), el('h1.c-title', {}, page.say('mail')),
    chosen.body.sent ? null : el('p.m-claim', {}, page.say('mail.off')),
    section(page.say('mail.wanted'), [field(page.say('mail.address'), 'address', address, { hint: page.say('mail.hint') }),
      paces(page, wish), el('button.m-button', {
        type: 'button', onclick: async () => tell(page, room, await call('PUT', '/api/me/mail', wish))
      }, page.say('mail.keep')), room]));
}

show();
