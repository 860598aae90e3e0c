/* Files of a case: what there is, who may open it, and how more is added, on slow lines too. */
import { call, day, dayField, decimal, el, field, fill, misread, moment, section, select, table, upload } from './form.js';

const TYPES = '.pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png';
const MIB = 1024 * 1024;
const ASK_AGAIN_AFTER = 5000;
const OF_PERSON = ['INSURANCE', 'FITNESS'];
const ROLL = 'ROLL';

const addressOf = (form) => `/api/visit-requests/${encodeURIComponent(form.task.dossier.number)}/attachments`;

/** How much evidence there is for a person, kept true as files come and go: {@code Insurance 1, Medical fitness 2}. */
export function evidenceOf(form, line) {
  return el('span', { 'data-evidence': line }, countOf(form, line));
}

function countOf(form, line) {
  const of = form.task.dossier.attachments.items.filter((file) => file.line === line || file.wholeRoll);
  return OF_PERSON.map((kind) => [kind, of.filter((file) => file.kind === kind).length]).filter(([, count]) => count)
    .map(([kind, count]) => `${form.say(`evidence.${kind}`)} ${count}`).join(', ');
}

/** The files of the request, and the place where more of them are added. */
export function attachmentsPart(form) {
  const count = el('span');
  const list = el('div', { 'aria-live': 'polite' });
  const adding = el('div');
  const chosen = { kind: null, line: null, validFrom: null, validUntil: null };
  const draw = () => {
    const held = form.task.dossier.attachments;
    const items = held.items.filter((file) => file.kind !== 'MESSAGE');
    fill(count, String(items.length));
    fill(list, items.length ? table([form.say('fileKind'), form.say('filePerson'), form.say('fileName'), form.say('fileSize'),
      form.say('state'), ''], items.map((file) => [form.say(`evidence.${file.kind}`), person(form, file), fileLink(form, file),
      size(file.size), states(form, file), file.mayRemove ? removal(form, file, refresh) : null]),
    { caption: form.say('attachments'), blocks: true }) : el('p.m-small', {}, form.say('noAttachments')), items.some(isSetAside)
      ? el('p.m-hint', {}, form.say('fileSetAsideHint')) : null, manifest(form));
  };
  const refresh = async () => {
    const fresh = await call('GET', addressOf(form));
    if (fresh.fine) {
      form.task.dossier.attachments = fresh.body;
      draw();
      drawHint();
      document.querySelectorAll('[data-evidence]:not([data-then] *)').forEach((room) => fill(room, countOf(form, Number(room.dataset.evidence))));
    } else if (fresh.status === 0 && list.isConnected) {
      // What was sent is there, and the list that tells of it comes when the line is back.
      setTimeout(refresh, ASK_AGAIN_AFTER);
    }
  };
  form.rollChanged = refresh;
  const hint = el('p.m-hint');
  const drawHint = () => {
    const { limits, usedBytes } = form.task.dossier.attachments;
    fill(hint, form.told('filesHint', {
      largest: limits.largestFile / MIB, most: limits.largestCase / MIB, used: decimal(usedBytes / MIB)
    }));
  };
  const kinds = form.task.dossier.attachments.mayAdd.filter((kind) => kind !== 'MESSAGE');
  draw();
  if (kinds.length) {
    drawHint();
    const who = el('div');
    const dated = (label, name) => field(form.say(label), name, dayField(chosen[name], (value) => {
      chosen[name] = value;
    }, form.say('dayWrong'), name));
    const drawWho = () => fill(who, OF_PERSON.includes(chosen.kind) ? [field(form.say('filePerson'), 'line', select(
      [...form.task.dossier.document.visitors.map((visitor) =>
        [String(visitor.line), `${visitor.line}. ${visitor.surname} ${visitor.forenames}`]), [ROLL, form.say('wholeRoll')]],
      chosen.line, null, (value) => {
        chosen.line = value;
      }, { name: 'file-line', onfocus: () => drawPersons() })), dated('fileFrom', 'validFrom'), dated('fileUntil', 'validUntil')] : null);
    // The roll may have been replaced since.
    const drawPersons = () => {
      const control = who.querySelector('select');
      if (control && control.options.length - 2 !== form.task.dossier.document.visitors.length) {
        drawWho();
        who.querySelector('select').focus();
      }
    };
    fill(adding, el('div.m-writes', { role: 'group', 'aria-label': form.say('addFiles') }, el('div.m-grid', {},
      field(form.say('fileKind'), 'kind', select(kinds, null, (kind) => form.say(`evidence.${kind}`), (value) => {
        chosen.kind = value;
        drawWho();
      }, { name: 'file-kind' })), who),
    uploads(form, 'addFiles', () => (misread(who) ? form.say('dayWrong') : chosen.kind === null ? form.say('chooseKind')
      : OF_PERSON.includes(chosen.kind) && !chosen.line ? form.say('choosePerson') : null),
    () => given(chosen), refresh), hint));
  }
  return section(form.say('attachments'), [list, adding], { note: count });
}

/** What the form says of a file; what is not said is not sent. */
function given({ kind, line, validFrom, validUntil }) {
  if (!OF_PERSON.includes(kind)) {
    return { kind };
  }
  return { kind, ...(line === ROLL ? { wholeRoll: true } : { line }), ...(validFrom ? { validFrom } : {}), ...(validUntil ? { validUntil } : {}) };
}

/** The files that an earlier document lists, whatever became of them since. */
export function filesThen(form) {
  const { items } = form.task.dossier.attachments;
  return section(form.say('attachments'), items.length ? table([form.say('fileKind'), form.say('filePerson'), form.say('fileName'),
    form.say('fileSize'), 'SHA-256'], items.map((file) => [form.say(`evidence.${file.kind}`), person(form, file), fileLink(form, file),
    size(file.size), el('code', { style: 'overflow-wrap: anywhere' }, file.sha256)]),
  { caption: form.say('attachments'), blocks: true }) : el('p.m-small', {}, form.say('noAttachments')), { note: items.length });
}

/** What the page knows of an earlier document's file, as of one that the case has now. */
export function asListedThen(file) {
  return { ...file, wholeRoll: OF_PERSON.includes(file.kind) && file.line === null };
}

/** Every file that either side has handed over, with its hash. */
function manifest(form) {
  const lines = form.task.dossier.manifest || [];
  return lines.length ? el('details', {}, el('summary', {}, `${form.say('manifest')} (${lines.length})`), table([form.say('side'),
    form.say('fileKind'), '', form.say('fileSize'), 'SHA-256', form.say('when')], lines.map((line) => [form.say(`side.${line.side}`),
    form.say(`evidence.${line.kind}`), line.messageId ? form.say('fromMessage') : form.told('fromRevision', { revision: line.revision }),
    size(line.size), el('code', { style: 'overflow-wrap: anywhere' }, line.sha256), moment(line.releasedAt, form.task.zone)]),
  { caption: form.say('manifest') })) : null;
}

/**
 * Files of the message that is being written.
 *
 * @param {function} changed told with the ids of all files that are here
 * @param {string[]} kept ids of files that a draft holds
 */
export function messageFiles(form, changed, kept) {
  const held = form.task.dossier.attachments.items.filter((file) => (kept || []).includes(file.id) && file.messageId === null);
  const list = el('ul.m-files');
  const tell = () => changed(held.map((file) => file.id));
  const draw = () => fill(list, held.map((file) => el('li', {}, fileLink(form, file), ' ', removal(form, file, () => {
    held.splice(held.indexOf(file), 1);
    draw();
    tell();
  }))));
  draw();
  return {
    node: el('div', {}, list, uploads(form, 'attachFiles', () => null, () => ({ kind: 'MESSAGE' }), (added) => {
      if (!held.some((file) => file.id === added.id)) {
        held.push(added);
      }
      draw();
      tell();
    })),
    clear: () => {
      held.length = 0;
      draw();
      tell();
    }
  };
}

/** The files that a message holds. */
export function filesOfMessage(form, message) {
  const files = form.task.dossier.attachments.items.filter((file) => file.messageId === message.id);
  return files.length ? el('ul.m-files', {}, files.map((file) => el('li', {}, fileLink(form, file), ' ',
    el('span.m-small', {}, size(file.size)), ' ', states(form, file, true)))) : null;
}

/** A button that takes files, and a line for each with its progress or what is wrong with it. */
function uploads(form, label, missing, fields, done) {
  const rows = el('ul.m-files', { 'aria-live': 'polite' });
  const input = el('input', {
    type: 'file', multiple: true, accept: TYPES, 'aria-label': form.say(label), 'data-files': label, onchange: async () => {
      const files = [...input.files];
      const wanting = missing();
      input.value = '';
      if (wanting) {
        fill(rows, el('li.m-bad', { role: 'alert' }, wanting));
        return;
      }
      fill(rows);
      const given = fields();
      // One after the other: a slow line carries one file sooner than five halves.
      for (const file of files) {
        await send(form, rows, file, given, done);
      }
    }
  });
  return el('div', {}, el('label.m-button.m-pick', {}, form.say(label), input), rows);
}

async function send(form, rows, file, given, done) {
  const largest = form.task.dossier.attachments.limits.largestFile;
  const bar = el('progress', { max: 100, 'aria-label': file.name });
  bar.value = 0;
  const told = el('span');
  const row = el('li', {}, el('bdi', {}, file.name), ' ', bar, ' ', told);
  rows.append(row);
  const fail = (words, again) => {
    bar.remove();
    row.classList.add('m-bad');
    fill(told, el('span', { role: 'alert' }, words), ' ', again ? el('button.m-link', {
      type: 'button', onclick: () => {
        row.remove();
        send(form, rows, file, given, done);
      }
    }, form.say('sendAgain')) : null);
  };
  if (file.size > largest) {
    fail(form.told('fileTooLarge', { size: decimal(Math.ceil((file.size / MIB) * 10) / 10), largest: largest / MIB }), false);
    return;
  }
  const answer = await upload(addressOf(form), file, given, (share) => {
    bar.value = Math.round(share * 100);
    fill(told, `${bar.value} %`);
  });
  if (answer.fine) {
    row.remove();
    await done(answer.body);
  } else {
    const problem = answer.body || {};
    const findings = (problem.findings || []).map((finding) => [finding.wrong, finding.cure].filter(Boolean).join(' '));
    fail(findings.length ? findings.join(' ') : problem.detail || form.say('lineDown'), answer.status === 0);
  }
}

/** Whether its removal leaves it with what the other side has received. */
const isSetAside = (file) => file.mayRemove && Boolean(file.releasedAt);

function removal(form, file, done) {
  const told = el('span.m-bad');
  const words = form.say(isSetAside(file) ? 'setFileAside' : 'removeFile');
  return [el('button.m-link', {
    type: 'button', 'aria-label': `${words}: ${file.name}`, 'data-remove': file.id, onclick: async () => {
      const answer = await call('DELETE', `${addressOf(form)}/${encodeURIComponent(file.id)}`);
      if (answer.fine || answer.status === 404) {
        await done();
      } else {
        fill(told, (answer.body && answer.body.detail) || form.say('lineDown'));
      }
    }
  }, words), told];
}

function fileLink(form, file) {
  return file.mayOpen ? el('a', { href: `${addressOf(form)}/${encodeURIComponent(file.id)}`, download: '' },
    el('bdi', {}, file.name)) : el('span.m-small', {}, form.say('fileClosed'));
}

function person(form, file) {
  if (!OF_PERSON.includes(file.kind)) {
    return null;
  }
  const days = file.validFrom ? el('div.m-small', {}, `${day(file.validFrom)} – ${day(file.validUntil) || '…'}`) : null;
  if (file.wholeRoll) {
    return [form.say('wholeRoll'), days];
  }
  const visitor = form.task.dossier.document.visitors.find((one) => one.line === file.line);
  return [days, visitor ? `${visitor.line}. ${visitor.surname} ${visitor.forenames}` : el('em', {}, form.say('notOnRoll'))];
}

function states(form, file, short) {
  return [file.scan === 'CLEAN' ? null : el('span.m-chip.m-quiet', {}, form.say(`scan.${file.scan}`)),
    short ? null : el('span.m-chip.m-quiet', {}, form.say(file.releasedAt ? 'fileSent' : 'fileNotSent')),
    short ? null : el('div.m-small', {}, [file.addedBy, moment(file.addedAt, form.task.zone)].filter(Boolean).join(', '))];
}

function size(bytes) {
  return bytes < MIB ? `${Math.ceil(bytes / 1024)} KiB` : `${decimal(bytes / MIB)} MiB`;
}
