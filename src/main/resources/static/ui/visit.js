/* The tasks of a visit: what each shows, and what its officer answers. */
import { around, changeMark, changesPart, PREPARES, settledHint, settledMark, settledOf, wayTo } from './amend.js';
import { happened, who } from './answer.js';
import { correctionsRead } from './correction.js';
import { attachmentsPart, evidenceOf, messageFiles } from './attachments.js';
import { against, call, day, el, field, fill, fromTo, moment, section, select, table, text } from './form.js';
import { movementPart } from './movement.js';
import { recallPart, returnAnswer } from './recall.js';
import { preparation, requestPart } from './request.js';
import { reviewDetails, suspendedMark, suspensionPart } from './suspension.js';
import { showMessage, threadPart } from './thread.js';

export const REASONS = ['INCOMPLETE', 'UNCLEAR_PURPOSE', 'DOCUMENT_NOT_ACCEPTED', 'CLEARANCE_NOT_SUFFICIENT',
  'SITE_NOT_AVAILABLE', 'DATES_NOT_POSSIBLE', 'ARMS_NOT_ACCEPTED', 'SECURITY_OBJECTION', 'MEDICAL_OBJECTION',
  'NOT_IN_PLAN', 'OTHER'];
/* A part of a group that waits for its first decision. */
const NOTHING_SETTLED = settledOf(null);

/** @param {string} [tag] of the number, which heads the page that is of this case alone */
export function heading(form, tag = 'strong') {
  const dossier = form.task.dossier;
  return [el(`${tag}.m-number`, {}, dossier.number),
    el('span.m-sides', {}, `${form.say(`side.${dossier.sendingState}`)} → ${form.say(`side.${dossier.hostState}`)}`),
    el('span.m-chip', {}, form.say(`visit.state.${dossier.state}`)),
    suspendedMark(form),
    dossier.document.amends ? el('span.m-chip.m-quiet', {}, form.say('amend.title')) : null,
    dossier.revision > 1 ? el('span.m-chip.m-quiet', {}, form.told('revision', { no: dossier.revision })) : null,
    form.task.dueText ? el('span.m-due', { title: form.task.dueText },
      `${form.say('due')}: ${form.task.dueText}`) : null];
}

/** What is read before anything is answered. */
export function leadPart(form) {
  return changesPart(form);
}

export function answerPart(form) {
  const { group, number } = form.task.dossier;
  // What would amend a part of a group is answered by itself.
  return [stepPart(form), group && group.parts.length > 1 && group.parts.some((part) => part.number === number) ? groupAnswer(form) : null];
}

/** One answer for all parts of a group; a decision has verdicts of its own for the persons of each. */
function groupAnswer(form) {
  const group = form.task.dossier.group;
  const told = el('div', { 'aria-live': 'polite' });
  const button = el('button.m-button', {
    type: 'button', 'data-group': group.number, onclick: async () => {
      button.disabled = true;
      await form.flush();
      const { visitors, sites, exceptions, attachments, parts, ...common } = form.answer;
      const { parts: others, ...own } = form.answer;
      const result = await call('POST', `/api/visit-groups/${encodeURIComponent(group.number)}/answers`, {
        step: form.task.step, answer: common, parts: { ...answersOfParts(form.answer), [form.task.dossier.number]: own }
      });
      button.disabled = false;
      if (!result.fine) {
        form.tell(result);
        return;
      }
      fill(told, partResults(form, result.body));
      told.scrollIntoView({ block: 'nearest' });
    }
  }, form.say('answerGroup'));
  return el('div.m-group', {}, button, el('p.m-small', {},
    form.say(form.task.step === 'userTask_decideRequest' ? 'decideGroupHint' : 'answerGroupHint')), told);
}

/** What became of one answer in each part of a group. */
export function partResults(form, results) {
  return table([form.say('request'), form.say('state'), ''], results.map((part) => [part.number,
    form.say(`result.${part.result}`), part.problem ? against(part.problem.detail, part.problem.findings, form.findings(part.problem.findings)) : null]),
  { caption: form.say('group') });
}

/** A case of the group: the one that is shown, or the way to it. */
function caseIn(form, number) {
  return number === form.task.dossier.number ? el('strong', {}, number) : wayTo(form, number);
}

/** In whose place a part stands, and what would take its own. */
function amendedPart(form, part) {
  return [part.amends ? el('div.m-small', { 'data-amends': part.amends }, around(form.say('amend.of'), 'number', caseIn(form, part.amends))) : null,
    part.amendment ? el('div.m-small', { 'data-amendment': part.amendment.number },
      around(form.told('amend.toCome', { state: form.say(`visit.state.${part.amendment.state}`) }), 'number', caseIn(form, part.amendment.number))) : null];
}

/** Where each part stands; who has it on the own side, and until when, comes after. */
function groupRead(form) {
  const group = form.task.dossier.group;
  const room = el('div');
  const draw = (waits) => fill(room, table([form.say('part'), form.say('request'), form.say('persons'), form.say('state'),
    form.say('waitsAtOwnSide'), form.say('due'), form.say('permit')], group.parts.map((part) => {
    const open = waits.get(part.number) || [];
    return [part.part, [caseIn(form, part.number), amendedPart(form, part)], part.persons,
      form.say(`visit.state.${part.state}`), open.map((task) => el('div', {}, task.holder || task.groups.map((code) =>
        form.say(`role.${code.replace(/^[a-z]+-/, '').toUpperCase()}`)).join(', '))),
      open.map((task) => el('div', {}, task.due ? moment(task.due, form.task.zone) : '—')), part.permit];
  }), { caption: form.say('group') }));
  draw(new Map());
  call('GET', `/api/visit-groups/${encodeURIComponent(group.number)}`).then((answer) => {
    if (answer.fine) {
      draw(new Map(answer.body.parts.map((part) => [part.number, part.tasks])));
    }
  });
  return room;
}

function stepPart(form) {
  switch (form.task.step) {
    case 'userTask_prepareRequest':
    case 'userTask_correctRequest':
      return preparation(form);
    case 'userTask_decideWaiver':
      return waivers(form);
    case 'userTask_certifyRoster':
      return choices(form, [['CERTIFY', () => duties(form)], ['RETURN', () => answerText(form, 'reason', 'reasonForOwnSide', 'text')]]);
    case 'userTask_endorseRequest':
      return choices(form, [['ENDORSE'], ['RETURN', () => answerText(form, 'reason', 'reasonForOwnSide', 'text')]]);
    case 'userTask_followRequest':
      return choices(form, [['WITHDRAW']]);
    case 'userTask_answerQuestion':
      return [openQuestion(form), answerText(form, 'text', 'answerToHost'), answerFiles(form)];
    case 'userTask_reviewAtDesk': {
      const remark = () => answerText(form, 'remark', 'remark', 'text');
      const going = () => [remark(), duties(form)];
      return choices(form, [['NO_OBJECTION', going], ['CONDITIONS', going], ['NEEDS_INFORMATION', remark],
        ['OBJECTION', remark]]);
    }
    case 'userTask_decideRequest':
      return decision(form);
    case 'userTask_correctDecision':
      return decision(form, true);
    case 'userTask_closeVisit':
      return choices(form, [['TOOK_PLACE'], ['REVOKE', () => answerText(form, 'reason', 'permit.closingReason', 'text')]]);
    case 'userTask_reviewSuspension':
      return choices(form, Object.entries(reviewDetails(form)));
    case 'userTask_arrangeReturn':
      return returnAnswer(form);
    default:
      return [];
  }
}

export function dossierPart(form) {
  const dossier = form.task.dossier;
  const content = dossier.document;
  const prepares = PREPARES.includes(form.task.step);
  const decides = form.task.step === 'userTask_decideRequest';
  return [
    dossier.group ? section(`${form.say('group')} ${dossier.group.number}`, groupRead(form),
      { note: dossier.group.parts.length }) : null,
    threadPart(form),
    attachmentsPart(form),
    dossier.permit ? section(form.say('permit'), permit(form)) : null,
    movementPart(form),
    suspensionPart(form),
    recallPart(form),
    section(form.say('papers'), papers(form), { open: Boolean(dossier.decision || dossier.permit), id: 'mushterek-papers' }),
    dossier.decision ? section(form.say('decision'), decidedFacts(form, dossier.decision)) : null,
    (dossier.corrections || []).length ? section(form.say('corrections'), correctionsRead(form),
      { note: dossier.corrections.length, id: 'mushterek-corrections' }) : null,
    dossier.desks.length ? section(form.say('desks'), desks(form), { note: answeredDesks(dossier) }) : null,
    dossier.waivers.length ? section(form.say('waivers'), waiversRead(form), { note: dossier.waivers.length }) : null,
    dossier.duties.length && !prepares ? section(form.say('duties'), dutiesRead(form), { note: confirmedDuties(dossier) }) : null,
    (dossier.judgement || dossier.keepsParameters) && !prepares ? section(form.say('rules'),
      [dossier.judgement ? judgement(form, dossier.judgement) : null, keptNumbers(form)]) : null,
    prepares ? null : requestPart(form, { decides }),
    dossier.deadlines.length ? section(form.say('deadlines'), deadlines(form)) : null,
    section(form.say('story'), story(form), { open: false, note: dossier.story.length })
  ];
}

/** What has become of a case and what is written of it, to be read only: without the request itself and without a way to write. */
export function recordPart(form) {
  const dossier = form.task.dossier;
  dossier.thread = { ...dossier.thread, mayWrite: false };
  dossier.attachments = { ...dossier.attachments, mayAdd: [], items: dossier.attachments.items.map((file) => ({ ...file, mayRemove: false })) };
  return [
    changesPart(form),
    dossier.decision ? section(form.say('decision'), decidedFacts(form, dossier.decision)) : null,
    (dossier.corrections || []).length ? section(form.say('corrections'), correctionsRead(form),
      { note: dossier.corrections.length, id: 'mushterek-corrections' }) : null,
    dossier.waivers.length ? section(form.say('waivers'), waiversRead(form), { note: dossier.waivers.length }) : null,
    dossier.desks.length ? section(form.say('desks'), desks(form), { note: answeredDesks(dossier) }) : null,
    dossier.duties.length ? section(form.say('duties'), dutiesRead(form), { note: confirmedDuties(dossier) }) : null,
    dossier.permit ? section(form.say('permit'), permit(form)) : null,
    section(form.say('papers'), papers(form), { id: 'mushterek-papers' }),
    threadPart(form),
    attachmentsPart(form),
    dossier.deadlines.length ? section(form.say('deadlines'), deadlines(form)) : null
  ];
}

/* ---- what an officer answers ---- */

/** One of several answers, each with the fields that it needs. */
export function choices(form, entries, changed) {
  const details = el('div.m-details');
  const show = () => {
    const chosen = entries.find(([code]) => code === form.answer.action);
    fill(details, chosen && chosen[1] ? chosen[1]() : null);
  };
  const group = el('div.m-choices', { role: 'radiogroup', 'aria-label': form.say('answer') }, entries.map(([code]) =>
    el('label.m-choice', { 'data-code': code }, el('input', {
      type: 'radio', name: 'mushterek-action', value: code, checked: form.answer.action === code,
      onchange: () => {
        form.answer.action = code;
        if (changed) {
          changed(code);
        }
        show();
        form.changed();
      }
    }), el('span.m-choice-name', {}, form.say(code)), el('span.m-choice-hint', {}, form.say(`hint.${code}`)))));
  show();
  return [el('h4.m-question', {}, form.say('answer')), group, el('span.m-wrong', { 'data-wrong': 'action' }), details];
}

/** Each rule that waits for this officer's waiver, with an answer and a reason of its own. */
function waivers(form) {
  const asked = form.task.dossier.waivers.filter((waiver) => waiver.asked);
  const kept = new Map((form.answer.waivers || []).map((entry) => [entry.rule, entry]));
  form.answer.waivers = asked.map(({ rule }) => kept.get(rule) || { rule });
  if (!asked.length) {
    return el('p.m-small', {}, form.say('waiversElsewhere'));
  }
  return asked.map((waiver, index) => {
    const entry = form.answer.waivers[index];
    const place = `waivers/${waiver.rule}`;
    return el('fieldset.m-duties', { 'data-place': place, 'data-rule': waiver.rule },
      el('legend.m-label', {}, `${waiver.rule} · ${waiver.title}`),
      waiver.findings.map((finding) => el('p.m-small', {}, finding.wrong)),
      el('div.m-choices', { role: 'radiogroup', 'aria-label': waiver.rule }, ['GRANT', 'REFUSE'].map((code) =>
        el('label.m-choice', { 'data-code': code }, el('input', {
          type: 'radio', name: `mushterek-${waiver.rule}`, value: code, checked: entry.action === code, onchange: () => {
            entry.action = code;
            form.changed();
          }
        }), el('span.m-choice-name', {}, form.say(code)), el('span.m-choice-hint', {}, form.say(`hint.${code}`))))),
      el('span.m-wrong', { 'data-wrong': place }),
      field(form.say('waiverReason'), `${place}/reason`, text(entry.reason, (value) => {
        entry.reason = value;
        form.changed();
      }, { long: true, name: `reason.${waiver.rule}` }), { wide: true }));
  });
}

function waiversRead(form) {
  return table([form.say('rule'), form.say('waiverAuthority'), form.say('state'), form.say('reason'), form.say('by')],
    form.task.dossier.waivers.map((waiver) => [[el('strong', {}, `${waiver.rule} · ${waiver.title}`)],
      waiver.authorityText, form.say(`waiver.${waiver.state}`), waiver.reason,
      [waiver.answeredBy, el('div.m-small', {}, day(waiver.day))]]), { caption: form.say('waivers') });
}

/** What the officer confirms to be done, each duty by itself. */
function duties(form) {
  const asked = form.task.dossier.duties.filter((duty) => duty.asked);
  if (!asked.length) {
    return null;
  }
  const confirmed = () => form.answer.duties || [];
  return el('fieldset.m-duties', {}, el('legend', {}, form.say('dutiesToConfirm')), asked.map((duty) =>
    el('label.m-duty', { 'data-place': `duties/${duty.rule}` }, el('input', {
      type: 'checkbox', name: 'duty', value: duty.rule, checked: confirmed().includes(duty.rule),
      onchange: (event) => {
        form.answer.duties = confirmed().filter((rule) => rule !== duty.rule)
          .concat(event.target.checked ? [duty.rule] : []);
        form.changed();
      }
    }), el('span.m-label', {}, `${duty.rule} · ${duty.title}`), el('span', {}, duty.text),
    el('span.m-wrong', { 'data-wrong': `duties/${duty.rule}` }))));
}

/** A text of the answer. */
function answerText(form, name, label, place) {
  return field(form.say(label), place || name, text(form.answer[name], (value) => {
    form.answer[name] = value;
    form.changed();
  }, { long: true, name }), { wide: true });
}

/** Files that go to the other side with a question or its answer. */
function answerFiles(form) {
  const files = messageFiles(form, (ids) => {
    form.answer.attachments = ids.length ? ids : null;
    form.changed();
  }, form.answer.attachments);
  return el('div.m-field.m-wide', { role: 'group', 'aria-label': form.say('filesForOtherSide'), 'data-place': 'attachments' },
    el('span.m-label', {}, form.say('filesForOtherSide')), files.node, el('span.m-wrong', { 'data-wrong': 'attachments' }));
}

function reasonCode(form) {
  return field(form.say('reasonCode'), 'reasonCode', select(REASONS, form.answer.reasonCode, (code) => form.say(code),
    (value) => {
      form.answer.reasonCode = value;
      form.changed();
    }, { name: 'reasonCode' }));
}

function openQuestion(form) {
  const open = form.task.dossier.questions.find((question) => question.answer === null);
  return open ? el('blockquote.m-asked', {}, open.question) : null;
}

/**
 * An answer with a line for each visitor and each site that is decided on, what was answered before among them. What an
 * amendment leaves as it is permitted is not decided again.
 */
function prepareVerdicts(answer, content, settled) {
  const known = (list, key) => new Map((list || []).map((entry) => [entry[key], entry]));
  const visitors = known(answer.visitors, 'line');
  const sites = known(answer.sites, 'site');
  answer.visitors = content.visitors.filter(({ line }) => !settled.isPerson(line)).map(({ line }) => visitors.get(line) || { line });
  answer.sites = content.sites.filter(({ no }) => !settled.isSite(no))
    .map(({ no }) => sites.get(no) || { site: no, ...(settled.siteLimits[no] ? { limits: settled.siteLimits[no] } : {}) });
  answer.exceptions = (answer.exceptions || []).filter(({ line, site }) => !settled.isBarred(line, site)
    && !(settled.isPerson(line) && settled.isSite(site)));
}

const isRestricted = (answer, settled) => settled.isLimited || answer.visitors.some((entry) => entry.verdict === 'DENIED')
  || answer.sites.some((entry) => entry.verdict === 'DENIED' || entry.limits) || answer.exceptions.length > 0;

const approveOpen = (answer) => answer.visitors.concat(answer.sites).forEach((entry) => {
  entry.verdict = entry.verdict || 'APPROVED';
});

function approveAll(answer) {
  answer.visitors.concat(answer.sites).forEach((entry) => {
    entry.verdict = 'APPROVED';
    entry.reasonCode = null;
  });
  answer.exceptions = [];
}

/**
 * A verdict for each person and each site.
 *
 * @param {object} content the request, or the part of a group, that is decided
 * @param {object} answer holds the verdicts
 * @param {function} settle told when a verdict has changed
 * @param {function} limited told when a site was limited
 * @param {string} prefix of the places that findings name
 * @param {function} evidence what there is of a line's evidence
 */
function verdictMatrix(form, content, answer, { settle, limited, settled, prefix = '', evidence = () => null }) {
  const matrix = el('div');
  const ofSite = (no) => answer.sites.find((one) => one.site === no) || {};
  const verdict = (entry, label, key, changed = () => {}) => el('span.m-verdict', { role: 'group', 'aria-label': label },
    ['APPROVED', 'DENIED'].map((code) => el(`button.m-${code.toLowerCase()}`, {
      type: 'button', 'aria-pressed': String(entry.verdict === code), title: form.say(`verdict.${code}`), 'data-key': `${key}-${code}`,
      onclick: () => {
        changed(code);
        entry.verdict = code;
        entry.reasonCode = code === 'DENIED' ? entry.reasonCode || null : null;
        settle();
      }
    }, form.say(`verdict.${code}`))),
    entry.verdict === 'DENIED' ? select(REASONS, entry.reasonCode, (code) => form.say(code), (value) => {
      entry.reasonCode = value;
      form.changed();
    }, { 'aria-label': form.say('reasonCode') }) : null);
  /* Of a site that is refused nothing is limited; the permit's own limits come back with it. */
  const limitsWith = (entry) => (code) => {
    if (code === 'DENIED') {
      entry.limits = null;
    } else if (entry.verdict === 'DENIED') {
      entry.limits = settled.siteLimits[entry.site] || null;
    }
  };

  const siteRow = (site) => {
    const shown = [site.no, [el('strong', {}, site.name), ' ', changeMark(form, settled.ofSite(site.no)),
      site.address ? el('div.m-small', {}, site.address) : null, el('div.m-small', {}, form.say(site.kind))]];
    if (settled.isSite(site.no)) {
      return [...shown, settledMark(form), settled.siteLimits[site.no]];
    }
    const entry = ofSite(site.no);
    return [...shown, [verdict(entry, site.name, `site-${site.no}`, limitsWith(entry)),
      el('span.m-wrong', { 'data-wrong': `${prefix}sites/${site.no}` })],
    entry.verdict === 'DENIED' ? null : text(entry.limits, (value) => {
      // An empty text lifts a limit that nothing said would keep.
      entry.limits = value || (settled.siteLimits[site.no] ? '' : null);
      limited();
      form.changed();
    }, { length: 400, 'aria-label': `${form.say('limits')}: ${site.name}`, class: 'm-control' })];
  };

  const place = (visitor, isDenied) => (site) => {
    // Neither other days nor a new passport opens a place to whom it was closed.
    const isBarred = settled.isBarred(visitor.line, site.no);
    const isSettled = isBarred || settled.isPerson(visitor.line) && settled.isSite(site.no);
    const closed = isDenied || ofSite(site.no).verdict === 'DENIED';
    const barred = isBarred || answer.exceptions.some((one) => one.line === visitor.line && one.site === site.no);
    return el('td.m-center', {}, el('input', {
      type: 'checkbox', checked: !closed && !barred, disabled: closed || isSettled, 'data-key': `place-${visitor.line}-${site.no}`,
      title: isSettled ? form.say('amend.settled') : null, 'aria-label': `${visitor.surname} – ${site.name}`,
      onchange: (event) => {
        answer.exceptions = answer.exceptions.filter((one) => one.line !== visitor.line || one.site !== site.no);
        if (!event.target.checked) {
          answer.exceptions.push({ line: visitor.line, site: site.no });
        }
        settle();
      }
    }));
  };

  const person = (visitor) => {
    const isSettled = settled.isPerson(visitor.line);
    const entry = isSettled ? {} : answer.visitors.find((one) => one.line === visitor.line);
    return [visitor.line, visitor.grade, [name(visitor), ' ', changeMark(form, settled.ofPerson(visitor.line))], identity(form, visitor),
      [form.say(visitor.role), el('div.m-small', {}, form.say(visitor.clearance)),
        el('div.m-small', {}, evidence(visitor.line))],
      isSettled ? settledMark(form) : [verdict(entry, `${visitor.surname} ${visitor.forenames}`, `person-${visitor.line}`),
        el('span.m-wrong', { 'data-wrong': `${prefix}visitors/${visitor.line}` })],
      ...content.sites.map(place(visitor, entry.verdict === 'DENIED'))];
  };

  /* Who is to be decided on stands above who is approved already, each in the order of the roll. */
  const people = [...content.visitors].sort((one, other) => settled.isPerson(one.line) - settled.isPerson(other.line));
  const held = () => (matrix.contains(document.activeElement) ? document.activeElement.dataset.key : null);

  /** @param {string} [focused] key of what has the focus, where that is drawn anew as well */
  const draw = (focused = held()) => {
    const approved = settled.persons + answer.visitors.filter((entry) => entry.verdict === 'APPROVED').length;
    const kept = matrix.querySelector('.m-people');
    const scrolled = kept ? kept.parentElement.scrollLeft : 0;
    const forAll = (code, approve) => el('button.m-button', {
      type: 'button', 'data-key': code, onclick: () => { approve(answer); settle(); }
    }, form.say(code));
    fill(matrix,
      el('div.m-tools', {}, forAll('approveOpen', approveOpen), forAll('approveAll', approveAll), el('span.m-small', {},
        form.told('approvedOf', { approved, total: content.visitors.length }))),
      identitiesButton(form, content, () => draw()),
      el('h5', {}, form.say('sites')),
      table(['#', form.say('site'), form.say('verdict'), form.say('limits')], content.sites.map(siteRow), { caption: form.say('sites'), blocks: true }),
      el('h5', {}, `${form.say('roll')} (${content.visitors.length})`),
      table(['#', form.say('grade'), form.say('name'), form.say('document'), form.say('role'),
        form.say('verdict'), ...content.sites.map((site) => el('th.m-center', { scope: 'col', title: site.name },
          `${form.say('site')} ${site.no}`))], people.map(person),
      { caption: form.say('roll'), className: 'm-people', blocks: true }));
    matrix.querySelector('.m-people').parentElement.scrollLeft = scrolled;
    const again = focused && matrix.querySelector(`[data-key="${focused}"]`);
    if (again) {
      again.focus({ preventScroll: true });
    }
  };
  return { node: matrix, draw, held };
}

/** The persons and sites of the group's other parts that wait for the same decision, each part with its own verdicts. */
function otherParts(form) {
  const answer = form.answer;
  const waiting = form.task.dossier.otherParts || [];
  const kept = answer.parts || {};
  answer.parts = waiting.length ? Object.fromEntries(waiting.map((part) => [part.number, kept[part.number] || {}])) : null;
  const shown = waiting.map((part) => {
    const own = answer.parts[part.number];
    prepareVerdicts(own, part.document, NOTHING_SETTLED);
    const reason = el('div');
    const matrix = verdictMatrix(form, part.document, own, {
      settled: NOTHING_SETTLED, prefix: `parts/${part.number}/`, settle: () => { draw(); form.changed(); }, limited: () => drawReason()
    });
    const drawReason = () => {
      if (isRestricted(own, NOTHING_SETTLED) && !reason.firstChild) {
        fill(reason, field(form.say('reasonCode'), `parts/${part.number}/reasonCode`, select(REASONS, own.reasonCode,
          (code) => form.say(code), (value) => {
            own.reasonCode = value;
            form.changed();
          }, { name: `reasonCode-${part.number}` })));
      } else if (!isRestricted(own, NOTHING_SETTLED)) {
        own.reasonCode = null;
        fill(reason);
      }
    };
    const draw = () => {
      drawReason();
      matrix.draw();
    };
    draw();
    return { own, draw, node: el('div', { 'data-part': part.number }, section(
      form.told('partOfGroup', { part: part.part, number: part.number }), [reason, matrix.node],
      { note: part.document.visitors.length })) };
  });
  return {
    nodes: shown.map((part) => part.node),
    approveAll: () => shown.forEach((part) => {
      approveAll(part.own);
      part.own.sites.forEach((site) => { site.limits = null; });
      part.draw();
    })
  };
}

/** What the group's other parts are answered: the common part of this answer, with verdicts of their own. */
function answersOfParts(answer) {
  const { visitors, sites, exceptions, parts, reasonCode: reason, limits, attachments, ...common } = answer;
  return Object.fromEntries(Object.entries(parts || {}).map(([number, own]) => {
    const restricted = isRestricted(own, NOTHING_SETTLED);
    return [number, !common.action || !common.action.startsWith('APPROVED') ? { ...common, reasonCode: reason }
      : { ...common, action: restricted ? 'APPROVED_WITH_LIMITS' : 'APPROVED', ...own,
        reasonCode: restricted ? own.reasonCode || reason : null }];
  }));
}

/**
 * @param corrects whether the decision was taken and its author corrects it, beginning with what was decided
 * @param isOut whether its permit is out, all of which can be corrected then
 */
export function decision(form, corrects, isOut) {
  const content = form.task.dossier.document;
  const answer = form.answer;
  if (corrects && !answer.visitors) {
    const { visitors, sites, exceptions, limits, comment, reasonCode: code, staffNote } = structuredClone(form.task.dossier.decision);
    Object.assign(answer, { visitors, sites, exceptions, limits, comment, reasonCode: code, remark: staffNote });
  }
  const settled = settledOf(isOut ? null : form.task.dossier.amendment);
  prepareVerdicts(answer, content, settled);
  const others = corrects ? { nodes: [], approveAll: () => {} } : otherParts(form);
  const approvals = () => [settledHint(form, settled), corrects ? answerText(form, 'reason', 'correction.reason') : null,
    answer.action === 'APPROVED_WITH_LIMITS' ? [settled.isLimited ? el('p.m-small', { 'data-amend': 'limited' }, form.say('amend.limitsStay')) : null,
      reasonCode(form), answerText(form, 'limits', 'limits')] : null,
    answerText(form, 'comment', 'comment'), answerText(form, 'remark', 'remark'), duties(form), matrix.node, others.nodes];
  const refusal = () => [reasonCode(form), answerText(form, 'comment', 'comment'), answerText(form, 'remark', 'remark')];

  /* A restriction makes a plain approval one with limits, as the officer would have to say. */
  const isToBeLimited = () => answer.action === 'APPROVED' && isRestricted(answer, settled);
  const settle = () => {
    const focused = matrix.held();
    if (isToBeLimited()) {
      answer.action = 'APPROVED_WITH_LIMITS';
      rebuild();
    }
    matrix.draw(focused);
    form.changed();
  };
  const matrix = verdictMatrix(form, content, answer, {
    settle, settled, evidence: (line) => evidenceOf(form, line), limited: () => {
      if (answer.action === 'APPROVED') {
        settle();
      }
    }
  });
  const whole = el('div');
  const rebuild = () => {
    fill(whole, choices(form, corrects
      ? [isOut ? null : ['RELEASE'], ['APPROVED_WITH_LIMITS', approvals], ['APPROVED', approvals]].filter(Boolean)
      : [['APPROVED', approvals], ['APPROVED_WITH_LIMITS', approvals], ['QUESTION', () => [answerText(form, 'text', 'questionToSender'), answerFiles(form)]], ['RETURNED', refusal], ['DENIED', refusal],
      ['NOT_SPONSORED', refusal]], (code) => {
      const before = answer.limits;
      if (code === 'APPROVED') {
        // One click approves all; whoever is then taken out makes it an approval with limits.
        approveAll(answer);
        answer.limits = null;
        if (!settled.isAmendment) {
          answer.sites.forEach((site) => { site.limits = null; });
        }
        others.approveAll();
      }
      if (settled.limits && code !== 'RELEASE') {
        // What the permit is limited to stays; a refusal limits nothing.
        answer.limits = code.startsWith('APPROVED') ? before || settled.limits : null;
      }
      if (isToBeLimited()) {
        answer.action = 'APPROVED_WITH_LIMITS';
        const other = whole.querySelector('[name=mushterek-action][value=APPROVED_WITH_LIMITS]');
        other.checked = true;
        other.focus();
      }
      matrix.draw();
    }));
  };
  if (answer.action === 'APPROVED_WITH_LIMITS') {
    answer.limits = answer.limits || settled.limits;
  }
  matrix.draw();
  rebuild();
  return whole;
}

/* ---- what an officer reads ---- */

/** By which day's numbers the case is judged, and which newer ones do not touch it. */
export function keptNumbers(form) {
  const [day_, ...newer] = form.task.dossier.keepsParameters || [];
  return day_ ? [el('p.m-small', { 'data-numbers': 'kept' }, day_),
    newer.length ? el('ul.m-notes', { 'data-numbers': 'newer' }, newer.map((number) => el('li', {}, number))) : null] : null;
}

export function judgement(form, judged) {
  return [
    el(`p.m-verdict-line.${judged.passes ? 'm-good' : judged.needsOnlyWaivers ? 'm-quiet' : 'm-bad'}`, {},
      judged.passes ? `✓ ${form.say('rulesPass')}` : judged.needsOnlyWaivers ? `? ${form.say('rulesNeedWaiver')}`
        : `✗ ${form.told('rulesFail', { count: judged.findings.length })}`),
    form.findings(judged.findings),
    judged.waivable.length ? [el('h5', {}, form.say('waivable')), el('div.m-mild', {}, form.findings(judged.waivable))] : null,
    judged.warnings.length ? [el('h5', {}, form.say('warnings')), el('div.m-mild', {}, form.findings(judged.warnings))] : null,
    judged.gone && judged.gone.length ? [el('h5', {}, form.say('goneFindings')), form.findings(judged.gone)] : null,
    el('p.m-earliest', {}, `${form.say('earliestStart')}: `,
      el('strong', {}, day(judged.earliestStart) || judged.obstacle || '—'),
      judged.gone && judged.earliestStartByOwnDay !== judged.earliestStart
        ? ` (${form.told('insteadOf', { day: day(judged.earliestStartByOwnDay) || '—' })})` : null),
    judged.remarks.length ? el('ul.m-notes', {}, judged.remarks.map((remark) => el('li', {}, remark))) : null
  ];
}

function name(visitor) {
  return [el('strong', {}, `${visitor.surname} ${visitor.forenames}`.trim()),
    visitor.alias && visitor.alias !== visitor.surname ? el('span.m-chip.m-quiet', {}, visitor.alias) : null,
    visitor.surnameMrz ? el('div.m-small.m-mono', {}, `${visitor.surnameMrz}<<${visitor.forenamesMrz}`) : null];
}

function identity(form, visitor) {
  return [el('span.m-mono', {}, visitor.documentNumber), el('div.m-small', {},
    `${form.say(visitor.documentType)}, ${visitor.nationality}, ${form.say('until')} ${day(visitor.documentExpiry)}`)];
}

/** Lists are masked; who needs more asks for it, and that is on record. */
function identitiesButton(form, content, shown) {
  const among = form.task.dossier.identities;
  if (!among || content.visitors.length === 0 || content.visitors.some((visitor) => visitor.birthDate)) {
    return null;
  }
  const told = el('span.m-small', { 'aria-live': 'polite' }, form.say('identitiesOnRecord'));
  return el('div.m-tools', {}, el('button.m-button', {
    type: 'button', name: 'identities', onclick: async () => {
      const read = await call('GET', `/api/${among}/${encodeURIComponent(content.number)}/identities`);
      if (!read.fine) {
        fill(told, (read.body && read.body.detail) || form.say('lineDown'));
        return;
      }
      read.body.persons.forEach((person) => Object.assign(
        content.visitors.find((visitor) => visitor.line === person.line) || {}, person));
      shown();
    }
  }, content.visitors.some((visitor) => visitor.alias) ? form.say('showNames') : form.say('showIdentities')), told);
}

/** @param {function} [last] a cell more for each person, while the roll is written */
export function roll(form, last) {
  const content = form.task.dossier.document;
  const room = el('div');
  const draw = () => fill(room, identitiesButton(form, content, draw), rollTable(form, content, last));
  draw();
  return room;
}

function rollTable(form, content, last) {
  const settled = settledOf(form.task.dossier.amendment);
  return table(['#', form.say('grade'), form.say('name'), form.say('birthDate'), form.say('document'),
    form.say('clearance'), form.say('role'), form.say('evidence'), ...(last ? [form.say('roll.leaves')] : [])], content.visitors.map((visitor) => [
    visitor.line, visitor.grade, [name(visitor), ' ', changeMark(form, settled.ofPerson(visitor.line)), visitor.line === content.seniorLine ? el('span.m-chip.m-quiet', {}, form.say('seniorLine')) : null,
      visitor.line === content.deputyLine ? el('span.m-chip.m-quiet', {}, form.say('deputyLine')) : null],
    day(visitor.birthDate) || '—', identity(form, visitor), form.say(visitor.clearance), form.say(visitor.role), evidenceOf(form, visitor.line),
    ...(last ? [last(visitor)] : [])]),
  { caption: form.say('roll'), blocks: true });
}

function answeredDesks(dossier) {
  return `${dossier.desks.filter((desk) => desk.answeredAt).length}/${dossier.desks.length}`;
}

function desks(form) {
  const own = form.task.side === form.task.dossier.hostState;
  return table([form.say('desk'), form.say('opinion'), own ? form.say('remark') : null, own ? form.say('by') : null,
    form.say('answered')].filter(Boolean), form.task.dossier.desks.map((desk) => [form.say(`desk.${desk.desk}`),
    desk.opinion ? el(`span.m-chip.m-opinion-${desk.opinion.toLowerCase()}`, {}, form.say(desk.opinion))
      : form.say(desk.answeredAt ? 'answered' : 'open'),
    ...(own ? [desk.remark, desk.answeredBy] : []), moment(desk.answeredAt, form.task.zone)]),
  { caption: form.say('desks'), blocks: true });
}

function confirmedDuties(dossier) {
  return `${dossier.duties.filter((duty) => duty.confirmedAt).length}/${dossier.duties.length}`;
}

function dutiesRead(form) {
  return table([form.say('duty'), form.say('desk'), form.say('by'), form.say('confirmed')], form.task.dossier.duties
    .map((duty) => [[el('strong', {}, `${duty.rule} · ${duty.title}`), el('div.m-small', {}, duty.text)],
      form.say(`desk.${duty.holder}`), duty.confirmedBy, moment(duty.confirmedAt, form.task.zone)]),
  { caption: form.say('duties'), blocks: true });
}

/** A decision in words; persons and sites by their names in the case's document. */
export function decidedFacts(form, taken) {
  const { document: content } = form.task.dossier;
  const named = (line) => {
    const visitor = content.visitors.find((one) => one.line === line);
    return visitor ? `${line}. ${visitor.surname} ${visitor.forenames}` : String(line);
  };
  const site = (no) => (content.sites.find((one) => one.no === no) || {}).name || String(no);
  const denied = taken.visitors.filter((entry) => entry.verdict === 'DENIED');
  const entries = [
    ['outcome', form.say(`outcome.${taken.outcome}`)], ['reasonCode', taken.reasonCode && form.say(taken.reasonCode)],
    ['comment', taken.comment], ['limits', taken.limits], ['remark', taken.staffNote],
    ['deniedPersons', taken.outcome.startsWith('APPROVED') && denied.length ? el('ul', {}, denied.map((entry) =>
      el('li', {}, `${named(entry.line)}${entry.reasonCode ? `: ${form.say(entry.reasonCode)}` : ''}`))) : null],
    ['deniedSites', taken.outcome.startsWith('APPROVED') && taken.sites.some((entry) => entry.verdict === 'DENIED')
      ? el('ul', {}, taken.sites.filter((entry) => entry.verdict === 'DENIED')
        .map((entry) => el('li', {}, `${site(entry.site)}${entry.reasonCode ? `: ${form.say(entry.reasonCode)}` : ''}`))) : null],
    ['siteLimits', taken.sites.some((entry) => entry.limits) ? el('ul', {}, taken.sites.filter((entry) => entry.limits)
      .map((entry) => el('li', {}, `${site(entry.site)}: ${entry.limits}`))) : null],
    ['exceptions', taken.exceptions.length ? el('ul', {}, taken.exceptions
      .map((entry) => el('li', {}, `${named(entry.line)} – ${site(entry.site)}`))) : null],
    ['decidedAt', moment(taken.decidedAt, form.task.zone)]
  ];
  return el('dl.m-facts', {}, entries.filter(([, value]) => value)
    .map(([key, value]) => [el('dt', {}, form.say(key)), el('dd', {}, value)]));
}

function deadlines(form) {
  return table([form.say('step'), form.say('side'), form.say('due'), ''], form.task.dossier.deadlines
    .map((deadline) => [form.say(deadline.step), form.say(`side.${deadline.side}`),
      [deadline.dueText, deadline.moves.map((move) => el('div.m-small.m-moved', {}, move.text)),
        deadline.remarks.map((remark) => el('div.m-small', {}, remark))],
      [deadline.paused ? el('span.m-chip.m-quiet', {}, form.say('paused')) : null,
        deadline.escalated ? el('span.m-chip.m-late', {}, form.say('escalated')) : null]]),
  { caption: form.say('deadlines'), blocks: true });
}

function permit(form) {
  const issued = form.task.dossier.permit;
  const { amendment } = form.task.dossier;
  // Who finds a mistake in it looks here for how that is mended.
  const isOfHost = form.task.side === form.task.dossier.hostState && issued.state === 'HANDED_OVER';
  return [isOfHost ? el('p.m-small', {}, form.say('permit.final')) : null, el('dl.m-facts', {}, [['permitNumber', [issued.number, amendment
    ? el('div.m-small', {}, form.told('amend.inPlaceOf', { permit: amendment.permit })) : null]], ['permitRevision', issued.revision], ['state', form.say(`permit.${issued.state}`)],
    ['dates', fromTo(issued.validFrom, issued.validTo)], ['checkCode', el('span.m-mono', {}, issued.checkCode)], ['permit.closedAt', moment(issued.closedAt, form.task.zone)],
    ['permit.closingReason', issued.closingReason]].filter(([, value]) => value)
    .map(([key, value]) => [el('dt', {}, form.say(key)), el('dd', {}, value)]),
  issued.paperReadable ? [el('dt', {}, form.say('paper')), el('dd', {}, el('a', {
    href: `/api/permits/${encodeURIComponent(issued.number)}/paper`, target: '_blank', rel: 'noopener'
  }, 'PDF'))] : null)];
}

/** The papers that the officer reads, loaded beside the dossier. */
function papers(form) {
  const place = el('div', { 'aria-live': 'polite' });
  const load = async () => {
    const answer = await call('GET', `/api/visit-requests/${encodeURIComponent(form.task.dossier.number)}/papers`);
    if (!answer.fine) {
      fill(place, el('p.m-small', {}, (answer.body && answer.body.detail) || form.say('lineDown')));
      return;
    }
    fill(place, answer.body.length ? table([form.say('paper'), form.say('state'), ''],
      answer.body.map((paper) => [
        [el('a', { href: paper.address, target: '_blank', rel: 'noopener' }, form.say(`paper.${paper.kind}`)),
          paper.kind === 'CUSTOMS_DECLARATION' || paper.kind === 'DECISION_LETTER' ? ` ${paper.part}` : null,
          paper.number ? el('div.m-small.m-mono', {}, paper.number) : null],
        [form.say(`paperState.${paper.state}`), paper.replacedBy
          ? el('div.m-small', {}, `${form.say('replacedBy')} ${paper.replacedBy}`) : null, paper.replaces
          ? el('div.m-small', {}, `${form.say('replaces')} ${paper.replaces}`) : null],
        el('a', { href: paper.address, target: '_blank', rel: 'noopener' }, 'PDF')]), { caption: form.say('papers'), blocks: true })
      : el('p.m-small', {}, form.say('noPapers')));
  };
  load();
  return place;
}

function story(form) {
  const detail = (entry) => {
    if (!entry.detail) {
      return null;
    }
    if (entry.event.startsWith('message')) {
      return el('button.m-link', { type: 'button', onclick: () => showMessage(entry.detail) }, form.say('showMessage'));
    }
    if (entry.event.startsWith('attachment')) {
      const kind = entry.detail.split(':')[0];
      return form.task.texts[`ui.evidence.${kind}`] || kind;
    }
    const said = entry.detail.split(/[:,]/).map((code) => form.task.texts[`ui.desk.${code}`]
      || form.task.texts[`ui.outcome.${code}`] || form.task.texts[`ui.${code}`] || code);
    return said.join(entry.detail.includes(':') ? ': ' : ', ');
  };
  return happened(form, form.task.dossier.story.map((entry) => [
    moment(entry.happenedAt, form.task.zone), who(form, entry), form.say(`story.${entry.event}`), detail(entry)]));
}
