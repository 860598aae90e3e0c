/* The tasks of planning an exercise: conferences, products with their approval, and the gate before STARTEX. */
import { choices, happened, who } from './answer.js';
import { day, dayField, el, field, fill, fromTo, moment, section, select, table, text } from './form.js';

const PROBABILITIES = ['FREQUENT', 'LIKELY', 'OCCASIONAL', 'SELDOM', 'UNLIKELY'];
const SEVERITIES = ['CATASTROPHIC', 'CRITICAL', 'MODERATE', 'NEGLIGIBLE'];
const LEVELS = ['LOW', 'MEDIUM', 'HIGH', 'EXTREMELY_HIGH'];
const PRODUCTS = ['EXERCISE_SPECIFICATION', 'EXERCISE_PLAN', 'COST_SHARE', 'HOST_SUPPORT', 'MEDICAL_PLAN', 'RISK_ASSESSMENT', 'RANGE_FORECAST', 'MEDIA_PLAN'];

export function heading(form) {
  const { planning, stage, product } = form.task.dossier;
  return [el('strong.m-number', {}, planning.number),
    el('span.m-sides', {}, planning.exercise ? `${planning.exercise.code} · ${planning.exercise.title}` : ''),
    stage ? el('span.m-chip', {}, form.say(`planning.stage.${stage}`)) : el('span.m-chip', {}, form.say(`planning.state.${planning.state}`)),
    product ? el('span.m-chip', {}, form.say(`planning.product.${product}`)) : null,
    form.task.dueText ? el('span.m-due', { title: form.task.dueText }, `${form.say('due')}: ${form.task.dueText}`) : null];
}

export function answerPart(form) {
  return {
    userTask_chooseExercise: choosing, userTask_decideOutOfPlan: reasoned, userTask_inviteParties: inviting,
    userTask_decideConferenceWaiver: reasoned, userTask_recordMinutes: recording, userTask_confirmMinutes: objecting,
    userTask_prepareProduct: writing, userTask_reviseProduct: writing, userTask_decideProduct: deciding,
    userTask_decideRevision: deciding, userTask_declareHealth: declaring, userTask_reviewReadiness: reviewing,
    userTask_decideGateWaivers: waiving, userTask_confirmReadiness: objecting, userTask_recordGateProtocol: protocolling,
    userTask_confirmGateProtocol: objecting
  }[form.task.step](form);
}

export function dossierPart(form) {
  const { planning, current } = form.task.dossier;
  const isWritten = !['userTask_prepareProduct', 'userTask_reviseProduct', 'userTask_recordGateProtocol'].includes(form.task.step);
  return [current && isWritten ? section(form.say('planning.current'), content(form, current)) : null,
    planning.gate.length ? section(form.say('planning.gate'), gate(form, planning.gate)) : null,
    planning.exercise ? section(form.say('planning.days'), days(form, planning)) : null,
    planning.conferences.length ? section(form.say('planning.conferences'), conferences(form, planning.conferences)) : null,
    planning.products.length ? section(form.say('planning.products'), products(form, planning)) : null,
    section(form.say('story'), happened(form, planning.story.map((event) => [
      moment(event.happenedAt, form.task.zone), who(form, event), [form.say(`planning.story.${event.event}`), about(form, event.about)],
      [event.detail || day(event.day), event.reason ? ` ${event.reason}` : null]])))];
}

/* A stage, a product, an item of the gate with its party, or the code of an exercise. */
function about(form, code) {
  if (!code) {
    return null;
  }
  const [item, party] = code.split(':');
  const known = ['planning.stage.', 'planning.product.', 'planning.gate.', 'planning.day.'].map((prefix) => form.task.texts[prefix + item]
    || form.task.texts[`ui.${prefix}${item}`]).find(Boolean);
  return `: ${known || item}${party ? ` (${form.say(`side.${party}`)})` : ''}`;
}

function set(form, name) {
  return (value) => {
    form.answer[name] = value;
    form.changed();
  };
}

function asked(form, codes, details) {
  return choices(form, codes, details, 'planning.', 'planning.hint.');
}

function line(form, label, name, { long, length } = {}) {
  return field(form.say(label), name, text(form.answer[name], set(form, name), { long, length: length || 1000, name }), { wide: long });
}

function reason(form) {
  return () => line(form, 'reason', 'reason', { long: true });
}

function choosing(form) {
  const { plannable, outside } = form.task.dossier;
  const one = (exercises) => () => field(form.say('planning.exercise'), 'exercise', select(exercises.map((exercise) => [exercise.code,
    `${exercise.code} · ${exercise.title} · ${fromTo(exercise.firstDay, exercise.lastDay)}`]), form.answer.exercise, (code) => code,
  set(form, 'exercise'), { name: 'exercise' }));
  return asked(form, ['CHOOSE', 'OUTSIDE', 'DISCARD'], { CHOOSE: one(plannable), OUTSIDE: one(outside) });
}

function reasoned(form) {
  return asked(form, ['AGREE', 'REFUSE'], { AGREE: reason(form), REFUSE: reason(form) });
}

function objecting(form) {
  return asked(form, ['AGREE', 'REFUSE'], { REFUSE: reason(form) });
}

function inviting(form) {
  const { proposedDay, findings } = form.task.dossier;
  return [el('p', {}, form.told('planning.proposedDay', { day: day(proposedDay) })), form.findings(findings), asked(form, ['INVITE', 'WAIVE'], {
    INVITE: () => el('div.m-grid', {}, field(form.say('planning.day'), 'day', dayField(form.answer.day, set(form, 'day'), form.say('dayWrong'), 'day')),
      line(form, 'planning.place', 'place', { length: 200 }), line(form, 'planning.agenda', 'agenda', { long: true, length: 20000 })),
    WAIVE: reason(form)
  })];
}

function recording(form) {
  return asked(form, ['RECORD', 'NOT_HELD'], {
    RECORD: () => el('div.m-grid', {}, field(form.say('planning.heldOn'), 'heldOn', dayField(form.answer.heldOn, set(form, 'heldOn'),
      form.say('dayWrong'), 'heldOn'), { hint: form.say('planning.heldOnHint') }),
    line(form, 'planning.minutes', 'minutes', { long: true, length: 20000 })),
    NOT_HELD: reason(form)
  });
}

function writing(form) {
  const { product, current } = form.task.dossier;
  const written = form.answer.content || (current ? JSON.parse(JSON.stringify(current)) : { text: null, objectives: [], rows: [], overall: null });
  form.answer.action = 'WRITE';
  form.answer.content = written;
  const change = (owner, name) => (value) => {
    owner[name] = value;
    form.changed();
  };
  const cell = (owner, list, index, name, length) => field(form.say(`planning.${name}`), `${list}/${index + 1}/${name}`,
    text(owner[name], change(owner, name), { name: `${list}-${index + 1}-${name}`, length: length || 500 }));
  const level = (owner, list, index, name, codes, prefix) => field(form.say(`planning.${name}`), `${list}/${index + 1}/${name}`,
    select(codes, owner[name], (code) => form.say(`${prefix}.${code}`), change(owner, name), { name: `${list}-${index + 1}-${name}` }));
  const lines = (list, draw) => {
    const place = el('div');
    const show = () => fill(place, written[list].map((entry, index) => el('fieldset.m-field', {}, el('legend.m-label', {}, `${index + 1}`),
      el('div.m-grid', {}, draw(entry, index)), el('button.m-button', {
        type: 'button', onclick: () => {
          written[list].splice(index, 1);
          form.changed();
          show();
        }
      }, form.say('planning.removeLine')))), el('span.m-wrong', { 'data-wrong': list }), el('button.m-button', {
      type: 'button', 'data-add': list, onclick: () => {
        written[list].push({});
        form.changed();
        show();
      }
    }, form.say('planning.addLine')));
    show();
    return place;
  };
  return [refusals(form), field(form.say('planning.text'), 'text', text(written.text, change(written, 'text'), { long: true, length: 20000, name: 'text' }),
    { wide: true }),
  product === 'EXERCISE_SPECIFICATION' ? section(form.say('planning.objectives'), lines('objectives', (entry, index) => [
    cell(entry, 'objectives', index, 'code', 20), cell(entry, 'objectives', index, 'text')])) : null,
  product === 'RISK_ASSESSMENT' ? [section(form.say('planning.rows'), lines('rows', (entry, index) => [cell(entry, 'rows', index, 'task'),
    cell(entry, 'rows', index, 'hazard'), level(entry, 'rows', index, 'probability', PROBABILITIES, 'planning.probability'),
    level(entry, 'rows', index, 'severity', SEVERITIES, 'planning.severity'), cell(entry, 'rows', index, 'controls'),
    cell(entry, 'rows', index, 'implementer'), level(entry, 'rows', index, 'residual', LEVELS, 'planning.risk')])),
  field(form.say('planning.overall'), 'overall', select(LEVELS, written.overall, (code) => form.say(`planning.risk.${code}`),
    change(written, 'overall'), { name: 'overall' }))] : null, answering(form)];
}

/* The protocol of a gate that was held outside: who signed it, and how each item stood. */
function protocolling(form) {
  const { planning, current, protocolItems } = form.task.dossier;
  const written = form.answer.content || (current ? JSON.parse(JSON.stringify(current)) : { text: null });
  const before = written.protocol || {};
  const protocol = {
    reference: before.reference || null, signedOn: before.signedOn || null,
    signatures: planning.parties.map((party) => (before.signatures || []).find((each) => each.party === party) || { party, name: null }),
    items: protocolItems.map((item) => (before.items || []).find((each) => each.item === item) || { item, light: null, waivedBy: null, reason: null })
  };
  written.protocol = protocol;
  form.answer.action = 'WRITE';
  form.answer.content = written;
  const change = (owner, name) => (value) => {
    owner[name] = value;
    form.changed();
  };
  const place = el('div');
  const show = () => fill(place, protocol.items.map((item) => {
    const waiver = el('div');
    const showWaiver = () => fill(waiver, item.light !== 'WAIVED' ? null : el('div.m-grid', {},
      field(form.say('planning.waivedByAuthority'), null, text(item.waivedBy, change(item, 'waivedBy'), { length: 200, name: `waivedBy-${item.item}` })),
      field(form.say('reason'), null, text(item.reason, change(item, 'reason'), { long: true, length: 1000, name: `reason-${item.item}` }), { wide: true })));
    showWaiver();
    return el('fieldset.m-field', { 'data-place': `items/${item.item}` }, el('legend.m-label', {}, about(form, item.item).slice(2)),
      ['GREEN', 'WAIVED'].map((light) => el('label.m-check', {}, el('input', {
        type: 'radio', name: `light-${item.item}`, value: light, checked: item.light === light, onchange: () => {
          Object.assign(item, light === 'GREEN' ? { light, waivedBy: null, reason: null } : { light });
          showWaiver();
          form.changed();
        }
      }), ` ${form.say(`planning.light.${light}`)} `)), waiver, el('span.m-wrong', { 'data-wrong': `items/${item.item}` }));
  }));
  show();
  return [refusals(form), el('div.m-grid', {},
    field(form.say('planning.reference'), 'reference', text(protocol.reference, change(protocol, 'reference'), { length: 60, name: 'reference' })),
    field(form.say('planning.signedOn'), 'signedOn', dayField(protocol.signedOn, change(protocol, 'signedOn'), form.say('dayWrong'), 'signedOn')),
    protocol.signatures.map((signature) => field(form.told('planning.signedBy', { side: form.say(`side.${signature.party}`) }), `signatures/${signature.party}`,
      text(signature.name, change(signature, 'name'), { length: 200, name: `signature-${signature.party}` }), { wide: true }))),
  section(form.say('planning.protocolItems'), [el('button.m-button', {
    type: 'button', 'data-do': 'all-green', onclick: () => {
      protocol.items.filter((item) => !item.light).forEach((item) => { item.light = 'GREEN'; });
      show();
      form.changed();
    }
  }, form.say('planning.allGreen')), place]),
  field(form.say('planning.remarks'), 'text', text(written.text, change(written, 'text'), { long: true, length: 20000, name: 'text' }), { wide: true })];
}

/* What the parties have asked for in the last version. */
function refusals(form) {
  const { planning, product } = form.task.dossier;
  const given = planning.answers.filter((answer) => answer.subject === `PRODUCT:${product}` && !answer.agreed);
  return given.length ? el('div.m-alert.m-returned', {}, given.map((answer) => el('div', {},
    `${form.say(`side.${answer.party}`)} (${form.told('planning.version', { version: answer.round })}): ${answer.reason}`))) : null;
}

function deciding(form) {
  const { product } = form.task.dossier;
  return asked(form, ['AGREE', 'REFUSE'], {
    AGREE: () => (product !== 'RISK_ASSESSMENT' ? answering(form) : field(form.say('planning.authorityLevel'), 'authorityLevel', select(LEVELS,
      form.answer.authorityLevel, (code) => form.say(`planning.authority.${code}`), set(form, 'authorityLevel'), { name: 'authorityLevel' }))),
    REFUSE: reason(form)
  });
}

function declaring(form) {
  return asked(form, ['CLEAR', 'ALERT'], { ALERT: reason(form) });
}

function reviewing(form) {
  const red = form.task.dossier.planning.gate.filter((item) => item.light === 'RED');
  return asked(form, ['JUDGE', 'WAIVE', 'REVISE', 'HEALTH'].filter((code) => code !== 'WAIVE' || red.length), {
    WAIVE: () => [el('fieldset.m-field', { 'data-place': 'items' }, el('legend.m-label', {}, form.say('planning.items')), red.map((item) => {
      const code = `${item.item}:${item.party}`;
      return el('label.m-option', {}, el('input', {
        type: 'checkbox', name: `item-${code}`, checked: (form.answer.items || []).includes(code), onchange: (event) => {
          form.answer.items = (form.answer.items || []).filter((other) => other !== code);
          if (event.target.checked) {
            form.answer.items.push(code);
          }
          form.changed();
        }
      }), ` ${form.say(`planning.gate.${item.item}`)} (${form.say(`side.${item.party}`)}): ${item.told}`);
    }), el('span.m-wrong', { 'data-wrong': 'items' })), line(form, 'reason', 'reason', { long: true })],
    REVISE: () => field(form.say('planning.product'), 'product', select(PRODUCTS, form.answer.product, (code) => form.say(`planning.product.${code}`),
      set(form, 'product'), { name: 'product' }))
  });
}

/* Each item is let pass, or not, by itself. */
function waiving(form) {
  form.answer.action = 'ANSWER';
  const given = form.answer.waivers || [];
  form.answer.waivers = form.task.dossier.asked.map((waiver) => {
    const item = waiver.subject.replace('GATE:', '');
    return given.find((answer) => answer.item === item) || { item, granted: null, reason: null };
  });
  return form.task.dossier.asked.map((waiver, index) => {
    const answer = form.answer.waivers[index];
    const place = `waivers/${answer.item}`;
    const light = form.task.dossier.planning.gate.find((item) => `${item.item}:${item.party}` === answer.item);
    return el('fieldset.m-field', { 'data-place': place, 'data-item': answer.item }, el('legend.m-label', {}, about(form, answer.item).slice(2)),
      el('p', {}, light ? `${light.told} ` : '', el('strong', {}, `${form.say('planning.waiverReason')}: `), waiver.reason),
      [['GRANT', true], ['DENY', false]].map(([code, granted]) => el('label.m-check', {}, el('input', {
        type: 'radio', name: `granted-${answer.item}`, value: code, checked: answer.granted === granted, onchange: () => {
          answer.granted = granted;
          form.changed();
        }
      }), ` ${form.say(`planning.${code}`)} `)),
      field(form.say('reason'), null, text(answer.reason, (value) => {
        answer.reason = value;
        form.changed();
      }, { long: true, length: 1000, name: `reason-${answer.item}` }), { wide: true }), el('span.m-wrong', { 'data-wrong': place }));
  });
}

/* Open corrective actions of earlier exercises, each with its answer; what was answered last time stands there again. */
function answering(form) {
  const { actions, planning } = form.task.dossier;
  if (!actions || !actions.length) {
    return null;
  }
  const last = planning.products.filter((each) => each.product.kind === 'EXERCISE_SPECIFICATION').flatMap((each) => each.actions);
  const given = form.answer.actions || [];
  form.answer.actions = actions.map((action) => given.find((answer) => answer.action === action.number)
    || (({ taken, reason }) => ({ action: action.number, taken: taken || null, reason: reason || null }))(
      last.filter((answer) => answer.action === action.number).pop() || {}));
  return section(form.say('planning.actions'), [el('p.m-small', {}, form.say('planning.actionsHint')), actions.map((action, index) => {
    const answer = form.answer.actions[index];
    const place = `actions/${action.number}`;
    const change = (name) => (value) => {
      answer[name] = value;
      form.changed();
    };
    return el('fieldset.m-field', { 'data-place': place }, el('legend.m-label', {}, `${action.number} · ${action.title}`),
      el('p.m-small', {}, [form.say(`side.${action.owner}`), action.exercise, day(action.dueOn)].join(' · ')), el('div.m-grid', {},
        field(form.say('planning.taken'), null, select(['TAKEN_UP', 'LEFT_OUT'], answer.taken, (code) => form.say(`planning.taken.${code}`),
          change('taken'), { name: `taken-${action.number}` })),
        field(form.say('planning.takenReason'), null, text(answer.reason, change('reason'), { long: true, length: 1000, name: `taken-reason-${action.number}` }),
          { wide: true })), el('span.m-wrong', { 'data-wrong': place }));
  })]);
}

function answered(form, actions) {
  return actions && actions.length ? table([form.say('planning.action'), form.say('side'), form.say('planning.learnedIn'), form.say('planning.taken'), ''],
    actions.map((each) => [`${each.action} ${each.title}`, form.say(`side.${each.owner}`), each.learnedIn, form.say(`planning.taken.${each.taken}`),
      each.reason]), { caption: form.say('planning.actions') }) : null;
}

function content(form, written) {
  return [written.protocol ? signed(form, written.protocol) : null, el('div.m-text', { style: 'white-space: pre-wrap' }, written.text),
    written.objectives.length ? table([form.say('planning.code'), form.say('planning.text')], written.objectives.map((objective) => [objective.code,
      objective.text]), { caption: form.say('planning.objectives') }) : null,
    written.rows.length ? [table(['task', 'hazard', 'probability', 'severity', 'controls', 'implementer', 'residual'].map((name) => form.say(`planning.${name}`)),
      written.rows.map((row) => [row.task, row.hazard, form.say(`planning.probability.${row.probability}`), form.say(`planning.severity.${row.severity}`),
        row.controls, row.implementer, form.say(`planning.risk.${row.residual}`)]), { caption: form.say('planning.rows') }),
    el('p', {}, `${form.say('planning.overall')}: ${form.say(`planning.risk.${written.overall}`)}`)] : null];
}

function signed(form, protocol) {
  return el('dl.m-facts', {}, [[form.say('planning.reference'), protocol.reference], [form.say('planning.signedOn'), day(protocol.signedOn)],
    ...protocol.signatures.map((each) => [form.told('planning.signedBy', { side: form.say(`side.${each.party}`) }), each.name])]
    .map(([label, value]) => [el('dt', {}, label), el('dd', {}, value)]));
}

export function gate(form, items) {
  return table([form.say('planning.item'), form.say('side'), form.say('planning.light'), form.say('planning.shownBy')], items.map((item) => [form.say(`planning.gate.${item.item}`),
    form.say(`side.${item.party}`), el(`span.m-chip.m-light-${item.light.toLowerCase()}`, {}, form.say(`planning.light.${item.light}`)),
    [item.told, item.waivedFor ? ` ${form.told('planning.waivedBy', { parties: item.waivedBy.map((party) => form.say(`side.${party}`)).join(', ') })} ${item.waivedFor}`
      : null]]), { caption: form.say('planning.gate'), className: 'm-worded', blocks: true });
}

function days(form, planning) {
  const known = [...planning.days, { code: 'STARTEX', day: planning.exercise.firstDay, remarks: [] }];
  return table([form.say('what'), form.say('when'), ''], known.map((each) => [form.say(`planning.day.${each.code}`), day(each.day), each.remarks.join(' ')]),
    { caption: form.say('planning.days') });
}

export function conferences(form, held) {
  return table([form.say('planning.stage'), form.say('planning.day'), form.say('planning.place'), form.say('planning.state'), form.say('planning.agenda'),
    form.say('planning.minutes')], held.map((conference) => [form.say(`planning.stage.${conference.stage}`), day(conference.day), conference.place,
    form.say(`planning.conference.${conference.state}`), conference.agenda, conference.minutes]), { caption: form.say('planning.conferences'), blocks: true });
}

export function products(form, planning) {
  return planning.products.map(({ product, approved, actions }) => section(`${form.say(`planning.product.${product.kind}`)} · ${form.told('planning.version',
    { version: product.version })}`, [content(form, product.content), answered(form, actions), table([form.say('side'), form.say('givenAnswer'), ''], planning.answers
    .filter((answer) => answer.subject === `PRODUCT:${product.kind}` && answer.round === product.version).map((answer) => [
      form.say(`side.${answer.party}`), form.say(`planning.${answer.agreed ? 'AGREE' : 'REFUSE'}`), [answer.reason, answer.level
        ? form.say(`planning.authority.${answer.level}`) : null]]), { caption: form.say('givenAnswer') })],
  { open: false, note: form.say(approved ? 'planning.approved' : 'planning.notApproved') }));
}
