/* What is written in a case: by the own side, by the other side, and what the reader adds. */
import { filesOfMessage, messageFiles } from './attachments.js';
import { alertOf, call, el, field, fill, moment, section, select, text } from './form.js';
import * as kept from './kept.js';

const RELEASES = ['OWN_SIDE', 'BOTH'];

/** The messages of a case and the field for the next one, folded open. */
export function threadPart(form) {
  const thread = form.task.dossier.thread;
  const count = el('span', {}, String(thread.total));
  return section(form.say('messages'), correspondence(form, count), { note: count });
}

/** Shows a message of the case whose correspondence is on the page. */
export function showMessage(id) {
  const message = document.getElementById(`mushterek-message-${id}`);
  if (message) {
    for (let part = message.closest('details'); part; part = part.parentElement.closest('details')) {
      part.open = true;
    }
    message.focus();
    message.scrollIntoView({ block: 'center' });
  }
}

function correspondence(form, count) {
  const address = `/api/visit-requests/${encodeURIComponent(form.task.dossier.number)}/messages`;
  const thread = form.task.dossier.thread;
  const list = el('ol.m-thread', { 'aria-label': form.say('messages') });
  const earlier = el('div');
  const begun = kept.nameOf(form.task.dossier.number, 'message');
  const written = { release: null, text: kept.begun(begun, null), replyTo: null, attachments: null };
  const replying = el('div');

  const reply = (message) => {
    written.replyTo = message ? message.id : null;
    fill(replying, message ? [el('span.m-small', {}, form.told('replyOf', { who: whose(form, message) }), ' ',
      el('span', { dir: 'auto' }, short(message.text))), ' ',
    el('button.m-button', { type: 'button', onclick: () => reply(null) }, form.say('noReply'))] : null);
    if (message) {
      input.focus();
    }
  };
  const draw = () => {
    fill(count, String(thread.total));
    fill(earlier, thread.offset > 0 ? el('button.m-button', { type: 'button', onclick: before },
      form.told('earlierMessages', { count: thread.offset })) : null);
    fill(list, thread.items.map((message) => shown(form, thread, message, thread.mayWrite ? () => reply(message) : null)));
    if (thread.items.length === 0) {
      fill(list, el('li.m-small', {}, form.say('noMessages')));
    }
  };
  const before = async () => {
    const offset = Math.max(0, thread.offset - 50);
    const answer = await call('GET', `${address}?offset=${offset}&limit=${thread.offset - offset}`);
    if (answer.fine) {
      thread.items = answer.body.items.concat(thread.items);
      thread.offset = offset;
      draw();
    } else {
      refuse(answer);
    }
  };
  const told = el('div', { 'aria-live': 'assertive' });
  const sent = el('span.m-small', { role: 'status', 'aria-live': 'polite' });
  const refuse = (answer) => fill(told, alertOf(form, answer));

  const input = text(written.text, (value) => {
    written.text = value;
    kept.keep(begun, value);
    fill(sent);
  }, { long: true, name: 'message', dir: 'auto' });
  const files = messageFiles(form, (ids) => {
    written.attachments = ids.length ? ids : null;
  });
  const button = el('button.m-button', {
    type: 'button', 'data-send': 'message', onclick: async () => {
      button.disabled = true;
      const answer = await call('POST', address, written);
      button.disabled = false;
      if (!answer.fine) {
        refuse(answer);
        return;
      }
      fill(told);
      written.text = null;
      kept.forget(begun);
      input.value = '';
      reply(null);
      // What others have written meanwhile comes with it.
      if (written.attachments) {
        const held = await call('GET', address.replace(/messages$/, 'attachments'));
        form.task.dossier.attachments = held.fine ? held.body : form.task.dossier.attachments;
      }
      files.clear();
      const fresh = await call('GET', `${address}?offset=${thread.offset + thread.items.length}&limit=200`);
      thread.items = thread.items.concat(fresh.fine ? fresh.body.items : [answer.body]);
      thread.total = thread.offset + thread.items.length;
      draw();
      fill(sent, form.say('messageSent'));
    }
  }, form.say('sendMessage'));
  const release = select(thread.mayRelease ? RELEASES : RELEASES.slice(0, 1), null, (code) => form.say(`release.${code}`),
    (value) => {
      written.release = value;
    }, { name: 'release' });
  draw();
  return [earlier, list, thread.mayWrite ? el('div.m-writes', { role: 'group', 'aria-label': form.say('newMessage') },
    replying, field(form.say('newMessage'), 'message', input, { wide: true }),
    field(form.say('whoReads'), 'release', release,
      { hint: form.say(thread.mayRelease ? 'releaseHint' : 'ownSideNow') }),
    files.node, told, el('div.m-tools', {}, button, sent)) : null];
}

/** A message; a question that nobody has answered says so. */
function shown(form, thread, message, reply) {
  const isOpen = message.kind === 'QUESTION'
    && !thread.items.some((other) => other.kind === 'ANSWER' && other.question === message.question);
  const answered = message.replyTo && thread.items.find((other) => other.id === message.replyTo);
  return el(`li.m-message${message.side === form.task.side ? '.m-own' : ''}`, {
    id: `mushterek-message-${message.id}`, tabindex: -1
  }, el('div.m-message-head', {}, el('strong', {}, whose(form, message)),
    el('span.m-small', {}, moment(message.writtenAt, form.task.zone)),
    message.kind === 'NOTE' ? null : el('span.m-chip', {}, form.say(`kind.${message.kind}`)),
    isOpen ? el('span.m-chip.m-quiet', {}, form.say('noAnswerYet')) : null,
    el(`span.m-chip.m-quiet${message.release === 'OWN_SIDE' ? '.m-inner' : ''}`, {}, form.say(`release.${message.release}`))),
  answered ? el('button.m-link', { type: 'button', onclick: () => showMessage(answered.id) },
    form.told('replyOf', { who: whose(form, answered) })) : null,
  el('p.m-message-text', { dir: 'auto' }, message.text), filesOfMessage(form, message),
  reply ? el('button.m-link', { type: 'button', onclick: reply }, form.say('reply')) : null);
}

function whose(form, message) {
  return message.author ? `${form.say(`side.${message.side}`)}, ${message.author}` : form.say(`side.${message.side}`);
}

function short(whole) {
  return whole.length > 80 ? `${whole.slice(0, 80)}…` : whole;
}
