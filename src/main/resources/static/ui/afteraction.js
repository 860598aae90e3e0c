/* The tasks after an exercise: observations and their acceptance, hot wash, reports, settling, corrective actions. */
import { choices, facts, happened, who } from './answer.js';
import { add, call, day, dayField, el, field, fill, fromTo, moment, section, select, table, text, upload } from './form.js';

const TAGS = ['DOCTRINE', 'ORGANISATION', 'TRAINING', 'MATERIEL', 'LEADERSHIP', 'PERSONNEL', 'FACILITIES', 'POLICY', 'INTEROPERABILITY'];
const RELEASES = ['OWN_SIDE', 'BOTH'];
export const MARKINGS = ['UNCLASSIFIED', 'RESTRICTED', 'CONFIDENTIAL', 'SECRET', 'TOP_SECRET'];
const RATINGS = ['P', 'S', 'M', 'U'];
const SETTLED = ['ACTION', 'NOTE', 'BEST_PRACTICE'];
const BODIES = ['PLANNER', 'SECURITY', 'AUTHORITY', 'REGISTRY', 'MEDICAL', 'BORDER', 'AIR', 'RANGE', 'COMMANDER', 'LEGAL', 'LESSONS'];
const TEXTS = ['observation', 'discussion', 'conclusion', 'recommendation'];
const SIGNING = { userTask_signFirstReport: 'FIRST', userTask_signFinalReport: 'FINAL' };
const LINES = [0, 1, 2];

export function heading(form) {
  const dossier = form.task.dossier;
  return [el('strong.m-number', {}, dossier.number), el('span.m-sides', {}, dossier.parties.map((side) => form.say(`side.${side}`)).join(' · ')),
    el('span.m-chip', {}, form.say(`afteraction.state.${dossier.state}`)), form.task.dueText
      ? el('span.m-due', { title: form.task.dueText }, `${form.say('due')}: ${form.task.dueText}`) : null];
}

export function answerPart(form) {
  return {
    userTask_decideObservation: deciding, userTask_recordHotWash: hotWash, userTask_recordObservations: recording,
    userTask_prepareFirstReport: preparing, userTask_signFirstReport: signing, userTask_recordMeeting: meeting,
    userTask_settleRecommendations: settling, userTask_prepareFinalReport: preparing, userTask_signFinalReport: signing,
    userTask_implementAction: implementing, userTask_validateAction: validating
  }[form.task.step](form);
}

export function dossierPart(form) {
  const dossier = form.task.dossier;
  return [section(form.say('afteraction.exercise'), facts(form, [['afteraction.exercise', `${dossier.exercise} · ${dossier.title}`],
    ['afteraction.conducted', dossier.startexOn ? fromTo(dossier.startexOn, dossier.endexOn) : null],
    ['afteraction.objectives', dossier.objectives.map((objective) => el('div', {}, `${objective.code} ${objective.title}`))]])),
  dossier.action ? section(form.say('afteraction.action'), actionFacts(form, dossier.action)) : null,
  dossier.observation ? section(`${dossier.observation.number} · ${dossier.observation.content.title}`,
    [observationFacts(form, dossier.observation.content, dossier.observation), filesPart(form, dossier.observation.number, form.task.zone)]) : null,
  dossier.report ? reportPart(form, dossier) : null,
  section(form.say('story'), happened(form, dossier.story.map((event) => [
    moment(event.happenedAt, form.task.zone), who(form, event), form.say(`afteraction.story.${event.event}`),
    [event.day ? day(event.day) : null, event.reason ? ` ${event.reason}` : null]])))];
}

function change(form, holder, name, after) {
  return (value) => {
    holder[name] = value;
    form.changed();
    if (after) {
      after();
    }
  };
}

function asked(form, codes, details) {
  return choices(form, codes, details, 'afteraction.do.');
}

function words(form, holder, name, place, options) {
  return field(form.say(`afteraction.${name}`), place || name, text(holder[name], change(form, holder, name), { long: true, name: place || name }),
    { wide: true, ...options });
}

function line(form, holder, name, place) {
  return field(form.say(`afteraction.${name}`), place || name, text(holder[name], change(form, holder, name), { name: place || name }));
}

function date(form, holder, name, place) {
  return field(form.say(`afteraction.${name}`), place || name, dayField(holder[name], change(form, holder, name), form.say('dayWrong'), place || name));
}

function only(form, action) {
  if (form.answer.action !== action) {
    form.answer.action = action;
    form.changed();
  }
}

/* --- What an officer observed. --- */

function deciding(form) {
  if (!form.answer.release) {
    form.answer.release = form.task.dossier.observation.release;
  }
  return asked(form, ['ACCEPT', 'REJECT'], {
    ACCEPT: () => field(form.say('afteraction.release'), 'release', select(RELEASES, form.answer.release,
      (code) => form.say(`afteraction.release.${code}`), change(form, form.answer, 'release'), { name: 'release' }),
    { hint: form.say('afteraction.releaseHint') }),
    REJECT: () => words(form, form.answer, 'reason')
  });
}

function recording(form) {
  only(form, 'RECORD');
  form.answer.observations = form.answer.observations || [];
  const list = el('div');
  const show = () => fill(list, form.answer.observations.map((content, at) => section(`${at + 1}. ${content.title || ''}`,
    [observationFields(form, content, `observations/${at + 1}/`), el('button.m-button', {
      type: 'button',
      onclick: () => {
        form.answer.observations.splice(at, 1);
        show();
        form.changed();
      }
    }, form.say('afteraction.leaveOut'))])));
  show();
  return [list, el('button.m-button.m-add', {
    type: 'button', 'data-do': 'add-observation',
    onclick: () => {
      form.answer.observations.push({ release: 'OWN_SIDE', tags: [], observedOn: form.task.dossier.endexOn });
      show();
      form.changed();
    }
  }, form.say('afteraction.addObservation')), el('span.m-wrong', { 'data-wrong': 'observations' })];
}

/** What an officer writes; who may read it is not asked of a text that is for every party anyway. */
export function observationFields(form, content, prefix, { isJoint = false } = {}) {
  const objectives = form.task.dossier.objectives;
  return el('div.m-grid', {}, line(form, content, 'title', `${prefix}title`), date(form, content, 'observedOn', `${prefix}observedOn`),
    objectives.length ? field(form.say('afteraction.objective'), `${prefix}objective`, select(objectives.map((objective) => [objective.code,
      `${objective.code} ${objective.title}`]), content.objective, (code) => code, change(form, content, 'objective'), { name: `${prefix}objective` })) : null,
    isJoint ? null : field(form.say('afteraction.release'), `${prefix}release`, select(RELEASES, content.release,
      (code) => form.say(`afteraction.release.${code}`), change(form, content, 'release'), { name: `${prefix}release` })),
    field(form.say('afteraction.classification'), `${prefix}classification`, select(MARKINGS, content.classification || 'UNCLASSIFIED',
      (code) => form.say(code), change(form, content, 'classification'), { name: `${prefix}classification` })),
    TEXTS.map((name) => words(form, content, name, `${prefix}${name}`)),
    el('fieldset.m-ticks.m-wide', { 'data-place': `${prefix}tags` }, el('legend.m-label', {}, form.say('afteraction.tags')),
      TAGS.map((tag) => el('label', {}, el('input', {
        type: 'checkbox', name: `${prefix}tag-${tag}`, checked: (content.tags || []).includes(tag),
        onchange: (event) => {
          content.tags = (content.tags || []).filter((other) => other !== tag);
          if (event.target.checked) {
            content.tags.push(tag);
          }
          form.changed();
        }
      }), ` ${form.say(`afteraction.tag.${tag}`)}`)), el('span.m-wrong', { 'data-wrong': `${prefix}tags` })));
}

export function observationFacts(form, content, observation) {
  return facts(form, [['afteraction.owner', observation.owner && form.say(`side.${observation.owner}`)],
    ['afteraction.observedOn', day(content.observedOn)], ['afteraction.objective', content.objective],
    ['afteraction.tags', (content.tags || []).map((tag) => form.say(`afteraction.tag.${tag}`)).join(', ')],
    ['afteraction.release', observation.release && form.say(`afteraction.release.${observation.release}`)],
    ['afteraction.classification', content.classification && form.say(content.classification)],
    ...TEXTS.map((name) => [`afteraction.${name}`, content[name]]),
    ['afteraction.originals', observation.originals && observation.originals.map((original) => `${original.observation || ''} (${form.say(`side.${original.owner}`)})`.trim()).join(', ')],
    ['afteraction.settled', observation.settlement && [form.say(`afteraction.settled.${observation.settlement.kind}`),
      observation.settlement.reason ? `: ${observation.settlement.reason}` : null]],
    ['afteraction.ordered', observation.actions && observation.actions.map((order) => el('div', {}, [order.number, order.title, order.organisation,
      day(order.dueOn)].filter(Boolean).join(' · ')))]]);
}

/** The files of an observation, asked for by themselves: whoever may read it may open them, and some may add more. */
export function filesPart(reader, number, zone) {
  const address = `/api/observations/${encodeURIComponent(number)}/attachments`;
  const list = el('div', { 'aria-live': 'polite' });
  const told = el('div', { 'aria-live': 'assertive' });
  const refused = (answer) => {
    const problem = answer.body || {};
    const findings = (problem.findings || []).map((finding) => [finding.wrong, finding.cure].filter(Boolean).join(' '));
    fill(told, el('p.m-alert', { role: 'alert' }, findings.length ? findings.join(' ') : problem.detail || reader.say('lineDown')));
  };
  const show = async () => {
    const answer = await call('GET', address);
    if (!answer.fine) {
      refused(answer);
      return;
    }
    const { items, mayChange } = answer.body;
    fill(list, items.length ? table([reader.say('fileName'), reader.say('fileSize'), reader.say('when'), ''], items.map((file) => [
      el('a', { href: `${address}/${encodeURIComponent(file.id)}`, download: '' }, el('bdi', {}, file.name)), `${Math.ceil(file.size / 1024)} KiB`,
      [moment(file.addedAt, zone), file.scan === 'CLEAN' ? null : el('div.m-small', {}, reader.say(`scan.${file.scan}`))],
      mayChange ? el('button.m-link', {
        type: 'button', 'aria-label': `${reader.say('removeFile')}: ${file.name}`, onclick: async () => {
          const removed = await call('DELETE', `${address}/${encodeURIComponent(file.id)}`);
          fill(told);
          if (removed.fine) {
            show();
          } else {
            refused(removed);
          }
        }
      }, reader.say('removeFile')) : null]), { caption: reader.say('attachments') }) : el('p.m-small', {}, reader.say('noAttachments')),
    mayChange ? el('label.m-button.m-pick', {}, reader.say('addFiles'), picker()) : null);
  };
  const picker = () => el('input', {
    type: 'file', multiple: true, accept: '.pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png', name: 'files',
    'aria-label': reader.say('addFiles'), onchange: async (event) => {
      const files = [...event.target.files];
      fill(told);
      for (const file of files) {
        const kept = await upload(address, file, {}, () => {});
        if (!kept.fine) {
          refused(kept);
        }
      }
      show();
    }
  });
  show();
  return el('div', {}, list, told);
}

/* --- Hot wash, meeting, reports. --- */

function hotWash(form) {
  only(form, 'RECORD');
  const said = form.answer.hotWash || { wentWell: [], wentBadly: [], ratings: {} };
  form.answer.hotWash = said;
  const lines = (name) => el('fieldset.m-field.m-wide', { 'data-place': name }, el('legend.m-label', {}, form.say(`afteraction.${name}`)),
    LINES.map((at) => text(said[name][at], (value) => {
      said[name][at] = value || '';
      form.changed();
    }, { name: `${name}-${at + 1}`, length: 500, 'aria-label': `${form.say(`afteraction.${name}`)} ${at + 1}`, class: 'm-control' })),
    el('span.m-wrong', { 'data-wrong': name }));
  return [el('p.m-small', {}, form.say('afteraction.forAll')), el('div.m-grid', {},
    field(form.say('afteraction.attendance'), 'attendance', text(said.attendance ? String(said.attendance) : '', (value) => {
      said.attendance = value && /^\d{1,5}$/.test(value) ? Number(value) : null;
      form.changed();
    }, { name: 'attendance', length: 5, inputmode: 'numeric' })), lines('wentWell'), lines('wentBadly'),
    form.task.dossier.objectives.map((objective) => field(`${objective.code} ${objective.title}`, `ratings/${objective.code}`,
      select(RATINGS, said.ratings[objective.code], (code) => form.say(`afteraction.rating.${code}`),
        change(form, said.ratings, objective.code), { name: `rating-${objective.code}` }))))];
}

function preparing(form) {
  only(form, 'SUBMIT');
  if (!form.answer.summary) {
    form.answer.summary = form.task.dossier.suggestedSummary;
    form.changed();
  }
  return [words(form, form.answer, 'summary', null, { hint: form.say('afteraction.summaryHint') }), papers(form, form.task.dossier.stage)];
}

function signing(form) {
  return [papers(form, SIGNING[form.task.step]), asked(form, ['SIGN', 'RETURN'], { RETURN: () => words(form, form.answer, 'reason') })];
}

function meeting(form) {
  only(form, 'RECORD');
  return el('div.m-grid', {}, date(form, form.answer, 'meetingOn'), words(form, form.answer, 'minutes'));
}

function papers(form, stage) {
  const link = (edition) => el('a', {
    href: `/api/after-action-reports/${encodeURIComponent(form.task.dossier.number)}/paper?stage=${stage}&edition=${edition}`, target: '_blank', rel: 'noopener'
  }, form.say(`afteraction.paper.${edition}`));
  return el('p', {}, link('JOINT'), ' · ', link('OWN'), ' · ', el('a', {
    href: `/api/exercises/${encodeURIComponent(form.task.dossier.exercise)}/observations.xlsx`
  }, form.say('afteraction.workbook')));
}

function reportPart(form, dossier) {
  const report = dossier.report;
  const parties = Object.keys(report.hotWash);
  return [report.summary ? section(form.say('afteraction.summary'), facts(form, [['afteraction.summary', report.summary]])) : null,
    parties.length ? section(form.say('afteraction.hotWash'), [table([form.say('afteraction.party'), form.say('afteraction.attendance'),
      form.say('afteraction.wentWell'), form.say('afteraction.wentBadly')], parties.map((party) => [form.say(`side.${party}`),
      String(report.hotWash[party].attendance), list(report.hotWash[party].wentWell), list(report.hotWash[party].wentBadly)]),
    { caption: form.say('afteraction.hotWash') }), report.objectives.length ? table([form.say('afteraction.objective'),
      ...parties.map((party) => form.say(`side.${party}`))], report.objectives.map((objective) => [`${objective.code} ${objective.title}`,
      ...parties.map((party) => rated(form, report.hotWash[party].ratings[objective.code]))]), { caption: form.say('afteraction.objectives') }) : null]) : null,
    report.visits.length ? section(form.say('afteraction.visits'), table([form.say('afteraction.number'), form.say('side'), form.say('afteraction.persons'),
      form.say('afteraction.leadDays'), form.say('outcome')], report.visits.map((visit) => [visit.number, form.say(`side.${visit.sendingState}`),
      String(visit.persons), String(visit.leadDays), visit.outcome ? form.say(`outcome.${visit.outcome}`) : '—']),
    { caption: form.say('afteraction.visits') })) : null,
    report.drills.length ? section(form.say('afteraction.drills'), table([form.say('drill.code'), form.say('drill.name'), form.say('drill.conduct'),
      form.say('afteraction.strength'), form.say('drill.rounds')], report.drills.map((drill) => [drill.drill, drill.name,
      form.say(`drill.conduct.${drill.state}`), drill.persons ? `${drill.strength ?? '—'} / ${drill.persons}` : drill.strength, drill.rounds]), { caption: form.say('afteraction.drills') })) : null,
    report.meetingOn ? section(form.say('afteraction.meeting'), facts(form, [['afteraction.meetingOn', day(report.meetingOn)],
      ['afteraction.minutes', report.meetingMinutes]])) : null,
    items(form, 'afteraction.jointItems', report.observations), items(form, 'afteraction.nationalItems', report.national)];
}

function items(form, title, found) {
  return found.length === 0 ? null : section(`${form.say(title)} (${found.length})`, found.map((item) => section(`${item.number} · ${item.title}`,
    observationFacts(form, item, item), { open: false })));
}

function rated(form, rating) {
  return rating ? form.say(`afteraction.rating.${rating}`) : '';
}

function list(lines) {
  return (lines || []).map((said) => el('div', {}, said));
}

/* --- What becomes of it. --- */

function settling(form) {
  only(form, 'SETTLE');
  form.answer.settlements = form.answer.settlements || {};
  const open = form.task.dossier.toSettle;
  return open.length === 0 ? el('p', {}, form.say('afteraction.nothingToSettle')) : open.map((observation) => {
    const place = `settlements/${observation.number}/`;
    const title = `${observation.number} · ${observation.content.title}`;
    if (observation.state === 'SUBMITTED') {
      return section(title, [el('p.m-alert', {}, form.say('afteraction.decideFirst')), el('span.m-wrong', { 'data-wrong': `${place}kind` })]);
    }
    const settling_ = form.answer.settlements[observation.number] || {};
    const details = el('div');
    const show = () => fill(details, settling_.kind === 'ACTION' ? settlingOrder(form, settling_, place)
      : settling_.kind ? field(form.say('afteraction.reason'), `${place}reason`,
        text(settling_.reason, change(form, settling_, 'reason'), { long: true, name: `${place}reason` }), { wide: true }) : null);
    show();
    return section(title, [facts(form, TEXTS.map((name) => [`afteraction.${name}`, observation.content[name]])),
      field(form.say('afteraction.settled'), `${place}kind`, select(SETTLED, settling_.kind, (code) => form.say(`afteraction.settled.${code}`), (code) => {
        settling_.kind = code;
        if (code) {
          form.answer.settlements[observation.number] = settling_;
        } else {
          delete form.answer.settlements[observation.number];
        }
        form.changed();
        show();
      }, { name: `${place}kind` })), details]);
  });
}

function settlingOrder(form, settling_, place) {
  const order = settling_.action || {};
  settling_.action = order;
  return [orderFields(form, order, place, ['title', 'organisation', 'body', 'person', 'dueOn', 'task', 'resources']),
    el('span.m-wrong', { 'data-wrong': `${place}action` })];
}

/** What an action needs to be one: those of its fields that are asked for here. */
export function orderFields(form, order, place, names) {
  const fields = {
    title: () => line(form, order, 'title', `${place}title`), organisation: () => line(form, order, 'organisation', `${place}organisation`),
    body: () => field(form.say('afteraction.body'), `${place}body`, select(BODIES, order.body, (code) => form.say(`role.${code}`),
      change(form, order, 'body'), { name: `${place}body` })),
    person: () => line(form, order, 'person', `${place}person`), dueOn: () => date(form, order, 'dueOn', `${place}dueOn`),
    task: () => words(form, order, 'task', `${place}task`), resources: () => words(form, order, 'resources', `${place}resources`)
  };
  return el('div.m-grid', {}, names.map((name) => fields[name]()));
}

function implementing(form) {
  only(form, 'DONE');
  return el('div.m-grid', {}, words(form, form.answer, 'done'), line(form, form.answer, 'reference'));
}

function validating(form) {
  const finding = () => field(form.say('afteraction.finding'), 'reason', text(form.answer.reason, change(form, form.answer, 'reason'),
    { long: true, name: 'reason' }), { wide: true });
  return asked(form, ['VALIDATE', 'RETURN'], { VALIDATE: finding, RETURN: finding });
}

function actionFacts(form, action) {
  const order = action.order;
  return add(el('div'), [facts(form, [['afteraction.title', order.title], ['afteraction.task', order.task], ['afteraction.organisation', order.organisation],
    ['afteraction.body', order.body && form.say(`role.${order.body}`)], ['afteraction.person', order.person],
    ['afteraction.dueOn', day(order.dueOn)], ['afteraction.resources', order.resources]]),
  action.rounds.length ? table(['', form.say('afteraction.done'), form.say('afteraction.reference'), form.say('afteraction.finding')],
    action.rounds.map((round) => [String(round.no), `${round.done} (${round.doneBy})`, round.reference, round.finding
      ? [form.say(round.validated ? 'afteraction.do.VALIDATE' : 'afteraction.do.RETURN'), `: ${round.finding}`] : '—']),
    { caption: form.say('afteraction.evidence') }) : null]);
}
