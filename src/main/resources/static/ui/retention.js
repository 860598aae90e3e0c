/* What is erased of persons next, what was, and which cases are held: numbers of cases and days, no persons. */
import { add, alertOf, call, day, el, field, fill, moment, section, table, text } from './form.js';
import * as kept from './kept.js';
import { head, reader } from './page.js';

const place = document.getElementById('cases');

function tell(page, room, result, said) {
  if (result.fine) {
    fill(room, el('p.m-small', {}, said || ''));
    return;
  }
  fill(room, add(alertOf(page, result), ((result.body || {}).findings || []).map((finding) => el('div', {}, `${finding.wrong} ${finding.cure || ''}`))));
}

function standing(page, next) {
  if (next.held) {
    return el('span.m-chip.m-quiet', {}, page.say('retention.held'));
  }
  return next.due ? el('span.m-chip.m-quiet', {}, page.say('retention.due')) : '';
}

function nextPart(page, plan, room) {
  const due = plan.next.filter((one) => one.due && !one.held).length;
  const erase = page.me.roles.includes('ADMIN') && due > 0 ? el('button.m-button', {
    type: 'button', name: 'erase', onclick: async () => {
      const result = await call('POST', '/api/retention/rounds');
      await show(result.fine ? page.told('retention.erased', { count: result.body.length }) : null);
      if (!result.fine) {
        tell(page, document.getElementById('retention-told'), result);
      }
    }
  }, page.told('retention.erase', { count: due })) : null;
  return section(page.say('retention.next'), [plan.next.length === 0 ? el('p', {}, page.say('retention.nothing'))
    : table([page.say('retention.case'), page.say('retention.kind'), page.say('retention.closedOn'),
      page.say('retention.erasedFrom'), ''], plan.next.map((one) => [one.number, page.say(`retention.kind.${one.kind}`),
      day(one.closedOn), day(one.erasedFrom), standing(page, one)]), { caption: page.say('retention.next'), blocks: true }), erase, room]);
}

function donePart(page, plan) {
  return section(page.say('retention.done'), plan.done.length === 0 ? el('p', {}, page.say('retention.nothing'))
    : table([page.say('retention.case'), page.say('retention.kind'), page.say('retention.closedOn'), page.say('retention.erasedAt'),
      page.say('retention.persons'), page.say('retention.texts'), page.say('retention.files'), page.say('retention.by')],
    plan.done.map((one) => [one.number, page.say(`retention.kind.${one.kind}`), day(one.closedOn), moment(one.erasedAt, page.me.zone),
      one.persons, one.texts, one.files, one.erasedBy]), { caption: page.say('retention.done'), blocks: true }));
}

/** A reason is asked for where it is given; it is sealed, and legal officers alone read it. */
function holdsPart(page, holds) {
  const room = el('div', { 'aria-live': 'polite' });
  const isLegal = page.me.roles.includes('LEGAL');
  const begun = kept.nameOf(kept.OWN, 'legal-hold');
  const wanted = kept.begun(begun, { number: '', reason: '' });
  const keep = (name, read = (value) => value) => (value) => {
    wanted[name] = read(value || '');
    kept.keep(begun, wanted);
  };
  const lifting = (hold) => {
    const begunLifting = kept.nameOf(kept.OWN, `lifting-${hold.id}`);
    let reason = kept.begun(begunLifting, '');
    return el('div', {}, field(page.say('retention.why'), 'lifting', text(reason, (value) => {
      reason = value;
      kept.keep(begunLifting, value);
    }, { name: `lifting-${hold.id}`, length: 1000 })), el('button.m-button', {
      type: 'button', onclick: async () => {
        const result = await call('POST', `/api/legal-holds/${encodeURIComponent(hold.id)}/lifting`, { reason });
        if (result.fine) {
          kept.forget(begunLifting);
          await show();
        } else {
          tell(page, room, result);
        }
      }
    }, page.say('retention.lift')));
  };
  return section(page.say('retention.holds'), [holds.length === 0 ? el('p', {}, page.say('retention.noHolds'))
    : table([page.say('retention.case'), page.say('retention.heldAt'), page.say('retention.by'),
      isLegal ? page.say('retention.reason') : '', ''], holds.map((hold) => [hold.number, moment(hold.heldAt, page.me.zone),
      hold.heldBy, hold.reason || '', isLegal ? lifting(hold) : '']), { caption: page.say('retention.holds'), blocks: true }),
  isLegal ? [el('div.m-grid', {}, field(page.say('retention.case'), 'number', text(wanted.number, keep('number', (value) => value.trim().toUpperCase()), { name: 'number', length: 40 })), field(page.say('retention.reason'), 'reason', text(wanted.reason, keep('reason'), { name: 'reason', length: 1000 }))), el('button.m-button', {
    type: 'button', name: 'hold', onclick: async () => {
      const result = await call('POST', '/api/legal-holds', wanted);
      if (result.fine) {
        kept.forget(begun);
        await show();
      } else {
        tell(page, room, result);
      }
    }
  }, page.say('retention.hold'))] : null, room]);
}

async function show(said) {
  const page = await reader();
  if (!page) {
    return;
  }
  document.title = `Mushterek · ${page.say('retention')}`;
  const [plan, holds] = await Promise.all([call('GET', '/api/retention'), call('GET', '/api/legal-holds'), kept.read(kept.OWN)]);
  const room = el('div', { id: 'retention-told', 'aria-live': 'polite' }, said ? el('p.m-small', {}, said) : null);
  if (!plan.fine || !holds.fine) {
    fill(place, head(page, () => show()), el('h1.c-title', {}, page.say('retention')), room);
    tell(page, room, plan.fine ? holds : plan);
    return;
  }
  fill(place, head(page, () => show()), el('h1.c-title', {}, page.say('retention')), el('p.m-lead', {}, page.say('retention.lead')),
    nextPart(page, plan.body, room), holdsPart(page, holds.body), donePart(page, plan.body));
}

show();
