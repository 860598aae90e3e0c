/* Calendar feeds: drawing the secret link of one, which is shown this once, and revoking it. */
import { alertOf, call, el, field, fill, moment, section, select, table } from './form.js';

/**
 * The part of a page about the account's feeds.
 *
 * @param {object} page who reads, and its texts
 * @param {Array} ranges of the account's side
 * @param {Array} teams pairs of a team's subject and its name
 */
export async function feeds(page, ranges, teams) {
  const shown = el('div');
  const told = el('div', { 'aria-live': 'polite' });
  const wanted = { kind: null, subject: null, days: 180 };
  const subjects = el('div');
  const choose = () => fill(subjects, wanted.kind === 'RANGE' || wanted.kind === 'TEAM' ? field(page.say('feed.subject'), 'subject', select(
    wanted.kind === 'RANGE' ? ranges.map((range) => [range.code, `${range.code} ${range.name}`]) : teams, null, (code) => code, (code) => {
      wanted.subject = code;
    }, { name: 'feed-subject' })) : null);
  const draw = async () => {
    const answer = await call('POST', '/api/calendar-feeds', wanted);
    if (answer.fine) {
      fill(told, el('p', { role: 'status' }, page.say('feed.link')), el('input.m-control.m-mono', {
        readonly: true, name: 'feed-link', 'aria-label': page.say('feed.link'), value: window.location.origin + answer.body.address,
        onfocus: (event) => event.target.select()
      }));
      await list();
    } else {
      fill(told, alertOf(page, answer, { of: 'feed' }));
    }
  };
  const list = async () => {
    const answer = await call('GET', '/api/calendar-feeds');
    const drawn = answer.fine ? answer.body : [];
    fill(shown, drawn.length ? table([page.say('feed.kind'), page.say('feed.until'), page.say('feed.read'), ''], drawn.map((feed) => [
      `${page.say(`feed.kind.${feed.kind}`)} ${feed.kind === 'OFFICER' ? '' : feed.subject}`, moment(feed.expiresAt, page.me.zone),
      moment(feed.lastReadAt, page.me.zone), feed.revokedAt ? page.say('feed.revoked') : new Date(feed.expiresAt) < new Date()
        ? page.say('feed.expired') : el('button.m-button', {
          type: 'button', 'data-do': 'revoke', onclick: async () => {
            await call('DELETE', `/api/calendar-feeds/${encodeURIComponent(feed.id)}`);
            await list();
          }
        }, page.say('feed.revoke'))]), { caption: page.say('feed.all') }) : null);
  };
  await list();
  return section(page.say('feed.all'), [el('p.m-small', {}, page.say('feed.hint')), shown, el('div.m-grid', {},
    field(page.say('feed.kind'), 'kind', select(['RANGE', 'TEAM', 'OFFICER'], null, (code) => page.say(`feed.kind.${code}`), (code) => {
      Object.assign(wanted, { kind: code, subject: null });
      choose();
    }, { name: 'feed-kind' })), subjects, field(page.say('feed.days'), 'days', el('input', {
      type: 'number', min: 1, max: 366, value: 180, name: 'feed-days', oninput: (event) => {
        wanted.days = event.target.value === '' ? null : Number(event.target.value);
      }
    }))), el('button.m-button', { type: 'button', 'data-do': 'draw', onclick: draw }, page.say('feed.draw')), told], { open: false, id: 'feeds' });
}
