/* The tasks of an instrument between the states: what was signed, each party's approval, and whether it is renewed. */
import { choices, happened, lengthField, lengthOf, who } from './answer.js';
import { call, day, dayField, el, field, fill, fromTo, moment, section, select, table, text, upload } from './form.js';

const KINDS = ['MEMORANDUM', 'AGREEMENT', 'DECLARATION'];
const RENEWALS = ['NONE', 'ONCE', 'EACH_TERM', 'UNKNOWN'];
const CLAUSES = ['SIGNATURE', 'LAST_NOTIFICATION', 'FIXED_DAY'];
const STEPS = ['PARLIAMENT', 'DECREE'];
const TROUBLE = ['NOT_COVERED', 'UNDETERMINED'];

export function heading(form) {
  const dossier = form.task.dossier;
  return [el('strong.m-number', {}, dossier.number), el('span.m-sides', {}, dossier.parties.map((side) => form.say(`side.${side}`)).join(' · ')),
    el('span.m-chip', {}, form.say(`instrument.state.${dossier.state}`)), form.task.dueText
      ? el('span.m-due', { title: form.task.dueText }, `${form.say('due')}: ${form.task.dueText}`) : null];
}

export function answerPart(form) {
  return {
    userTask_recordInstrument: recording, userTask_recordApproval: approving, userTask_confirmNotification: confirming,
    userTask_recordAnswerOnBehalf: answering, userTask_confirmAnswer: confirmingAnswer,
    userTask_decideRenewal: renewing, userTask_reviewCases: reviewing
  }[form.task.step](form);
}

export function dossierPart(form) {
  const dossier = form.task.dossier;
  return [dossier.demoAssumption ? el('p.m-alert.m-returned', {}, form.say('instrument.restsOnAssumption')) : null,
    dossier.term ? section(form.say('instrument.termAhead'), termFacts(form, dossier)) : null,
    dossier.content.act ? section(form.say('instrument.signed'), contentFacts(form, dossier)) : null,
    dossier.answers.length ? section(form.say('instrument.answers'), answers(form, dossier.answers)) : null,
    dossier.documents.length && form.task.step !== 'userTask_recordAnswerOnBehalf'
      ? section(form.say('instrument.documents'), documentList(form, dossier.documents)) : null,
    section(form.say('story'), happened(form, dossier.story.map((event) => [
      moment(event.happenedAt, form.task.zone), who(form, event),
      [form.say(`instrument.story.${event.event}`), event.party ? ` (${form.say(`side.${event.party}`)})` : null],
      [day(event.day), event.reason ? ` ${event.reason}` : null]])))];
}

function change(form, name) {
  return (value) => {
    form.answer[name] = value;
    form.changed();
  };
}

function asked(form, codes, details) {
  return choices(form, codes, details, 'instrument.', 'instrument.hint.');
}

/* Of another party's answer nobody says that it is ours. */
function askedOfParty(form, codes, details) {
  return choices(form, codes, details, 'instrument.party.', 'instrument.party.hint.');
}

function dayOf(form, label, name, value, set) {
  return field(form.say(label), name, dayField(value, set, form.say('dayWrong'), name));
}

function recording(form) {
  const content = form.answer.instrument || { ...form.task.dossier.content, parties: form.task.dossier.parties };
  form.answer.instrument = content;
  form.answer.action = form.answer.action || 'RECORD';
  const set = (name, after) => (value) => {
    content[name] = value;
    form.changed();
    if (after) {
      after();
    }
  };
  const line = (name, length) => field(form.say(`instrument.${name}`), name, text(content[name], set(name), { name, length: length || 200 }));
  const codes = (name, list, prefix, after) => field(form.say(`instrument.${name}`), name, select(list, content[name],
    (code) => form.say(`${prefix}.${code}`), set(name, after), { name }));
  const fields = el('div');
  const further = () => el('fieldset.m-field', { 'data-place': 'parties' }, el('legend.m-label', {}, form.say('instrument.otherStates')),
    form.task.dossier.otherStates.map((state) => el('label.m-option', {}, el('input', {
      type: 'checkbox', name: `party-${state}`, checked: content.parties.includes(state),
      onchange: (event) => {
        content.parties = content.parties.filter((party) => party !== state).concat(event.target.checked ? [state] : []);
        form.changed();
        show();
      }
    }), ` ${form.say(`side.${state}`)}`)), el('span.m-wrong', { 'data-wrong': 'parties' }));
  const steps = () => el('div.m-grid', {}, (content.act === 'NEW' ? content.parties : form.task.dossier.parties).map((party) => el('fieldset.m-field', { 'data-place': 'approvals' },
    el('legend.m-label', {}, form.told('instrument.stepsOf', { party: form.say(`side.${party}`) })), STEPS.map((step) => el('label.m-option', {},
      el('input', {
        type: 'checkbox', name: `step-${party}-${step}`,
        checked: (content.approvals || []).some((entry) => entry.party === party && entry.step === step),
        onchange: (event) => {
          content.approvals = (content.approvals || []).filter((entry) => entry.party !== party || entry.step !== step);
          if (event.target.checked) {
            content.approvals.push({ party, step });
          }
          form.changed();
        }
      }), ` ${form.say(`instrument.approval.${step}`)}`)))), el('span.m-wrong', { 'data-wrong': 'approvals' }));
  const terms = () => [field(form.say('instrument.termLength'), 'term', lengthField(form, content.term, set('term'), 'term')), codes('renewal', RENEWALS, 'instrument.renewal'), field(form.say('instrument.noticeDays'), 'noticeDays',
    text(content.noticeDays === null || content.noticeDays === undefined ? '' : String(content.noticeDays), (value) => {
      set('noticeDays')(value && /^\d{1,4}$/.test(value) ? Number(value) : null);
    }, { name: 'noticeDays', length: 4, inputmode: 'numeric' }))];
  const show = () => fill(fields, form.answer.action === 'DISCARD' ? null : [el('div.m-grid', {}, codes('act', ['NEW', 'AMENDMENT'], 'instrument.act', show)),
    !content.act ? null : [el('div.m-grid', {}, content.act === 'NEW'
      ? [line('code', 40), codes('kind', KINDS, 'instrument.kind'), line('titleAz'), line('titleTr'), line('titleEn'), line('place'),
        el('label.m-field', {}, el('input', {
          type: 'checkbox', name: 'governsVisits', checked: content.governsVisits !== false,
          onchange: (event) => set('governsVisits')(event.target.checked)
        }), ` ${form.say('instrument.governsVisits')}`), further()]
      : field(form.say('instrument.amends'), 'code', select(form.task.dossier.amendable.map((known) => [known.code, known.title]), content.code,
        (code) => code, set('code'), { name: 'code' })),
    dayOf(form, 'instrument.signedOn', 'signedOn', content.signedOn, set('signedOn')), line('reference'), terms(),
    codes('entryIntoForce', CLAUSES, 'instrument.clause', show), content.entryIntoForce === 'FIXED_DAY'
      ? dayOf(form, 'instrument.entersIntoForceOn', 'entersIntoForceOn', content.entersIntoForceOn, set('entersIntoForceOn')) : null), steps()]]);
  const chosen = asked(form, ['RECORD', 'DISCARD'], { RECORD: () => show(), DISCARD: () => show() });
  show();
  return [chosen, fields];
}

function approving(form) {
  const dossier = form.task.dossier;
  return asked(form, ['APPROVE', 'DECLINE'], {
    APPROVE: () => approval(form, dossier.required, dossier.notificationNeeded), DECLINE: () => why(form)
  });
}

function why(form) {
  return field(form.say('reason'), 'reason', text(form.answer.reason, change(form, 'reason'), { long: true, length: 1000, name: 'reason' }), { wide: true });
}

/** Each step that the party's law requires, and its notification where the clause asks for one. */
function approval(form, required, notificationNeeded, whoseLaw = 'instrument.') {
  const given = required.map((step) => (form.answer.steps || []).find((entry) => entry.step === step) || { step, on: null, reference: null });
  form.answer.steps = given;
  return el('div.m-grid', {}, given.map((entry) => [dayOf(form, `instrument.approval.${entry.step}`, `steps/${entry.step}`, entry.on, (value) => {
    entry.on = value;
    form.changed();
  }), field(form.say('instrument.stepReference'), `steps/${entry.step}/reference`, text(entry.reference, (value) => {
    entry.reference = value;
    form.changed();
  }, { name: `reference-${entry.step}`, length: 200 }))]), given.length ? null : el('p.m-small', {}, form.say(`${whoseLaw}noSteps`)),
  notificationNeeded ? [dayOf(form, 'instrument.notifiedOn', 'notifiedOn', form.answer.notifiedOn, change(form, 'notifiedOn')),
    field(form.say('instrument.note'), 'note', text(form.answer.note, change(form, 'note'), { name: 'note', length: 200 }))] : null);
}

/** What a party without officers here has answered in writing. */
function answering(form) {
  const { awaited, notificationNeeded } = form.task.dossier;
  form.answer.party = awaited.some((entry) => entry.party === form.answer.party) ? form.answer.party : awaited[0].party;
  const rest = el('div');
  const show = () => {
    const { party, required } = awaited.find((entry) => entry.party === form.answer.party);
    fill(rest, writings(form, party), field(form.say('instrument.behalfReference'), 'reference', text(form.answer.reference,
      change(form, 'reference'), { name: 'reference', length: 200 })), askedOfParty(form, ['APPROVE', 'DECLINE'], {
      APPROVE: () => approval(form, required, notificationNeeded, 'instrument.party.'), DECLINE: () => why(form)
    }));
  };
  show();
  return [partyChoice(form, awaited.map((entry) => entry.party), show), rest];
}

function confirmingAnswer(form) {
  const { unconfirmed } = form.task.dossier;
  form.answer.party = unconfirmed.some((entry) => entry.party === form.answer.party) ? form.answer.party : unconfirmed[0].party;
  const rest = el('div');
  const show = () => fill(rest, answers(form, unconfirmed.filter((entry) => entry.party === form.answer.party)),
    asked(form, ['CONFIRM', 'GIVE_BACK'], { GIVE_BACK: () => why(form) }));
  show();
  return [partyChoice(form, unconfirmed.map((entry) => entry.party), show), rest];
}

function partyChoice(form, parties, after) {
  return parties.length === 1 ? el('p', {}, `${form.say('instrument.party')}: `, el('strong', {}, form.say(`side.${parties[0]}`)))
    : field(form.say('instrument.party'), 'party', select(parties, form.answer.party, (party) => form.say(`side.${party}`), (party) => {
      form.answer.party = party || parties[0];
      form.changed();
      after();
    }, { name: 'party' }));
}

/** The writings of an absent party, and the place where more of them are added. */
function writings(form, party) {
  const address = `/api/instrument-cases/${encodeURIComponent(form.task.dossier.number)}/attachments`;
  const list = el('div', { 'aria-live': 'polite' });
  const told = el('p.m-bad', { 'aria-live': 'polite' });
  const draw = () => {
    const own = form.task.dossier.documents.filter((document) => document.party === party);
    fill(list, own.length ? documentList(form, own, async (document) => {
      await done(await call('DELETE', `${address}/${encodeURIComponent(document.id)}`));
    }) : null);
  };
  /* Shows what there is now, or what was wrong. */
  const done = async (answer) => {
    if (answer.fine) {
      fill(told);
      await refresh();
    } else {
      const problem = answer.body || {};
      fill(told, (problem.findings || []).map((finding) => [finding.wrong, finding.cure].filter(Boolean).join(' ')).join(' ')
        || problem.detail || form.say('lineDown'));
    }
  };
  const refresh = async () => {
    const fresh = await call('GET', address);
    if (fresh.fine) {
      form.task.dossier.documents = fresh.body;
      draw();
    }
  };
  const input = el('input', {
    type: 'file', accept: '.pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png', 'aria-label': form.say('instrument.addDocument'),
    'data-files': 'addDocument', onchange: async () => {
      const [file] = input.files;
      input.value = '';
      await done(await upload(address, file, { party }, () => {}));
    }
  });
  draw();
  return el('div.m-field', { 'data-place': 'documents' }, el('span.m-label', {}, form.say('instrument.documents')), list,
    el('label.m-button.m-pick', {}, form.say('instrument.addDocument'), input), told, el('span.m-wrong', { 'data-wrong': 'documents' }));
}

function documentList(form, documents, remove) {
  const address = `/api/instrument-cases/${encodeURIComponent(form.task.dossier.number)}/attachments`;
  return el('ul.m-files', {}, documents.map((document) => el('li', {}, `${form.say(`side.${document.party}`)}: `,
    el('a', { href: `${address}/${encodeURIComponent(document.id)}`, download: '' }, el('bdi', {}, document.name)), ' ',
    el('span.m-small', {}, `SHA-256 ${document.sha256.slice(0, 16)}…`), document.scan === 'CLEAN' ? null : el('span.m-chip.m-quiet', {},
      form.say(`scan.${document.scan}`)), remove ? [' ', el('button.m-link', {
      type: 'button', 'aria-label': `${form.say('removeFile')}: ${document.name}`, onclick: () => remove(document)
    }, form.say('removeFile'))] : null)));
}

function confirming(form) {
  form.answer.action = 'CONFIRM';
  const { notifier, receiver } = form.task.dossier;
  form.answer.party = notifier;
  form.answer.receiver = receiver;
  return [el('p', {}, form.told('instrument.notificationOf', { party: form.say(`side.${notifier}`) })),
    form.task.dossier.represented.includes(receiver)
      ? el('p', {}, form.told('instrument.receiptOf', { party: form.say(`side.${receiver}`) })) : null, el('div.m-grid', {},
    dayOf(form, 'instrument.receivedOn', 'receivedOn', form.answer.receivedOn, change(form, 'receivedOn')),
    field(form.say('instrument.note'), 'reference', text(form.answer.reference, change(form, 'reference'), { name: 'reference', length: 200 })))];
}

function renewing(form) {
  return asked(form, ['RENEW', 'GIVE_NOTICE'], {
    GIVE_NOTICE: () => el('div.m-grid', {}, dayOf(form, 'instrument.noticeOn', 'noticeOn', form.answer.noticeOn, change(form, 'noticeOn')),
      field(form.say('instrument.note'), 'reference', text(form.answer.reference, change(form, 'reference'), { name: 'reference', length: 200 })))
  });
}

function reviewing(form) {
  form.answer.action = 'REVIEW';
  form.changed();
  const effects = form.task.dossier.effects.filter((effect) => TROUBLE.includes(effect.result));
  return [el('p', {}, form.say('instrument.reviewHint')), table([form.say('instrument.effectKind'), form.say('instrument.effectNumber'),
    form.say('instrument.lastDay'), form.say('instrument.result')], effects.map((effect) => [form.say(`instrument.effect.${effect.kind}`),
    effect.kind === 'EXERCISE' ? effect.number : el('a', { href: `/cases#${effect.number}`, target: '_blank', rel: 'noopener' }, effect.number),
    day(effect.lastDay), form.say(`instrument.result.${effect.result}`)]), { caption: form.say('instrument.effects') })];
}

function list(form, entries) {
  return el('dl.m-facts', {}, entries.filter(([, value]) => value).map(([label, value]) => [el('dt', {}, form.say(label)), el('dd', {}, value)]));
}

function termFacts(form, dossier) {
  const term = dossier.term;
  return [list(form, [['instrument', dossier.instrument && dossier.instrument.title],
    ['instrument.termDays', fromTo(term.term.first, term.lastDay)], ['instrument.renewal', form.say(`instrument.renewal.${dossier.renewal}`)],
    ['instrument.warnings', `${day(term.opensOn)}, ${day(term.remindsOn)}`], ['instrument.noticeUntil', day(term.closesOn)],
    ['instrument.endsOn', day(term.endsOn)]]), dossier.renewalAnswers.length ? table([form.say('side'), form.say('givenAnswer')],
    dossier.renewalAnswers.map((answer) => [form.say(`side.${answer.party}`), form.say(`instrument.${answer.notice ? 'GIVE_NOTICE' : 'RENEW'}`)]),
    { caption: form.say('instrument.answers') }) : null];
}

function contentFacts(form, dossier) {
  const content = dossier.content;
  const title = content.act === 'NEW' ? content[`title${form.task.language[0].toUpperCase()}${form.task.language.slice(1)}`]
    : dossier.instrument && dossier.instrument.title;
  return list(form, [['instrument.act', form.say(`instrument.act.${content.act}`)], ['instrument', title], ['instrument.code', content.code],
    ['instrument.kind', content.kind && form.say(`instrument.kind.${content.kind}`)],
    ['instrument.signedOn', [content.place, day(content.signedOn)].filter(Boolean).join(', ')], ['instrument.reference', content.reference],
    ['instrument.termLength', lengthOf(form, content.term)], ['instrument.renewal', content.renewal && form.say(`instrument.renewal.${content.renewal}`)],
    ['instrument.noticeDays', content.noticeDays === null ? null : String(content.noticeDays)],
    ['instrument.entryIntoForce', form.say(`instrument.clause.${content.entryIntoForce}`)], ['instrument.entersIntoForceOn', day(content.entersIntoForceOn)],
    ['instrument.approvals', (content.approvals || []).map((entry) => el('div', {}, `${form.say(`side.${entry.party}`)}: ${form.say(`instrument.approval.${entry.step}`)}`))],
    ['instrument.inForceOn', day(dossier.inForceOn)]]);
}

function answers(form, given) {
  return table([form.say('side'), form.say('givenAnswer'), form.say('instrument.approvals'), form.say('instrument.notifiedOn')], given.map((answer) => [
    form.say(`side.${answer.party}`), [form.say(`instrument.party.${answer.approved ? 'APPROVE' : 'DECLINE'}`), answer.reason ? `: ${answer.reason}` : null,
      answer.behalf ? el('div.m-small', {}, [form.told('instrument.onBehalf', { side: form.say(`side.${answer.behalf.side}`),
        reference: answer.behalf.reference }), answer.behalf.confirmedOn ? null : `; ${form.say('instrument.notConfirmed')}`]) : null],
    answer.steps.map((step) => el('div', {}, `${form.say(`instrument.approval.${step.step}`)}: ${day(step.on)}, ${step.reference}`)),
    [answer.notifiedOn ? `${day(answer.notifiedOn)}, ${answer.note}` : null, answer.receipts.map((receipt) => el('div', {},
      `${form.say(`side.${receipt.receiver}`)}: ${day(receipt.on)}, ${receipt.reference}`))]]), { caption: form.say('instrument.answers') });
}
