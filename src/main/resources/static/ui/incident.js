/* The tasks of an incident: the record that is the notice, its receipt, what is intended on a death, the report, and the end. */
import { choices, facts, happened, who } from './answer.js';
import { call, day, dayField, el, field, fill, findingList, minute, moment, momentField, section, select, text } from './form.js';

const KINDS = ['INJURY', 'DEATH', 'ARREST'];
const PROCEDURES = ['AUTOPSY', 'OTHER', 'NONE'];
const MANY = 12;

export function heading(form) {
  const { number, parties, state } = form.task.dossier;
  return [el('strong.m-number', {}, number), el('span.m-sides', {}, parties.map((side) => form.say(`side.${side}`)).join(' · ')),
    el('span.m-chip', {}, form.say(`incident.state.${state}`)), form.task.dueText
      ? el('span.m-due', { title: form.task.dueText }, `${form.say('due')}: ${form.task.dueText}`) : null];
}

export function answerPart(form) {
  return {
    userTask_recordIncident: recording, userTask_acknowledgeNotice: acknowledging, userTask_giveWrittenNotice: writing,
    userTask_proposeProcedure: proposing, userTask_answerProposal: answering, userTask_recordProcedure: doing,
    userTask_handOverReport: handingOver, userTask_confirmReport: receiving, userTask_closeIncident: closing
  }[form.task.step](form);
}

export function dossierPart(form) {
  const { incident, story, warnings, zone } = form.task.dossier;
  return [warnings.length ? el('div.m-alert.m-returned', {}, findingList(warnings, (where) => form.say(`incident.${where}`),
    (key, values) => form.told(key, values))) : null,
    incident.content ? section(form.say('incident.firstNotice'), incidentFacts(form, incident, zone)) : null,
    section(form.say('story'), storyOf(form, story, zone, form.task.zone))];
}

/** What was written of an incident first, with those to whom it happened. */
export function incidentFacts(reader, incident, zone) {
  const { content } = incident;
  const at = (local) => hostTime(reader, local, zone);
  return facts(reader, [['incident.kind', reader.say(`incident.kind.${incident.kind}`)], ['incident.exercise', incident.exercise],
    ['incident.happenedAt', at(content.happenedAt)], ['incident.hostLearnedAt', at(content.learnedAt)], ['incident.place', content.place],
    ['incident.persons', (content.persons || []).map((person) => el('div', {}, nameOf(reader, person)))], ['incident.account', content.account],
    ['incident.firstSteps', content.firstSteps], ['incident.authority', content.authority], ['incident.toldAt', at(content.toldAt)],
    ['incident.toldTo', content.toldTo]]);
}

/** Every step, with what was written in it. */
export function storyOf(reader, story, hostZone, zone) {
  return happened(reader, story.map((event) => [moment(event.happenedAt, zone), who(reader, event),
    reader.say(`incident.story.${event.event}`), event.words ? wordsOf(reader, event, hostZone) : null]));
}

function nameOf(reader, person) {
  return `${person.grade || ''} ${person.name || reader.say('incident.erased')} · ${person.visit}, ${reader.told('incident.line', { line: person.line })}`.trim();
}

/** A time by the host's clock, which names the host's city. */
function hostTime(reader, local, zone) {
  return local ? `${minute(local)} (${reader.say(`zone.${zone}`)})` : null;
}

/* What the words of a step are called; those of others are a text, a place, a day and a number. */
const CALLED = {
  toldBefore: { text: 'toldTo', at: 'toldAt' }, writtenNoticeGiven: { text: 'notice' },
  procedureProposed: { text: 'why', at: 'begins' }, procedureAgreed: { text: 'conditions' }, procedureObjected: { text: 'reason' },
  procedureDone: { text: 'found', at: 'began' }, procedureNotDone: { text: 'reason' },
  reportHandedOver: { text: 'remark', reference: 'reportNumber', day: 'reportDay' }, reportReceived: { text: 'remark' },
  reportMissing: { text: 'missingPart' }, noticeAcknowledged: { text: 'remark' },
  closed: { text: 'outcome', place: 'handedOverAt', day: 'handedOverOn' }, withdrawn: { text: 'reason' }
};

function wordsOf(reader, { event, words }, zone) {
  const called = (name, otherwise) => `incident.${(CALLED[event] || {})[name] || otherwise}`;
  const yes = (value) => value === true ? reader.say('incident.yes') : value === false ? reader.say('incident.no') : null;
  const named = words.representative;
  return facts(reader, [['incident.procedure', words.procedure ? reader.say(`incident.procedure.${words.procedure}`) : null],
    [called('at', 'at'), hostTime(reader, words.at, zone)], [called('place', 'where'), words.place],
    [called('reference', 'reference'), words.reference], [called('day', 'day'), day(words.day)], [called('text', 'text'), words.text], ['incident.representative', named ? [[named.grade, named.name].filter(Boolean).join(' '), ', ',
      reader.say(named.physician ? 'incident.physician.yes' : 'incident.physician.no')] : null],
    ['incident.attended', yes(words.attended)], ['incident.absence', words.absence], ['incident.removed', yes(words.removed)]]);
}

function into(form, holder, name, after) {
  return (value) => {
    holder[name] = value;
    form.changed();
    if (after) {
      after();
    }
  };
}

function words(form) {
  form.answer.words = form.answer.words || {};
  return form.answer.words;
}

function long(form, holder, label, name, place = name) {
  return field(form.say(label), place, text(holder[name], into(form, holder, name), { long: true, name: place }), { wide: true });
}

function short(form, holder, label, name, place = name, hint = null) {
  return field(form.say(label), place, text(holder[name], into(form, holder, name), { name: place }), { hint: hint && form.say(hint) });
}

function at(form, holder, label, name, hint = null) {
  return field(form.say(label), name, momentField(holder[name], into(form, holder, name), form.say('timeWrong'), { name }), { hint: hint && form.say(hint) });
}

function onDay(form, holder, label) {
  return field(form.say(label), 'day', dayField(holder.day, into(form, holder, 'day'), form.say('dayWrong'), 'day'));
}

/** What is most often answered is proposed; whoever only looks at the task proposes nothing. */
function asked(form, codes, details, proposed = codes.length === 1 ? codes[0] : null) {
  if (proposed && !form.answer.action && form.task.mine) {
    form.answer.action = proposed;
    form.changed();
  }
  return choices(form, codes, details, 'incident.do.', 'incident.hint.');
}

function yesOrNo(form, holder, label, name, place, after) {
  return field(form.say(label), place || name, select(['true', 'false'], holder[name], (code) => form.say(code === 'true' ? 'incident.yes' : 'incident.no'),
    (code) => into(form, holder, name, after)(code === null ? null : code === 'true'), { name: place || name }));
}

function recording(form) {
  const written = form.answer.incident || {};
  form.answer.incident = written;
  const zone = form.say(`zone.${form.task.dossier.zone}`);
  return asked(form, ['RECORD', 'DISCARD'], {
    RECORD: () => {
      const guests = el('div.m-wide');
      const authority = el('div.m-wide');
      const drawAuthority = () => fill(authority, written.kind === 'ARREST' ? short(form, written, 'incident.authority', 'authority') : null);
      const drawGuests = () => choosePersons(form, written, guests);
      drawAuthority();
      drawGuests();
      return [el('p.m-small.m-wide', {}, `${form.say('incident.hostClock')} (${zone})`),
        field(form.say('incident.kind'), 'kind', select(KINDS, written.kind, (code) => form.say(`incident.kind.${code}`),
          into(form, written, 'kind', drawAuthority), { name: 'kind' })),
        field(form.say('incident.exercise'), 'exercise', select(form.task.dossier.exercises.map((one) => [one.code, `${one.code} · ${one.title}`]),
          written.exercise, (code) => code, (code) => {
            written.persons = null;
            into(form, written, 'exercise', drawGuests)(code);
          }, { name: 'exercise' })), guests, authority,
        at(form, written, 'incident.happenedAt', 'happenedAt'), at(form, written, 'incident.learnedAt', 'learnedAt', 'incident.learnedAt.hint'),
        short(form, written, 'incident.place', 'place'), long(form, written, 'incident.account', 'account'),
        long(form, written, 'incident.firstSteps', 'firstSteps'), at(form, written, 'incident.toldAt', 'toldAt', 'incident.toldAt.hint'),
        short(form, written, 'incident.toldTo', 'toldTo')];
    },
    DISCARD: () => null
  }, 'RECORD');
}

/** The guests of the exercise, to be ticked; of many, those whose line holds what is looked for. */
async function choosePersons(form, written, room) {
  if (!written.exercise) {
    fill(room, field(form.say('incident.persons'), 'persons', el('span.m-small', {}, form.say('incident.chooseExercise'))));
    return;
  }
  const asked = written.exercise;
  fill(room, el('p.m-small', { role: 'status' }, form.say('loading')));
  const answer = await call('GET', `/api/exercises/${encodeURIComponent(asked)}/guests`);
  if (asked !== written.exercise) {
    return;
  }
  if (!answer.fine) {
    fill(room, el('p.m-alert', { role: 'alert' }, (answer.body && answer.body.detail) || form.say('lineDown'), ' ', el('button.m-button', {
      type: 'button', onclick: () => choosePersons(form, written, room)
    }, form.say('day.tryAgain'))));
    return;
  }
  const key = (person) => `${person.visit}/${person.line}`;
  const chosen = new Set((written.persons || []).map(key));
  const box = (guest) => el('label', { 'data-guest': key(guest) }, el('input', {
    type: 'checkbox', value: key(guest), checked: chosen.has(key(guest)), onchange: (event) => {
      if (event.target.checked) {
        chosen.add(key(guest));
      } else {
        chosen.delete(key(guest));
      }
      into(form, written, 'persons')(answer.body.filter((one) => chosen.has(key(one))).map(({ visit, line }) => ({ visit, line })));
    }
  }), ` ${nameOf(form, guest)}`);
  const boxes = answer.body.map(box);
  const looked = answer.body.length > MANY ? text('', (value) => boxes.forEach((one) => {
    const wanted = (value || '').toLocaleLowerCase(document.documentElement.lang);
    one.hidden = !one.textContent.toLocaleLowerCase(document.documentElement.lang).includes(wanted);
  }), { name: 'guest-search', 'aria-label': form.say('incident.findPerson'), placeholder: form.say('incident.findPerson') }) : null;
  if (looked) {
    looked.classList.add('m-control');
  }
  fill(room, el('fieldset.m-ticks.m-guests', { 'data-place': 'persons' }, el('legend.m-label', {}, form.say('incident.persons')), looked,
    boxes.length ? boxes : el('span.m-small', {}, form.say('incident.noGuests')), el('span.m-wrong', { 'data-wrong': 'persons' })));
}

function acknowledging(form) {
  return asked(form, ['ACKNOWLEDGE'], { ACKNOWLEDGE: () => long(form, words(form), 'incident.remark', 'text') });
}

function writing(form) {
  return asked(form, ['WRITE'], {
    WRITE: () => [long(form, words(form), 'incident.notice', 'text'), short(form, words(form), 'incident.reference', 'reference')]
  });
}

function proposing(form) {
  const said = words(form);
  return asked(form, ['PROPOSE'], {
    PROPOSE: () => {
      const more = el('div.m-grid.m-wide');
      const draw = () => fill(more, said.procedure && said.procedure !== 'NONE'
        ? [at(form, said, 'incident.begins', 'at', 'incident.hostClock'), short(form, said, 'incident.where', 'place')] : null);
      draw();
      return [field(form.say('incident.procedure'), 'procedure', select(PROCEDURES, said.procedure, (code) => form.say(`incident.procedure.${code}`),
        into(form, said, 'procedure', draw), { name: 'procedure' })), more, long(form, said, 'incident.why', 'text')];
    }
  });
}

function proposed(form) {
  return form.task.dossier.story.filter((event) => event.event === 'procedureProposed').pop();
}

function answering(form) {
  const said = words(form);
  const isAutopsy = ((proposed(form) || {}).words || {}).procedure === 'AUTOPSY';
  return asked(form, ['AGREE', 'OBJECT'], {
    AGREE: () => {
      const room = el('div.m-grid.m-wide');
      const draw = () => {
        const named = said.representative;
        fill(room, named ? [short(form, named, 'incident.grade', 'grade', 'representative/grade'),
          short(form, named, 'incident.name', 'name', 'representative/name'),
          yesOrNo(form, named, 'incident.physician', 'physician', 'representative/physician')] : null);
      };
      draw();
      return [isAutopsy ? el('label.m-check.m-wide', {}, el('input', {
        type: 'checkbox', name: 'representative', checked: Boolean(said.representative), onchange: (event) => {
          into(form, said, 'representative', draw)(event.target.checked ? { physician: null } : null);
        }
      }), ` ${form.say('incident.namesRepresentative')}`) : null, room, long(form, said, 'incident.conditions', 'text')];
    },
    OBJECT: () => long(form, said, 'incident.reason', 'text')
  });
}

function doing(form) {
  const said = words(form);
  const agreed = form.task.dossier.story.filter((event) => event.event === 'procedureAgreed').pop();
  const isNamed = Boolean(agreed && agreed.words && agreed.words.representative);
  return asked(form, ['DONE', 'NOT_DONE'], {
    DONE: () => {
      const room = el('div.m-wide');
      const draw = () => fill(room, said.attended === false ? long(form, said, 'incident.absence', 'absence') : null);
      draw();
      return [at(form, said, 'incident.began', 'at', 'incident.hostClock'), long(form, said, 'incident.found', 'text'),
        isNamed ? yesOrNo(form, said, 'incident.attended', 'attended', 'attended', draw) : null, room];
    },
    NOT_DONE: () => long(form, said, 'incident.reason', 'text')
  });
}

function handingOver(form) {
  return asked(form, ['HAND_OVER'], {
    HAND_OVER: () => [short(form, words(form), 'incident.reportNumber', 'reference'), onDay(form, words(form), 'incident.reportDay'),
      long(form, words(form), 'incident.remark', 'text')]
  });
}

function receiving(form) {
  return asked(form, ['RECEIVED', 'MISSING'], {
    RECEIVED: () => long(form, words(form), 'incident.remark', 'text'),
    MISSING: () => long(form, words(form), 'incident.missingPart', 'text')
  });
}

function closing(form) {
  const isDeath = form.task.dossier.incident.kind === 'DEATH';
  return asked(form, ['CLOSE'], {
    CLOSE: () => [long(form, words(form), 'incident.outcome', 'text'), ...(isDeath
      ? [onDay(form, words(form), 'incident.handedOverOn'), short(form, words(form), 'incident.handedOverAt', 'place')]
      : [yesOrNo(form, words(form), 'incident.removed', 'removed')])]
  });
}
