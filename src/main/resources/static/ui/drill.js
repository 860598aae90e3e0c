/* The tasks of a drill schedule: what is to be placed, the scheduler's proposals, and the answers to a published plan. */
import { choices, facts, happened, who } from './answer.js';
import { call, el, field, fill, fromTo, minute, moment, momentField, parseDay, section, select, table, text } from './form.js';
import { gantt, proof, span } from './gantt.js';

const ACTIVITIES = ['DRY', 'BLANK', 'LIVE_FIRE', 'COMBINED_ARMS', 'DEMOLITION'];
const LIGHTS = ['DAY', 'NIGHT'];
const GRADES = [...Array.from({ length: 9 }, (unused, index) => `OR-${index + 1}`),
  ...Array.from({ length: 10 }, (unused, index) => `OF-${index + 1}`)];
const ACTIONS = ['START', 'SUSPEND', 'RESUME', 'FINISH', 'CANCEL'];
const QUARTER = 15;
const ASK_AGAIN_AFTER = 1000;

export function heading(form) {
  const schedule = form.task.dossier.schedule;
  return [el('strong.m-number', {}, schedule.number), el('span.m-sides', {}, schedule.exercise || ''),
    el('span.m-chip', {}, form.say(`drill.state.${schedule.state}`)), form.task.dueText
      ? el('span.m-due', { title: form.task.dueText }, `${form.say('due')}: ${form.task.dueText}`) : null];
}

export function answerPart(form) {
  return { userTask_planDrills: planning, userTask_recordDrills: recording }[form.task.step]?.(form) || answering(form);
}

export function dossierPart(form) {
  const { schedule, exercise, findings, choices } = form.task.dossier;
  const plan = schedule.plan;
  const { drills } = form.task.dossier;
  return [drills ? section(form.say('drill.conduct'), table([form.say('drill.code'), form.say('drill.name'), form.say('drill.sheet.planned'),
    form.say('drill.conduct')], drills.map((drill) => [drill.drill, drill.name, span(drill), form.say(`drill.conduct.${drill.state}`)]),
  { caption: form.say('drill.conduct') })) : null,
  findings && findings.length ? section(form.say('findings'), form.findings(findings)) : null,
    exercise ? section(form.say('drill.exercise'), facts(form, [['drill.exercise', `${exercise.code} · ${exercise.title}`],
      ['drill.days', fromTo(exercise.firstDay, exercise.lastDay)], ['drill.host', form.say(`side.${exercise.hostState}`)],
      ['drill.parties', exercise.parties.map((party) => form.say(`side.${party}`)).join(', ')]])) : null,
    plan && exercise ? section(form.told('drill.planNumber', { revision: plan.revision }), [
      el('p', {}, proof((key) => form.say(key), (key, values) => form.told(key, values), plan.plan)),
      gantt((key) => form.say(key), exercise, plan.programme, plan.plan, {
        names: names(choices, plan.programme), closures: (choices && choices.closures) || []
      }),
      oversight(form, plan.programme), overrides(form, plan.programme, choices)]) : null,
    schedule.answers.length ? section(form.say('drill.answers'), happened(form,
      schedule.answers.map((answer) => [moment(answer.answeredAt, form.task.zone), answer.step === 'userTask_confirmBookings'
          ? form.say(`drill.office.${answer.subject}`) : form.say(`side.${answer.subject}`),
        `${form.say(`drill.step.${answer.step}`)}: ${form.say(answer.agreed ? 'drill.yes' : 'drill.no')}`, answer.reason]), 'drill.answers')) : null,
    section(form.say('story'), happened(form, schedule.story.map((event) => [
      moment(event.happenedAt, form.task.zone), who(form, event), form.say(`drill.story.${event.event}`), event.reason])))];
}

function names(choices, programme) {
  const found = {};
  ((choices && choices.ranges) || []).forEach((range) => { found[range.code] = `${range.code} ${range.name}`; });
  programme.teams.forEach((team) => { found[team.code] = `${team.code} ${team.name}`; });
  return found;
}

function oversight(form, programme) {
  const named = (overseer) => (overseer ? [overseer.grade, overseer.name].filter(Boolean).join(' ') : '');
  return el('details.m-more', {}, el('summary', {}, form.say('drill.oversight')), table([form.say('drill.code'), form.say('drill.activity'),
    form.say('drill.persons'), form.say('drill.safetyOfficer'), form.say('drill.officerInCharge')], programme.drills.map((drill) => [
    drill.code, form.say(`drill.activity.${drill.activity}`), drill.persons, named(drill.safetyOfficer), named(drill.officerInCharge)]),
  { caption: form.say('drill.oversight') }));
}

function overrides(form, programme, choices) {
  if (!programme.overrides.length) {
    return null;
  }
  const closures = (choices && choices.closures) || [];
  return el('div.m-alert.m-returned', {}, el('strong', {}, form.say('drill.overridden')), el('ul', {}, programme.overrides.map((use) => {
    const closure = closures.find((candidate) => candidate.id === use.closure);
    return el('li', {}, closure ? `${closure.range}, ${period(closure)} (${closure.reason}): ` : '', use.reason);
  })));
}

function period(closure) {
  return `${minute(closure.from)} – ${minute(closure.to)}`;
}

function reason(form) {
  return () => field(form.say('reason'), 'reason', text(form.answer.reason, (value) => {
    form.answer.reason = value;
    form.changed();
  }, { long: true, length: 1000, name: 'reason' }), { wide: true });
}

function answering(form) {
  const [good, bad] = {
    userTask_decideOverride: ['ALLOW', 'REFUSE'], userTask_confirmBookings: ['CONFIRM', 'SEND_BACK'], userTask_acceptPlan: ['ACCEPT', 'DECLINE']
  }[form.task.step];
  const needsReason = { [bad]: reason(form) };
  if (good === 'ALLOW') {
    needsReason.ALLOW = reason(form);
  }
  const { office } = form.task.dossier;
  return [office ? el('p', {}, form.told('drill.confirmsAs', { office: form.say(`drill.office.${office}`) })) : null,
    choices(form, [good, bad], needsReason, 'drill.', 'drill.hint.')];
}

/* What became of the day's drills: as many lines as there is to say. */
function recording(form) {
  form.answer.action = 'RECORD';
  form.answer.reports = form.answer.reports || [];
  const { drills } = form.task.dossier;
  const list = el('div');
  const keep = (report, name, read = (value) => value) => (value) => {
    report[name] = read(value);
    form.changed();
  };
  const one = (report, index) => {
    const place = `reports/${index + 1}/`;
    const line = (label, name, control) => field(form.say(label), place + name, control);
    const count = (name) => number(report[name], keep(report, name), { min: 0, name: place + name });
    return el('div.m-asked', {}, el('div.m-grid', {}, line('drill.report.drill', 'drill', select(drills.map((drill) => [drill.drill,
      `${drill.drill} ${drill.name}`]), report.drill, (code) => code, keep(report, 'drill'), { name: `${place}drill` })),
    line('drill.report.action', 'action', select(ACTIONS, report.action, (code) => form.say(`drill.report.${code}`), keep(report, 'action'),
      { name: `${place}action` })), line('drill.report.at', 'at', momentField(report.at, keep(report, 'at'), form.say('timeWrong'))),
    line('drill.strength', 'strength', count('strength')), line('drill.rounds', 'rounds', count('rounds')),
    line('drill.remarks', 'remarks', text(report.remarks, keep(report, 'remarks'), { length: 1000, name: `${place}remarks` }))),
    el('button.m-button', {
      type: 'button', onclick: () => {
        form.answer.reports.splice(index, 1);
        form.changed();
        show();
      }
    }, form.say('drill.report.leaveOut')));
  };
  const show = () => fill(list, form.answer.reports.map(one));
  show();
  form.changed();
  return [el('p.m-small', {}, form.say('drill.report.hint')), list, el('button.m-button', {
    type: 'button', name: 'asPlanned', title: form.say('drill.report.asPlannedHint'), onclick: () => {
      form.answer.reports.push(...asPlanned(form));
      form.changed();
      show();
    }
  }, form.say('drill.report.asPlanned')), ' ', el('button.m-button', {
    type: 'button', name: 'addReport', onclick: () => {
      form.answer.reports.push({ drill: null, action: null, at: null, strength: null, rounds: null, remarks: null });
      form.changed();
      show();
    }
  }, form.say('drill.report.add'))];
}

/* Lines for the drills that were planned until the day of the task and of which nothing is written yet, to be changed where they went
   otherwise. Ammunition is counted, never taken from a plan. */
function asPlanned(form) {
  const { drills, schedule } = form.task.dossier;
  const today = parseDay(String(moment(form.task.due, form.task.zone)).slice(0, 10)) || '';
  const programme = schedule.plan ? schedule.plan.programme.drills : [];
  return drills.filter((drill) => ['PLANNED', 'STARTED'].includes(drill.state) && drill.startsAt.slice(0, 10) <= today
    && !form.answer.reports.some((report) => report.drill === drill.drill)).flatMap((drill) => {
    const known = programme.find((one) => one.code === drill.drill) || {};
    const line = (action, at, numbers) => ({ drill: drill.drill, action, at: at.slice(0, 16), strength: null, rounds: null, remarks: null, ...numbers });
    return [drill.state === 'PLANNED' ? line('START', drill.startsAt) : null,
      line('FINISH', drill.endsAt, { strength: known.persons ?? null, rounds: known.activity === 'DRY' ? 0 : null })].filter(Boolean);
  });
}

function planning(form) {
  const dossier = form.task.dossier;
  const programme = dossier.schedule.programme;
  const state = { version: dossier.schedule.version, exercise: dossier.schedule.exercise, programme };
  const address = `/api/drill-schedules/${dossier.number}`;
  const kept = () => form.later('programme', () => ({
    method: 'PUT', path: `${address}/programme`, version: state.version, body: { exercise: state.exercise, programme }
  }), (body) => {
    state.version = body.version;
  });
  const proposals = el('div', { 'aria-live': 'polite' });
  const shared = { form, state, programme, kept, dossier, address, proposals, redraw: () => {} };
  shared.list = dossier.proposals;
  form.answer.action = form.answer.action || 'PUBLISH';
  const drawn = el('div');
  const wrong = el('span.m-wrong', { 'data-wrong': 'exercise' });
  const exercise = el('div.m-row', {}, el('label.m-field.m-wide', { 'data-place': 'exercise' },
    el('span.m-label', {}, form.say('drill.exercise')), select(dossier.choices.exercises.map((found) => [found.code,
      `${found.code} · ${found.title} · ${fromTo(found.firstDay, found.lastDay)}`]), state.exercise, (code) => code,
    async (code) => {
      state.exercise = code;
      kept();
      // Closures and days are those of the exercise.
      if (await form.flush()) {
        form.open();
      }
    }, { name: 'exercise' }), wrong));
  const sent = fromSheet(shared);
  shared.redraw = () => fill(drawn, sent, teams(shared), drills(shared), closed(shared));
  shared.redraw();
  showProposals(shared);
  if (shared.list.some((proposal) => proposal.state === 'SEARCHING')) {
    follow(shared);
  }
  return [exercise, state.exercise ? [drawn, el('div.m-tools', {}, el('button.m-button', {
    type: 'button', name: 'ask', onclick: () => ask(shared)
  }, form.say('drill.ask')), el('span.m-small', {}, form.say('drill.askHint'))), proposals,
  el('span.m-wrong', { 'data-wrong': 'proposal' })] : el('p.m-small', {}, form.say('drill.chooseFirst')),
  choices(form, ['PUBLISH', 'DISCARD'], {}, 'drill.', 'drill.hint.')];
}

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/* The programme from a workbook or CSV: to take along and to send, with an answer to each row. */
function fromSheet(shared) {
  const { form, state, programme, address } = shared;
  const told = el('div', { 'aria-live': 'polite' });
  const file = el('input', {
    type: 'file', accept: '.xlsx,.csv', name: 'rows', 'aria-label': form.say('drill.rows.send'), onchange: async () => {
      const chosen = file.files[0];
      if (!chosen || !await form.flush()) {
        return;
      }
      file.value = '';
      const answer = await call('POST', `${address}/programme/sheet`, chosen,
        { type: /\.csv$/i.test(chosen.name) ? 'text/csv' : WORKBOOK, version: state.version });
      form.tell(answer.fine ? null : answer);
      if (!answer.fine) {
        return;
      }
      const { schedule, rows } = answer.body;
      state.version = schedule.version;
      Object.assign(programme, schedule.programme);
      shared.redraw();
      fill(told, table([form.say('drill.sheet.row'), form.say('drill.kind'), form.say('drill.code'), form.say('drill.sheet.outcome'), ''],
        rows.map((row) => [String(row.row), form.say(`drill.kind.${row.kind}`), row.code || '', form.say(`drill.rows.${row.outcome}`),
          row.findings.map((finding) => el('div', {}, `${form.say(`drill.${finding.place}`)}: ${finding.wrong} ${finding.cure || ''}`))]),
        { caption: form.say('drill.rows') }));
    }
  });
  return section(form.say('drill.rows'), [el('p.m-small', {}, form.say('drill.rows.hint')), el('div.m-tools', {},
    el('a', { href: `${address}/programme/sheet.xlsx`, download: true }, form.say('drill.rows.workbook')),
    el('a', { href: `${address}/programme/sheet`, download: true }, form.say('drill.rows.csv'))),
  el('label.m-field', {}, el('span.m-label', {}, form.say('drill.rows.send')), file), told], { open: programme.drills.length === 0 });
}

async function ask(shared) {
  const { form } = shared;
  if (!await form.flush()) {
    return;
  }
  const answer = await call('POST', `${shared.address}/proposals`);
  form.tell(answer.fine ? null : answer);
  if (answer.fine) {
    shared.awaited = answer.body.id;
    await reload(shared);
    shared.proposals.scrollIntoView({ block: 'center' });
    follow(shared);
  }
}

async function reload(shared) {
  const answer = await call('GET', `${shared.address}/proposals`);
  if (answer.fine) {
    shared.list = answer.body;
    showProposals(shared);
  }
}

/* Until the search is over, or the form is gone. */
function follow(shared) {
  setTimeout(async () => {
    if (!shared.proposals.isConnected) {
      return;
    }
    await reload(shared);
    if (shared.list.some((proposal) => proposal.state === 'SEARCHING')) {
      follow(shared);
    }
  }, ASK_AGAIN_AFTER);
}

function showProposals(shared) {
  const { form, list } = shared;
  const newest = list[0];
  // What was just asked for is what is meant, and not what was chosen before a range was closed.
  const isAwaited = newest && newest.id === shared.awaited;
  if (newest && newest.plan && (isAwaited || !list.some((proposal) => proposal.id === form.answer.proposal))) {
    form.answer.proposal = newest.id;
    form.changed();
    shared.awaited = null;
  }
  fill(shared.proposals, list.slice(0, 5).map((proposal, index) => oneProposal(shared, proposal, index === 0)));
}

function oneProposal(shared, proposal, isNewest) {
  const { form, state, dossier, programme } = shared;
  const say = (key) => form.say(key);
  const told = (key, values) => form.told(key, values);
  const head = el('div.m-tools', {}, proposal.plan ? el('label.m-check', {}, el('input', {
    type: 'radio', name: 'mushterek-proposal', value: proposal.id, checked: form.answer.proposal === proposal.id, onchange: () => {
      form.answer.proposal = proposal.id;
      form.changed();
    }
  }), ` ${told('drill.proposal', { id: proposal.id })}`) : el('strong', {}, told('drill.proposal', { id: proposal.id })),
  el('span.m-chip', {}, say(`drill.proposal.${proposal.state}`)), el('span.m-small', {}, moment(proposal.askedAt, form.task.zone)));
  if (proposal.state === 'SEARCHING') {
    const progress = proposal.progress;
    return el('div.m-asked', {}, head, progress && progress.end >= 0 ? el('p', {}, say('drill.hasPlan')) : el('p', {}, say('drill.searching')),
      el('button.m-button', {
        type: 'button', onclick: () => call('DELETE', `${shared.address}/proposals/${proposal.id}`)
      }, say('drill.stop')));
  }
  if (proposal.clash) {
    const words = (said) => el('li', {}, said[form.task.language] || said.en);
    return el('div.m-asked', {}, head, el('p', {}, say('drill.clash')), el('ul', {}, proposal.clash.rules.map(words)),
      proposal.clash.cures.length ? [el('p', {}, say('drill.cures')), el('ul', {}, proposal.clash.cures.map(words))]
        : el('p.m-small', {}, say('drill.noCure')));
  }
  if (!proposal.plan) {
    return el('div.m-asked', {}, head, el('p', {}, say(`drill.proposal.${proposal.state}.hint`)));
  }
  const exercise = dossier.exercise;
  return el('div.m-asked', {}, head, el('p', {}, proof(say, told, proposal.plan)), exercise && el('details', { open: isNewest },
    el('summary', {}, say('drill.plan')), gantt(say, exercise, programme, proposal.plan, {
      names: names(dossier.choices, programme), closures: dossier.choices.closures, pick: (placement) => pin(shared, placement)
    }), state.exercise ? el('p.m-small', {}, say('drill.pinHint')) : null));
}

/* A drill of a proposal is pinned to its place, or let go again. */
function pin(shared, placement) {
  const drill = shared.programme.drills.find((candidate) => candidate.code === placement.drill);
  if (drill) {
    drill.pinnedTo = drill.pinnedTo ? null : placement.startsAt;
    shared.kept();
    shared.redraw();
    fill(shared.form.refusal, el('p.m-small', { role: 'status' }, shared.form.told(drill.pinnedTo ? 'drill.nowPinned' : 'drill.nowLoose',
      { drill: drill.code, when: span(placement) })));
  }
}

function nextCode(list, letter, width) {
  for (let number = 1; ; number += 1) {
    const code = letter + String(number).padStart(width, '0');
    if (!list.some((entry) => entry.code === code)) {
      return code;
    }
  }
}

function changing(shared, entry, name, read = (value) => value) {
  return (value) => {
    entry[name] = read(value);
    shared.kept();
  };
}

function remover(shared, list, entry, label) {
  return el('button.m-button', {
    type: 'button', 'aria-label': label, title: label, onclick: () => {
      list.splice(list.indexOf(entry), 1);
      shared.kept();
      shared.redraw();
    }
  }, '×');
}

function number(value, change, attributes) {
  return el('input.m-control', {
    type: 'number', value: value === null || value === undefined ? '' : value, ...attributes,
    oninput: (event) => change(event.target.value === '' ? null : Number(event.target.value))
  });
}

function teams(shared) {
  const { form, programme, dossier } = shared;
  const parties = dossier.exercise ? dossier.exercise.parties : [dossier.schedule.side];
  return section(form.say('drill.teamList'), [programme.teams.length ? table([form.say('drill.code'), form.say('drill.side'),
    form.say('drill.name'), form.say('drill.restHours'), ''], programme.teams.map((team, index) => [
    text(team.code, changing(shared, team, 'code', (value) => (value || '').toUpperCase()), { length: 12, 'aria-label': form.say('drill.code') }),
    select(parties.map((side) => [side, form.say(`side.${side}`)]), team.side, (code) => code, changing(shared, team, 'side', (value) => value || ''),
      { 'aria-label': form.say('drill.side') }),
    [text(team.name, changing(shared, team, 'name', (value) => value || ''), { length: 120, 'aria-label': form.say('drill.name') }),
      el('span.m-wrong', { 'data-wrong': `teams/${index + 1}` })],
    number(team.restHours, changing(shared, team, 'restHours'), { min: 0, max: 72, placeholder: '8', 'aria-label': form.say('drill.restHours') }),
    remover(shared, programme.teams, team, form.told('drill.removeTeam', { code: team.code }))]), { caption: form.say('drill.teamList') }) : null,
  el('span.m-wrong', { 'data-wrong': 'teams' }), el('button.m-button', {
    type: 'button', name: 'addTeam', onclick: () => {
      const code = nextCode(programme.teams, 'T', 1);
      programme.teams.push({ code, side: dossier.schedule.side, name: code, restHours: null });
      shared.kept();
      shared.redraw();
    }
  }, form.say('drill.addTeam'))]);
}

function drills(shared) {
  const { form, programme, dossier } = shared;
  return section(form.told('drill.drillList', { count: programme.drills.length }), [
    programme.drills.map((drill, index) => oneDrill(shared, drill, index)), el('span.m-wrong', { 'data-wrong': 'drills' }),
    el('div.m-tools', {}, el('button.m-button', {
      type: 'button', name: 'addDrill', onclick: () => {
        const range = dossier.choices.ranges[0];
        programme.drills.push({
          code: nextCode(programme.drills, 'D', 2), name: '', objective: null, range: range ? range.code : '', minutes: 120,
          teams: programme.teams.slice(0, 1).map((team) => team.code), persons: 20, activity: 'DRY', light: null, follows: [],
          sameDayAs: [], notSameDayAs: [], notBefore: null, endsBy: null, pinnedTo: null, airspace: null, frequency: null,
          safetyOfficer: null, officerInCharge: null, fresh: true
        });
        shared.kept();
        shared.redraw();
      }
    }, form.say('drill.addDrill')), dossier.choices.ranges.length ? null : el('span.m-small', {}, form.say('drill.noRanges')))]);
}

function oneDrill(shared, drill, index) {
  const { form, programme, dossier } = shared;
  const place = `drills/${index + 1}`;
  const isOpen = drill.fresh === true;
  delete drill.fresh;
  const title = () => [el('strong', {}, drill.code), ` ${drill.name || ''} `, el('span.m-small', {},
    `${drill.range} · ${drill.minutes / 60} ${form.say('drill.hoursShort')} · ${drill.teams.join(', ')}${drill.pinnedTo ? ' · ▪' : ''}`)];
  const summary = el('summary', {}, title());
  const change = (name, read) => {
    const keep = changing(shared, drill, name, read);
    return (value) => {
      keep(value);
      fill(summary, title());
    };
  };
  const codes = (value) => (value || '').toUpperCase().split(/[\s,;]+/).filter(Boolean);
  const line = (label, name, control, options) => field(form.say(label), `${place}/${name}`, control, options);
  const details = el('details.m-drill', { open: isOpen, id: `drill-${drill.code}` }, summary);
  const fillIn = () => {
    if (details.childElementCount > 1) {
      return;
    }
    details.append(el('div.m-grid', {}, line('drill.code', 'code', text(drill.code, change('code', (value) => (value || '').toUpperCase()), { length: 12 })),
      line('drill.name', 'name', text(drill.name, change('name', (value) => value || ''), { length: 120 })),
      line('drill.objective', 'objective', text(drill.objective, change('objective'), { length: 120 })),
      line('drill.range', 'range', select(dossier.choices.ranges.map((range) => [range.code, `${range.code} ${range.name}`]), drill.range,
        (code) => code, change('range', (value) => value || ''))),
      line('drill.hours', 'minutes', number(drill.minutes / 60, change('minutes', (value) => Math.round(((value || 0) * 60) / QUARTER) * QUARTER),
        { min: 0.25, max: 48, step: 0.25 })),
      line('drill.persons', 'persons', number(drill.persons, change('persons', (value) => value || 0), { min: 0, max: 5000 })),
      line('drill.activity', 'activity', select(ACTIVITIES, drill.activity, (code) => form.say(`drill.activity.${code}`),
        change('activity', (value) => value || 'DRY'))),
      line('drill.light', 'light', select(LIGHTS, drill.light, (code) => form.say(`drill.light.${code}`), change('light')))),
    el('div.m-ticks', { role: 'group', 'aria-label': form.say('drill.teams'), 'data-place': `${place}/teams` },
      el('span.m-label', {}, form.say('drill.teams')), programme.teams.map((team) => el('label', {},
      el('input', {
        type: 'checkbox', checked: drill.teams.includes(team.code), onchange: (event) => {
          change('teams')(event.target.checked ? [...drill.teams, team.code] : drill.teams.filter((code) => code !== team.code));
        }
      }), ` ${team.code} ${team.name}`)), el('span.m-wrong', { 'data-wrong': `${place}/teams` })),
    el('div.m-grid', {}, line('drill.follows', 'follows', text(drill.follows.map(told).join(', '), change('follows',
      (value) => parseFollows(value)), { length: 400 }), { hint: form.say('drill.followsHint') }),
    line('drill.sameDayAs', 'sameDayAs', text(drill.sameDayAs.join(', '), change('sameDayAs', codes))),
    line('drill.notSameDayAs', 'notSameDayAs', text(drill.notSameDayAs.join(', '), change('notSameDayAs', codes))),
    line('drill.notBefore', 'notBefore', momentField(drill.notBefore, change('notBefore'), form.say('timeWrong'))),
    line('drill.endsBy', 'endsBy', momentField(drill.endsBy, change('endsBy'), form.say('timeWrong'))),
    line('drill.pinnedTo', 'pinnedTo', momentField(drill.pinnedTo, change('pinnedTo'), form.say('timeWrong'))),
    line('drill.airspace', 'airspace', text(drill.airspace, change('airspace'), { length: 25 })),
    line('drill.frequency', 'frequency', text(drill.frequency, change('frequency'), { length: 25 })),
    ['safetyOfficer', 'officerInCharge'].map((who) => overseer(shared, drill, who, line))),
    el('div.m-tools', {}, remover(shared, programme.drills, drill, form.told('drill.removeDrill', { code: drill.code })),
      el('span.m-small', {}, form.told('drill.removeDrill', { code: drill.code }))));
  };
  // Hundreds of drills would be thousands of fields: those of one are made when it is opened.
  details.addEventListener('toggle', () => details.open && fillIn());
  if (isOpen) {
    fillIn();
  }
  return el('div', { 'data-place': place }, details, el('span.m-wrong', { 'data-wrong': place }),
    ['name', 'code', 'range', 'minutes', 'persons', 'follows'].map((name) => (isOpen ? null
      : el('span.m-wrong', { 'data-wrong': `${place}/${name}` }))));
}

function overseer(shared, drill, who, line) {
  const { form } = shared;
  const set = (name) => (value) => {
    const now = { grade: '', name: null, ...drill[who], [name]: value || (name === 'grade' ? '' : null) };
    drill[who] = now.grade || now.name ? now : null;
    shared.kept();
  };
  const known = drill[who] || {};
  return [line(`drill.${who}Grade`, who, select(GRADES, known.grade, (code) => code, set('grade'))),
    line(`drill.${who}`, `${who}/name`, text(known.name, set('name'), { length: 120 }))];
}

/* D04, D05+60, D06+60..240: codes with the least and the most minutes between. */
function told(follow) {
  const least = follow.atLeastMinutes ? `+${follow.atLeastMinutes}` : '';
  return follow.drill + (follow.atMostMinutes === null || follow.atMostMinutes === undefined ? least
    : `${least || '+0'}..${follow.atMostMinutes}`);
}

function parseFollows(value) {
  return (value || '').toUpperCase().split(/[\s,;]+/).filter(Boolean).map((entry) => {
    const found = /^([A-Z0-9-]+)(?:\+(\d+)(?:\.\.(\d+))?)?$/.exec(entry);
    return found ? {
      drill: found[1], atLeastMinutes: found[2] ? Number(found[2]) : null, atMostMinutes: found[3] ? Number(found[3]) : null
    } : { drill: entry, atLeastMinutes: null, atMostMinutes: null };
  });
}

function closed(shared) {
  const { form, programme, dossier } = shared;
  const closures = dossier.choices.closures;
  return closures.length ? section(form.say('drill.closures'), closures.map((closure, index) => {
    const used = programme.overrides.find((override) => override.closure === closure.id);
    return el('div.m-duty', {}, el('input', {
      type: 'checkbox', id: `closure-${closure.id}`, checked: Boolean(used), onchange: (event) => {
        if (event.target.checked) {
          programme.overrides.push({ closure: closure.id, reason: '' });
        } else {
          programme.overrides.splice(programme.overrides.indexOf(used), 1);
        }
        shared.kept();
        shared.redraw();
      }
    }), el('label', { for: `closure-${closure.id}` }, `${closure.range}: ${period(closure)} · ${closure.reason} · ${form.say('drill.useAllTheSame')}`),
    used ? el('span', {}, field(form.say('reason'), `overrides/${index + 1}/reason`, text(used.reason,
      changing(shared, used, 'reason', (value) => value || ''), { length: 300 }), { hint: form.say('drill.commanderDecides') })) : null);
  })) : null;
}
