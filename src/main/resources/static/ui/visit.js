/* The tasks of a visit: what each shows, and what its officer answers. */
import { call, day, dayField, el, field, fill, moment, section, select, table, text } from './form.js';

const PREPARES = ['userTask_prepareRequest', 'userTask_correctRequest'];
const KINDS = ['ONE_TIME', 'EXTENDED', 'RECURRING'];
const ACCESS_LEVELS = ['UNCLASSIFIED', 'RESTRICTED', 'CONFIDENTIAL', 'SECRET', 'TOP_SECRET'];
const SITE_KINDS = ['RANGE', 'AIRFIELD', 'HEADQUARTERS', 'BARRACKS', 'PORT', 'MEDICAL', 'OTHER'];
const MEANS = ['CIVIL_AIR', 'MILITARY_AIR', 'ROAD', 'RAIL', 'SEA'];
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const REASONS = ['INCOMPLETE', 'UNCLEAR_PURPOSE', 'DOCUMENT_NOT_ACCEPTED', 'CLEARANCE_NOT_SUFFICIENT',
  'SITE_NOT_AVAILABLE', 'DATES_NOT_POSSIBLE', 'ARMS_NOT_ACCEPTED', 'SECURITY_OBJECTION', 'MEDICAL_OBJECTION',
  'NOT_IN_PLAN', 'OTHER'];

export function heading(form) {
  const dossier = form.task.dossier;
  return [el('strong.m-number', {}, dossier.number),
    el('span.m-sides', {}, `${form.say(`side.${dossier.sendingState}`)} → ${form.say(`side.${dossier.hostState}`)}`),
    el('span.m-chip', {}, form.say(`visit.state.${dossier.state}`)),
    dossier.revision > 1 ? el('span.m-chip.m-quiet', {}, form.told('revision', { no: dossier.revision })) : null,
    form.task.dueText ? el('span.m-due', { title: form.task.dueText },
      `${form.say('due')}: ${form.task.dueText}`) : null];
}

export function answerPart(form) {
  switch (form.task.step) {
    case 'userTask_prepareRequest':
    case 'userTask_correctRequest':
      return preparation(form);
    case 'userTask_decideWaiver': {
      const reason = () => answerText(form, 'reason', 'waiverReason', 'text');
      return choices(form, [['GRANT', reason], ['REFUSE', reason]]);
    }
    case 'userTask_certifyRoster':
      return choices(form, [['CERTIFY'], ['RETURN', () => answerText(form, 'reason', 'reasonForOwnSide', 'text')]]);
    case 'userTask_endorseRequest':
      return choices(form, [['ENDORSE'], ['RETURN', () => answerText(form, 'reason', 'reasonForOwnSide', 'text')]]);
    case 'userTask_followRequest':
      return choices(form, [['WITHDRAW']]);
    case 'userTask_answerQuestion':
      return [openQuestion(form), answerText(form, 'text', 'answerToHost')];
    case 'userTask_reviewAtDesk': {
      const remark = () => answerText(form, 'remark', 'remark', 'text');
      return choices(form, [['NO_OBJECTION', remark], ['CONDITIONS', remark], ['NEEDS_INFORMATION', remark],
        ['OBJECTION', remark]]);
    }
    case 'userTask_decideRequest':
      return decision(form);
    case 'userTask_closeVisit':
      return choices(form, [['TOOK_PLACE'], ['REVOKE', () => answerText(form, 'reason', 'reason', 'text')]]);
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
    dossier.questions.length ? section(form.say('questions'), questions(form), { note: dossier.questions.length }) : null,
    dossier.permit ? section(form.say('permit'), permit(form)) : null,
    dossier.decision ? section(form.say('decision'), decided(form)) : null,
    dossier.desks.length ? section(form.say('desks'), desks(form), { note: answeredDesks(dossier) }) : null,
    dossier.judgement && !prepares ? section(form.say('rules'), judgement(form, dossier.judgement)) : null,
    prepares ? null : section(form.say('request'), facts(form)),
    prepares || decides ? null : section(form.say('sites'), sites(form), { note: content.sites.length }),
    prepares || !content.arms.length ? null : section(form.say('arms'), arms(form), { note: content.arms.length }),
    prepares || decides ? null : section(form.say('roll'), roll(form), { note: content.visitors.length }),
    dossier.deadlines.length ? section(form.say('deadlines'), deadlines(form)) : null,
    section(form.say('story'), story(form), { open: false, note: dossier.story.length })
  ];
}

/* ---- what an officer answers ---- */

/** One of several answers, each with the fields that it needs. */
function choices(form, entries, changed) {
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

/** A text of the answer. */
function answerText(form, name, label, place) {
  return field(form.say(label), place || name, text(form.answer[name], (value) => {
    form.answer[name] = value;
    form.changed();
  }, { long: true, name }), { wide: true });
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

function decision(form) {
  const content = form.task.dossier.document;
  const answer = form.answer;
  const known = (list, key) => new Map((list || []).map((entry) => [entry[key], entry]));
  const visitors = known(answer.visitors, 'line');
  const sitesKnown = known(answer.sites, 'site');
  answer.visitors = content.visitors.map(({ line }) => visitors.get(line) || { line });
  answer.sites = content.sites.map(({ no }) => sitesKnown.get(no) || { site: no });
  answer.exceptions = answer.exceptions || [];
  const matrix = el('div');
  const restricted = () => answer.visitors.some((entry) => entry.verdict === 'DENIED')
    || answer.sites.some((entry) => entry.verdict === 'DENIED' || entry.limits) || answer.exceptions.length > 0;

  const approveOpen = () => answer.visitors.concat(answer.sites).forEach((entry) => {
    entry.verdict = entry.verdict || 'APPROVED';
  });
  const approveAll = () => {
    answer.visitors.concat(answer.sites).forEach((entry) => {
      entry.verdict = 'APPROVED';
      entry.reasonCode = null;
    });
    answer.exceptions = [];
  };
  const approvals = () => [
    answer.action === 'APPROVED_WITH_LIMITS' ? [reasonCode(form), answerText(form, 'limits', 'limits')] : null,
    answerText(form, 'comment', 'comment'), answerText(form, 'remark', 'remark'), matrix];
  const refusal = () => [reasonCode(form), answerText(form, 'comment', 'comment'), answerText(form, 'remark', 'remark')];

  /* A restriction makes a plain approval one with limits, as the officer would have to say. */
  const settle = () => {
    if (answer.action === 'APPROVED' && restricted()) {
      answer.action = 'APPROVED_WITH_LIMITS';
      rebuild();
    }
    draw();
    form.changed();
  };
  const verdict = (entry, label) => el('span.m-verdict', { role: 'group', 'aria-label': label },
    ['APPROVED', 'DENIED'].map((code) => el(`button.m-${code.toLowerCase()}`, {
      type: 'button', 'aria-pressed': String(entry.verdict === code), title: form.say(`verdict.${code}`),
      onclick: () => {
        entry.verdict = code;
        entry.reasonCode = code === 'DENIED' ? entry.reasonCode || null : null;
        settle();
      }
    }, form.say(`verdict.${code}`))),
    entry.verdict === 'DENIED' ? select(REASONS, entry.reasonCode, (code) => form.say(code), (value) => {
      entry.reasonCode = value;
      form.changed();
    }, { 'aria-label': form.say('reasonCode') }) : null);

  const draw = () => {
    const approved = answer.visitors.filter((entry) => entry.verdict === 'APPROVED').length;
    const siteRows = content.sites.map((site) => {
      const entry = answer.sites.find((one) => one.site === site.no);
      const place = `sites/${site.no}`;
      return [site.no, [el('strong', {}, site.name), site.address ? el('div.m-small', {}, site.address) : null,
        el('div.m-small', {}, form.say(site.kind))],
      [verdict(entry, site.name), el('span.m-wrong', { 'data-wrong': place })],
      entry.verdict === 'DENIED' ? null : text(entry.limits, (value) => {
        entry.limits = value;
        if (answer.action === 'APPROVED') {
          settle();
        }
        form.changed();
      }, { length: 400, 'aria-label': `${form.say('limits')}: ${site.name}`, class: 'm-control' })];
    });
    const person = (visitor) => {
      const entry = answer.visitors.find((one) => one.line === visitor.line);
      const denied = entry.verdict === 'DENIED';
      return [visitor.line, visitor.grade, name(visitor), identity(form, visitor),
        [form.say(visitor.role), el('div.m-small', {}, form.say(visitor.clearance))],
        [verdict(entry, `${visitor.surname} ${visitor.forenames}`),
          el('span.m-wrong', { 'data-wrong': `visitors/${visitor.line}` })],
        ...content.sites.map((site) => {
          const closed = denied || answer.sites.find((one) => one.site === site.no).verdict === 'DENIED';
          const barred = answer.exceptions.some((one) => one.line === visitor.line && one.site === site.no);
          return el('td.m-center', {}, el('input', {
            type: 'checkbox', checked: !closed && !barred, disabled: closed,
            'aria-label': `${visitor.surname} – ${site.name}`,
            onchange: (event) => {
              answer.exceptions = answer.exceptions.filter((one) => one.line !== visitor.line || one.site !== site.no);
              if (!event.target.checked) {
                answer.exceptions.push({ line: visitor.line, site: site.no });
              }
              settle();
            }
          }));
        })];
    };
    const kept = matrix.querySelector('.m-people');
    const scrolled = kept ? kept.parentElement.scrollLeft : 0;
    fill(matrix,
      el('div.m-tools', {}, el('button.m-button', { type: 'button', onclick: () => { approveOpen(); settle(); } },
        form.say('approveOpen')), el('button.m-button', { type: 'button', onclick: () => { approveAll(); settle(); } },
        form.say('approveAll')), el('span.m-small', {}, form.told('approvedOf',
        { approved, total: content.visitors.length }))),
      el('h5', {}, form.say('sites')),
      table(['#', form.say('site'), form.say('verdict'), form.say('limits')], siteRows, { caption: form.say('sites') }),
      el('h5', {}, `${form.say('roll')} (${content.visitors.length})`),
      table(['#', form.say('grade'), form.say('name'), form.say('document'), form.say('role'),
        form.say('verdict'), ...content.sites.map((site) => el('th.m-center', { scope: 'col', title: site.name },
          `${form.say('site')} ${site.no}`))], content.visitors.map(person),
      { caption: form.say('roll'), className: 'm-people' }));
    matrix.querySelector('.m-people').parentElement.scrollLeft = scrolled;
  };
  const whole = el('div');
  const rebuild = () => {
    fill(whole, choices(form, [['APPROVED', approvals], ['APPROVED_WITH_LIMITS', approvals],
      ['QUESTION', () => answerText(form, 'text', 'questionToSender')], ['RETURNED', refusal], ['DENIED', refusal],
      ['NOT_SPONSORED', refusal]], (code) => {
      if (code === 'APPROVED') {
        // One click approves all; whoever is then taken out makes it an approval with limits.
        approveAll();
        answer.limits = null;
        answer.sites.forEach((site) => { site.limits = null; });
      }
      draw();
    }));
  };
  draw();
  rebuild();
  return whole;
}

/* ---- the request while it is written ---- */

function preparation(form) {
  const dossier = form.task.dossier;
  const content = dossier.document;
  const number = dossier.number;
  const address = `/api/visit-requests/${encodeURIComponent(number)}`;
  const rules = el('div');
  const people = el('div');

  const written = () => ({
    exerciseCode: content.exerciseCode, kind: content.kind, purpose: content.purpose,
    justification: content.justification, from: content.from, to: content.to, accessLevel: content.accessLevel,
    sites: content.sites.filter((site) => site.name || site.address)
      .map(({ name: called, address: where, kind }) => ({ name: called || '', address: where || null, kind: kind || 'OTHER' })),
    pointOfContact: contactOf(content.pointOfContact), securityOfficer: contactOf(content.securityOfficer),
    seniorLine: content.seniorLine, deputyLine: content.deputyLine, armed: content.armed,
    arms: content.arms.filter((arm) => arm.type || arm.serialNumber)
      .map(({ type, serialNumber, quantity }) => ({ type: type || '', serialNumber: serialNumber || null, quantity: quantity || 1 })),
    means: content.means, route: content.route, remarks: content.remarks,
    // What other systems have entered and this form does not show stays as it is.
    emergency: content.emergency, certification: content.certification, medicalSupplies: content.medicalSupplies,
    airMovement: content.airMovement, customsMovements: content.customsMovements,
    parliamentaryAuthorisation: content.parliamentaryAuthorisation, registrationExempt: content.registrationExempt
  });
  const changed = () => form.later('request',
    () => ({ method: 'PUT', path: address, body: written(), version: dossier.version }), (saved) => {
      dossier.version = saved.version;
      if (saved.hostState !== dossier.hostState) {
        dossier.hostState = saved.hostState;
        content.hostState = saved.hostState;
      }
      judge();
    });
  const judge = async () => {
    const judged = await call('POST', `${address}/judgement`);
    if (judged.fine) {
      fill(rules, judgement(form, judged.body));
    }
  };
  const written_ = (key, options = {}) => field(form.say(key), key, text(content[key], (value) => {
    content[key] = value;
    changed();
  }, { ...options, name: key }), { wide: options.long });
  const chosen = (key, codes, after) => field(form.say(key), key, select(codes, content[key], (code) => form.say(code),
    (value) => {
      content[key] = value;
      if (after) {
        after(value);
      }
      changed();
    }, { name: key }));
  const dated = (key) => field(form.say(key), key, dayField(content[key], (value) => {
    content[key] = value;
    changed();
  }, form.say('dayWrong')));

  const route = text(content.route.join(' '), (value) => {
    content.route = (value || '').toUpperCase().split(/[^A-Z]+/).filter(Boolean);
    changed();
  }, { name: 'route', length: 80 });
  const exercise = (code) => dossier.exercises.find((one) => one.code === code);
  const days = el('div.m-grid');
  const drawDays = () => fill(days, dated('from'), dated('to'), chosen('kind', KINDS),
    chosen('accessLevel', ACCESS_LEVELS));
  const urgency = el('div');
  const drawUrgency = () => fill(urgency, el('label.m-check', {}, el('input', {
    type: 'checkbox', name: 'isEmergency', checked: Boolean(content.emergency), onchange: (event) => {
      content.emergency = event.target.checked ? { justification: null } : null;
      drawUrgency();
      changed();
    }
  }), ` ${form.say('isEmergency')}`), content.emergency
    ? field(form.say('emergency'), 'emergency.justification', text(content.emergency.justification, (value) => {
      content.emergency = { justification: value };
      changed();
    }, { long: true, name: 'emergency.justification' }), { wide: true }) : null);
  drawUrgency();
  const offered = dossier.exercises.filter((one) => one.hostState !== dossier.sendingState)
    .map((one) => [one.code, `${one.title} (${one.code}), ${day(one.firstDay)} – ${day(one.lastDay)}, ${form.say(`side.${one.hostState}`)}`]);
  drawDays();

  const drawPeople = () => fill(people, content.visitors.length
    ? [el('div.m-grid', {}, person(form, content, 'seniorLine', changed), person(form, content, 'deputyLine', changed)),
      roll(form)]
    : el('p.m-small', {}, form.say('noRoll')));
  drawPeople();
  const file = el('input', {
    type: 'file', accept: '.xlsx,.csv,.json,text/csv,application/json', id: 'mushterek-roster', onchange: async () => {
      const chosenFile = file.files[0];
      if (!chosenFile) {
        return;
      }
      await form.flush();
      form.state('saving');
      const type = /\.json$/i.test(chosenFile.name) ? 'application/json'
        : /\.xlsx$/i.test(chosenFile.name) ? WORKBOOK : 'text/csv';
      const result = await call('PUT', `${address}/roster`, await chosenFile.arrayBuffer(),
        { type, version: dossier.version });
      file.value = '';
      form.state(result.fine ? 'saved' : 'notSaved');
      form.tell(result.fine ? null : result);
      if (result.fine) {
        const fresh = await call('GET', form.address());
        content.visitors = fresh.body.dossier.document.visitors;
        dossier.version = fresh.body.dossier.version;
        drawPeople();
        fill(notes, result.body.notes.map((note) => el('li', {}, note)));
        judge();
      }
    }
  });
  const notes = el('ul.m-notes');
  fill(rules, judgement(form, dossier.judgement));
  const armsPart = el('div');
  const drawArms = () => fill(armsPart, content.armed ? rows(form, 'arms', content.arms, changed,
    () => ({ type: null, quantity: 1, serialNumber: null }), [
      ['armType', 'type', (row, done) => text(row.type, done('type'), { length: 100, name: 'armType' })],
      ['quantity', 'quantity', (row, done) => el('input', {
        type: 'number', min: 1, max: 100000, value: row.quantity, oninput: (event) =>
          done('quantity')(Number.parseInt(event.target.value, 10) || null)
      })],
      ['serialNumber', 'serialNumber', (row, done) => text(row.serialNumber, done('serialNumber'), { length: 60 })]
    ]) : null);
  drawArms();

  return [
    dossier.returnedReason ? el('div.m-alert.m-returned', {}, el('strong', {}, form.say('returned')),
      el('p', {}, dossier.returnedReason)) : null,
    section(form.say('visit'), [
      el('div.m-grid', {}, field(form.say('exerciseCode'), 'exerciseCode', select(offered, content.exerciseCode,
        (code) => code, (value) => {
          content.exerciseCode = value;
          const held = exercise(value);
          if (held && !content.from && !content.to) {
            content.from = held.firstDay;
            content.to = held.lastDay;
          }
          if (held) {
            content.route = [dossier.sendingState, held.hostState];
            route.value = content.route.join(' ');
          }
          drawDays();
          changed();
        }, { name: 'exerciseCode' }), { wide: true })), days,
      written_('purpose', { long: true }), written_('justification', { long: true }), urgency]),
    section(form.say('sites'), rows(form, 'sites', content.sites, changed,
      () => ({ name: null, kind: 'RANGE', address: null }), [
        ['siteName', 'name', (row, done) => text(row.name, done('name'), { name: 'siteName' })],
        ['kind', 'kind', (row, done) => select(SITE_KINDS, row.kind, (code) => form.say(code), done('kind'))],
        ['address', 'address', (row, done) => text(row.address, done('address'), { length: 400 })]
      ])),
    section(form.say('roll'), [
      el('div.m-upload', {}, el('label.m-button', { for: 'mushterek-roster' }, form.say('rosterFile')), file,
        el('span', {}, `${form.say('rosterTemplate')}: `, el('a', {
          href: '/api/roster-template.xlsx', download: 'nominal-roll.xlsx'
        }, 'XLSX'), ' · ', el('a', { href: '/api/roster-template', download: 'nominal-roll.csv' }, 'CSV'))),
      notes, people], { id: 'mushterek-roll' }),
    section(form.say('contacts'), ['pointOfContact', 'securityOfficer'].map((key) => contact(form, content, key, changed))),
    section(form.say('travelAndArms'), [el('div.m-grid', {}, chosen('means', MEANS),
      field(form.say('route'), 'route', route, { hint: form.say('routeHint') }),
      field(form.say('armed'), 'armed', select([['false', form.say('false')], ['true', form.say('true')]],
        content.armed === null ? null : String(content.armed), (code) => code, (value) => {
          content.armed = value === null ? null : value === 'true';
          drawArms();
          changed();
        }, { name: 'armed' }))), armsPart, written_('remarks', { long: true })]),
    section(form.say('rules'), rules, { id: 'mushterek-rules' }),
    choices(form, [['SUBMIT'], ['WITHDRAW']])
  ];
}

function person(form, content, key, changed) {
  const people = content.visitors.map((visitor) => [String(visitor.line),
    `${visitor.line}. ${visitor.grade} ${visitor.surname} ${visitor.forenames}`]);
  return field(form.say(key), key, select(people, content[key] === null ? null : String(content[key]), (code) => code,
    (value) => {
      content[key] = value === null ? null : Number(value);
      changed();
    }, { name: key }));
}

function contactOf(contact) {
  return contact && (contact.name || contact.phone || contact.email)
    ? { name: contact.name || '', phone: contact.phone || null, email: contact.email || null } : null;
}

function contact(form, content, key, changed) {
  const part = (name) => field(form.say(`contact.${name}`), `${key}.${name}`,
    text((content[key] || {})[name], (value) => {
      content[key] = { ...content[key], [name]: value };
      changed();
    }, { name: `${key}.${name}`, length: name === 'phone' ? 60 : 200 }));
  return [el('h5', {}, form.say(key)), el('div.m-grid', {}, part('name'), part('phone'), part('email'))];
}

/** A short list that is edited in place. */
function rows(form, place, list, changed, fresh, columns) {
  const box = el('div');
  const draw = () => {
    fill(box, list.map((row, index) => el('div.m-row', {}, columns.map(([label, key, control]) =>
      field(form.say(label), `${place}[${index}].${key}`, control(row, (name) => (value) => {
        row[name] = value;
        changed();
      }))), el('button.m-button.m-remove', {
      type: 'button', title: form.say('remove'), 'aria-label': `${form.say('remove')} ${index + 1}`, onclick: () => {
        list.splice(index, 1);
        draw();
        changed();
      }
    }, '×'))), el('button.m-button', {
      type: 'button', 'data-add': place, onclick: () => {
        list.push(fresh());
        draw();
        const added = box.querySelectorAll('.m-row');
        added[added.length - 1].querySelector('input,select').focus();
      }
    }, form.say(`add.${place}`)));
  };
  draw();
  return box;
}

/* ---- what an officer reads ---- */

function judgement(form, judged) {
  return [
    el(`p.m-verdict-line.${judged.passes ? 'm-good' : judged.needsOnlyWaivers ? 'm-quiet' : 'm-bad'}`, {},
      judged.passes ? `✓ ${form.say('rulesPass')}` : judged.needsOnlyWaivers ? `? ${form.say('rulesNeedWaiver')}`
        : `✗ ${form.told('rulesFail', { count: judged.findings.length })}`),
    form.findings(judged.findings),
    judged.waivable.length ? [el('h5', {}, form.say('waivable')), form.findings(judged.waivable)] : null,
    judged.warnings.length ? [el('h5', {}, form.say('warnings')), form.findings(judged.warnings)] : null,
    el('p.m-earliest', {}, `${form.say('earliestStart')}: `,
      el('strong', {}, day(judged.earliestStart) || judged.obstacle || '—')),
    judged.remarks.length ? el('ul.m-notes', {}, judged.remarks.map((remark) => el('li', {}, remark))) : null
  ];
}

function facts(form) {
  const content = form.task.dossier.document;
  const senior = (line) => {
    const visitor = content.visitors.find((one) => one.line === line);
    return visitor ? `${visitor.line}. ${visitor.grade} ${visitor.surname} ${visitor.forenames}` : null;
  };
  const reach = (someone) => someone && [someone.name, someone.phone, someone.email].filter(Boolean).join(', ');
  const exercise = form.task.dossier.exercise;
  const entries = [
    ['exerciseCode', exercise ? `${exercise.title} (${exercise.code})` : content.exerciseCode],
    ['dates', content.from && `${day(content.from)} – ${day(content.to)}`],
    ['kind', content.kind && form.say(content.kind)], ['purpose', content.purpose],
    ['justification', content.justification], ['emergency', content.emergency && content.emergency.justification], ['accessLevel', form.say(content.accessLevel)],
    ['seniorLine', senior(content.seniorLine)], ['deputyLine', senior(content.deputyLine)],
    ['pointOfContact', reach(content.pointOfContact)], ['securityOfficer', reach(content.securityOfficer)],
    ['means', content.means && form.say(content.means)], ['route', content.route.join(' → ')],
    ['armed', content.armed === null ? null : form.say(String(content.armed))], ['remarks', content.remarks]
  ];
  return el('dl.m-facts', {}, entries.filter(([, value]) => value)
    .map(([key, value]) => [el('dt', {}, form.say(key)), el('dd', {}, value)]));
}

function sites(form) {
  return table(['#', form.say('site'), form.say('kind'), form.say('address')], form.task.dossier.document.sites
    .map((site) => [site.no, site.name, form.say(site.kind), site.address]), { caption: form.say('sites') });
}

function arms(form) {
  return table([form.say('armType'), form.say('quantity'), form.say('serialNumber')], form.task.dossier.document.arms
    .map((arm) => [arm.type, arm.quantity, arm.serialNumber]), { caption: form.say('arms') });
}

function name(visitor) {
  return [el('strong', {}, `${visitor.surname} ${visitor.forenames}`),
    el('div.m-small.m-mono', {}, `${visitor.surnameMrz}<<${visitor.forenamesMrz}`)];
}

function identity(form, visitor) {
  return [el('span.m-mono', {}, visitor.documentNumber), el('div.m-small', {},
    `${form.say(visitor.documentType)}, ${visitor.nationality}, ${form.say('until')} ${day(visitor.documentExpiry)}`)];
}

function roll(form) {
  const content = form.task.dossier.document;
  return table(['#', form.say('grade'), form.say('name'), form.say('birthDate'), form.say('document'),
    form.say('clearance'), form.say('role')], content.visitors.map((visitor) => [visitor.line, visitor.grade,
    [name(visitor), visitor.line === content.seniorLine ? el('span.m-chip.m-quiet', {}, form.say('seniorLine')) : null,
      visitor.line === content.deputyLine ? el('span.m-chip.m-quiet', {}, form.say('deputyLine')) : null],
    day(visitor.birthDate), identity(form, visitor), form.say(visitor.clearance), form.say(visitor.role)]),
  { caption: form.say('roll') });
}

function questions(form) {
  return form.task.dossier.questions.map((question) => el('div.m-exchange', {},
    el('p', {}, el('span.m-small', {}, `${form.say('asked')} ${moment(question.askedAt, form.task.zone)}`), el('br'),
      question.question),
    el('p', {}, el('span.m-small', {}, question.answeredAt
      ? `${form.say('answered')} ${moment(question.answeredAt, form.task.zone)}` : form.say('noAnswerYet')), el('br'),
    question.answer)));
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
  { caption: form.say('desks') });
}

function decided(form) {
  const { decision: taken, document: content } = form.task.dossier;
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
    .map((deadline) => [form.say(deadline.step), form.say(`side.${deadline.side}`), deadline.dueText,
      [deadline.paused ? el('span.m-chip.m-quiet', {}, form.say('paused')) : null,
        deadline.escalated ? el('span.m-chip.m-late', {}, form.say('escalated')) : null]]),
  { caption: form.say('deadlines') });
}

function permit(form) {
  const issued = form.task.dossier.permit;
  return el('dl.m-facts', {}, [['permitNumber', issued.number], ['state', form.say(`permit.${issued.state}`)],
    ['dates', `${day(issued.validFrom)} – ${day(issued.validTo)}`], ['checkCode', el('span.m-mono', {}, issued.checkCode)]]
    .map(([key, value]) => [el('dt', {}, form.say(key)), el('dd', {}, value)]),
  el('dt', {}, form.say('paper')), el('dd', {}, el('a', {
    href: `/api/permits/${encodeURIComponent(issued.number)}/paper`, target: '_blank', rel: 'noopener'
  }, 'PDF')));
}

function story(form) {
  const detail = (entry) => {
    if (!entry.detail) {
      return null;
    }
    const said = entry.detail.split(/[:,]/).map((code) => form.task.texts[`ui.desk.${code}`]
      || form.task.texts[`ui.outcome.${code}`] || form.task.texts[`ui.${code}`] || code);
    return said.join(entry.detail.includes(':') ? ': ' : ', ');
  };
  return table([form.say('when'), form.say('who'), form.say('what'), ''], form.task.dossier.story.map((entry) => [
    moment(entry.happenedAt, form.task.zone), entry.account === 'system' ? form.say('program') : entry.account,
    form.say(`story.${entry.event}`), detail(entry)]), { caption: form.say('story') });
}
