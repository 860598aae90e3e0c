/* The drill schedules of a side's exercises with their plans, and its ranges with their closures. */
import { happened, who } from './answer.js';
import { feeds } from './feeds.js';
import { alertOf, call, dayField, el, field, fill, minute, misread, moment, momentField, section, select, table, text } from './form.js';
import { gantt, proof } from './gantt.js';
import * as kept from './kept.js';
import { head, reader } from './page.js';
import { LEVELS, risks } from './risk.js';

const place = document.getElementById('cases');
let page;
/* Of the plans that are shown, as feeds name them. */
let teams = [];

async function schedule(brief) {
  const [answer, exercise] = await Promise.all([call('GET', `/api/drill-schedules/${encodeURIComponent(brief.number)}`),
    brief.exercise ? call('GET', `/api/exercises/${encodeURIComponent(brief.exercise)}`) : { fine: false }]);
  const shown = answer.fine ? answer.body : brief;
  const drills = exercise.fine ? await call('GET', `/api/exercises/${encodeURIComponent(brief.exercise)}/drills`) : { fine: false };
  const plan = shown.plan;
  if (plan) {
    teams.push(...plan.programme.teams.filter((team) => team.side === page.me.side || shown.side === page.me.side)
      .map((team) => [`${brief.number}:${team.code}`, `${brief.number} · ${team.code} ${team.name}`]));
  }
  return section(`${brief.number} · ${brief.exercise || page.say('drill.noExercise')}`, [
    el('p', {}, el('span.m-chip', {}, page.say(`drill.state.${shown.state}`))), plan && exercise.fine ? [
      el('h5', {}, page.told('drill.planNumber', { revision: plan.revision })), el('p', {}, proof(page.say, page.told, plan.plan)),
      gantt(page.say, exercise.body, plan.programme, plan.plan, { closures: await closuresOf(shown, plan) }), el('p', {}, el('a', {
        href: `/api/drill-schedules/${encodeURIComponent(brief.number)}/plan`
      }, page.say('drill.workbook'))), drills.fine && drills.body.length ? conduct(exercise.body, drills.body) : null] : el('p.m-small', {}, page.say('drill.noPlanYet')),
    shown.story.length ? happened(page, shown.story.map((event) => [
      moment(event.happenedAt, page.me.zone), who(page, event),
      page.say(`drill.story.${event.event}`), event.reason])) : null],
  { open: shown.state !== 'DISCARDED' && shown.state !== 'ENDED', id: brief.number });
}

/* Closures of the ranges of a plan are the host's to know. */
async function closuresOf(shown, plan) {
  if (shown.side !== page.me.side) {
    return [];
  }
  const ranges = [...new Set(plan.plan.placements.map((placement) => placement.range))];
  const read = await Promise.all(ranges.map((range) => call('GET', `/api/ranges/${encodeURIComponent(range)}/closures`)));
  return read.flatMap((answer) => (answer.fine ? answer.body : []));
}

/* The processes whose deputies report on drills. */
const CONDUCTED_IN = ['drill-scheduling', 'drill-continuation'];
const ACTIONS = ['START', 'SUSPEND', 'RESUME', 'FINISH', 'CANCEL'];

/* How the drills went, and a report for those of the host who make one. */
function conduct(exercise, drills) {
  const mayReport = page.me.side === exercise.hostState && page.may(CONDUCTED_IN, 'PLANNER', 'COMMANDER', 'RANGE');
  const refused = el('div', { 'aria-live': 'assertive' });
  const begun = kept.nameOf(kept.OWN, `drill-report-${exercise.code}`);
  const report = kept.begun(begun, { drill: null, action: null, at: null, strength: null, rounds: null, remarks: null });
  const keep = (name) => (value) => {
    report[name] = value;
    kept.keep(begun, report);
  };
  const number = (name) => el('input.m-control', { type: 'number', min: 0, name, value: report[name], oninput: (event) => keep(name)(event.target.value === ''
    ? null : Number(event.target.value)) });
  return section(page.say('drill.conduct'), [table([page.say('drill.code'), page.say('drill.name'), page.say('drill.conduct'),
    page.say('drill.strength'), page.say('drill.rounds'), page.say('drill.remarks')], drills.map((drill) => {
    const last = drill.reports[drill.reports.length - 1] || {};
    return [drill.drill, drill.name, [page.say(`drill.conduct.${drill.state}`), last.at ? ` ${minute(last.at)}` : null],
      last.strength, last.rounds, last.remarks];
  }), { caption: page.say('drill.conduct') }), mayReport ? [el('h5', {}, page.say('drill.report')), el('div.m-grid', {},
    field(page.say('drill.report.drill'), 'drill', select(drills.map((drill) => [drill.drill, `${drill.drill} ${drill.name}`]), report.drill,
      (code) => code, keep('drill'), { name: 'drill' })),
    field(page.say('drill.report.action'), 'action', select(ACTIONS, report.action, (code) => page.say(`drill.report.${code}`), keep('action'),
      { name: 'action' })),
    field(page.say('drill.report.at'), 'at', momentField(report.at, keep('at'), page.say('timeWrong'))),
    field(page.say('drill.strength'), 'strength', number('strength')), field(page.say('drill.rounds'), 'rounds', number('rounds')),
    field(page.say('drill.remarks'), 'remarks', text(report.remarks, keep('remarks'), { length: 1000, name: 'remarks' }))), el('button.m-button', {
    type: 'button', name: 'report', onclick: async (event) => {
      if (misread(event.target)) {
        return;
      }
      const { drill, ...told } = report;
      const sent = await call('POST', `/api/exercises/${encodeURIComponent(exercise.code)}/drills/${encodeURIComponent(drill || '-')}/reports`, told);
      if (sent.fine) {
        kept.forget(begun);
        show();
      } else {
        fill(refused, alertOf(page, sent, { of: 'drill' }));
      }
    }
  }, page.say('drill.report')), refused, sheet(exercise)] : null, drills.map((drill) => drill.risks.length
    ? el('div', {}, el('h5', {}, `${drill.drill} ${drill.name}`), risks(page, drill.risks, page.me.zone)) : null), riskSeen(exercise, drills)]);
}

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/* The day's sheet: empty to take along, filled in to send. */
function sheet(exercise) {
  const address = `/api/exercises/${encodeURIComponent(exercise.code)}/drills/sheet`;
  const told = el('div', { 'aria-live': 'polite' });
  const empty = el('a', { href: address }, page.say('drill.sheet.read'));
  const file = el('input', {
    type: 'file', accept: '.xlsx', name: 'sheet', 'aria-label': page.say('drill.sheet.send'), onchange: async () => {
      const sent = file.files[0];
      file.value = '';
      const answer = await call('POST', address, sent, { type: WORKBOOK });
      if (!answer.fine) {
        fill(told, alertOf(page, answer));
        return;
      }
      fill(told, table([page.say('drill.sheet.row'), page.say('drill.drill'), page.say('drill.sheet.outcome'), ''], answer.body.map((row) => [
        String(row.row), row.drill || '', page.say(`drill.sheet.${row.outcome}`), row.findings.map((finding) => el('div', {},
          `${page.say(`drill.${finding.place}`)}: ${finding.wrong} ${finding.cure || ''}`))]), { caption: page.say('drill.sheet') }));
    }
  });
  return [el('h5', {}, page.say('drill.sheet')), el('p.m-small', {}, page.say('drill.sheet.hint')), el('div.m-grid', {},
    field(page.say('drill.sheet.day'), 'day', dayField(null, (iso) => {
      empty.href = iso ? `${address}?day=${iso}` : address;
    }, page.say('dayWrong'), 'sheet-day'))), el('p', {}, empty), el('label.m-field', {}, el('span.m-label', {}, page.say('drill.sheet.send')), file), told];
}

/* What officers of every party see while the exercise runs; above what was approved it suspends the drill. */
function riskSeen(exercise, drills) {
  if (!page.may(CONDUCTED_IN, 'PLANNER', 'COMMANDER', 'RANGE', 'MEDICAL')) {
    return null;
  }
  const refused = el('div', { 'aria-live': 'assertive' });
  const begun = kept.nameOf(kept.OWN, `drill-risk-${exercise.code}`);
  const seen = kept.begun(begun, { drill: null, level: null, hazard: null });
  const keep = (name) => (value) => {
    seen[name] = value;
    kept.keep(begun, seen);
  };
  return [el('h5', {}, page.say('drill.risk.report')), el('p.m-small', {}, page.say('drill.risk.hint')), el('div.m-grid', {},
    field(page.say('drill.report.drill'), 'drill', select(drills.map((drill) => [drill.drill, `${drill.drill} ${drill.name}`]), seen.drill,
      (code) => code, keep('drill'), { name: 'risk-drill' })),
    field(page.say('drill.level'), 'level', select(LEVELS, seen.level, (code) => page.say(`planning.risk.${code}`), keep('level'), { name: 'level' })),
    field(page.say('drill.hazard'), 'hazard', text(seen.hazard, keep('hazard'), { length: 1000, name: 'hazard' }))), el('button.m-button', {
    type: 'button', name: 'see-risk', onclick: async () => {
      const sent = await call('POST', `/api/exercises/${encodeURIComponent(exercise.code)}/drills/${encodeURIComponent(seen.drill || '-')}/risks`,
        { level: seen.level, hazard: seen.hazard });
      if (sent.fine) {
        kept.forget(begun);
        show();
      } else {
        fill(refused, alertOf(page, sent, { of: 'drill' }));
      }
    }
  }, page.say('drill.risk.report')), refused];
}

function local(closure, name) {
  return minute(closure[name]);
}

async function range(known) {
  const mayClose = page.may(['drill-scheduling'], 'RANGE');
  const address = `/api/ranges/${encodeURIComponent(known.code)}/closures`;
  const answer = await call('GET', address);
  const closures = answer.fine ? answer.body : [];
  const refused = el('div', { 'aria-live': 'assertive' });
  const begun = kept.nameOf(kept.OWN, `closure-${known.code}`);
  const period = kept.begun(begun, { from: null, to: null, reason: null });
  const keep = (name) => (value) => {
    period[name] = value;
    kept.keep(begun, period);
  };
  const tell = (result) => fill(refused, result.fine ? null : alertOf(page, result, { of: 'drill' }));
  return section(`${known.code} · ${known.name}`, [el('p.m-small', {}, page.told('drill.rangeFacts', {
    bookings: known.bookings, persons: known.persons, setUp: known.setUpMinutes, clearUp: known.clearUpMinutes
  }), ' ', known.opens ? page.told('drill.rangeHours', { opens: known.opens.slice(0, 5), closes: known.closes.slice(0, 5) })
    : page.say('drill.aroundTheClock')),
  closures.length ? table([page.say('drill.from'), page.say('drill.to'), page.say('reason'), ''], closures.map((closure) => [
    local(closure, 'from'), local(closure, 'to'), closure.reason, mayClose ? el('button.m-button', {
      type: 'button', onclick: async () => {
        const opened = await call('DELETE', `${address}/${closure.id}`);
        tell(opened);
        if (opened.fine) {
          show();
        }
      }
    }, page.say('drill.open')) : null]), { caption: page.say('drill.closures') }) : el('p.m-small', {}, page.say('drill.noClosures')),
  mayClose ? [el('div.m-grid', {}, field(page.say('drill.from'), 'from', momentField(period.from, keep('from'), page.say('timeWrong'))),
    field(page.say('drill.to'), 'to', momentField(period.to, keep('to'), page.say('timeWrong'))),
    field(page.say('reason'), 'reason', text(period.reason, keep('reason'), { length: 300 }))),
  el('button.m-button', {
    type: 'button', onclick: async (event) => {
      if (misread(event.target)) {
        return;
      }
      const closed = await call('POST', address, period);
      tell(closed);
      if (closed.fine) {
        kept.forget(begun);
        show();
      }
    }
  }, page.say('drill.close'))] : null, refused], { open: closures.length > 0, id: `range-${known.code}` });
}

async function show() {
  page = await reader();
  if (!page) {
    return;
  }
  document.title = `Mushterek · ${page.say('drill.all')}`;
  teams = [];
  const [schedules, ranges] = await Promise.all([call('GET', '/api/drill-schedules'), call('GET', '/api/ranges'), kept.read(kept.OWN)]);
  const parts = schedules.fine ? await Promise.all(schedules.body.map(schedule)) : [alertOf(page, schedules)];
  const own = ranges.fine ? await Promise.all(ranges.body.map(range)) : [alertOf(page, ranges)];
  const feedsPart = page.me.roles.includes('ADMIN') ? null : await feeds(page, ranges.fine ? ranges.body : [], teams);
  fill(place, head(page, show), el('h1.c-title', {}, page.say('drill.all')), parts.length ? parts : el('p.m-small', {}, page.say('drill.none')),
    el('h2.c-subtitle', {}, page.say('drill.ranges')), own.length ? own : el('p.m-small', {}, page.say('drill.noRanges')),
    feedsPart);
}

show();
