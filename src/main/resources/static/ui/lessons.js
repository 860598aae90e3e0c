/* What was learned: search over observations, actions and lessons; an officer's own observations, one by one or from a workbook. */
import { filesPart, observationFacts, observationFields } from './afteraction.js';
import { add, alertOf, call, callEach, day, dayField, el, field, fill, misread, section, select, table, text } from './form.js';
import * as kept from './kept.js';
import { mergingPart } from './merging.js';
import { offerPart } from './offer.js';
import { head, loading, reader } from './page.js';

const KINDS = ['OBSERVATION', 'JOINT_TEXT', 'ACTION', 'LESSON'];
const ADDRESSES = { OBSERVATION: 'observations', JOINT_TEXT: 'merged-observations', ACTION: 'corrective-actions', LESSON: 'corrective-actions' };
const TAGS = ['DOCTRINE', 'ORGANISATION', 'TRAINING', 'MATERIEL', 'LEADERSHIP', 'PERSONNEL', 'FACILITIES', 'POLICY', 'INTEROPERABILITY'];
const STATES = ['SUBMITTED', 'ACCEPTED', 'REJECTED', 'WITHDRAWN', 'AGREED', 'IMPLEMENTATION', 'VALIDATION', 'LEARNED', 'CANCELLED', 'HANDED_OVER'];
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PAUSE_BEFORE_ASKING = 400;
const place = document.getElementById('cases');
const asked = {};
let page;
let exercises = [];
let timer;

function askLater(results) {
  return (name) => (value) => {
    asked[name] = value;
    clearTimeout(timer);
    timer = setTimeout(() => find(results), PAUSE_BEFORE_ASKING);
  };
}

async function find(results) {
  const words = Object.entries(asked).filter(([, value]) => value);
  const from = (offset) => call('GET', `/api/lessons?${new URLSearchParams([...words, ['offset', offset]])}`);
  const first = await from(0);
  if (!first.fine) {
    fill(results, alertOf(page, first));
    return;
  }
  const hits = el('div', {}, first.body.items.map(hitPart));
  const refused = el('div', { 'aria-live': 'assertive' });
  const more = el('button.m-button', {
    type: 'button', 'data-do': 'more', onclick: async () => {
      // A second click would bring the same hits again.
      more.disabled = true;
      const next = await from(hits.childElementCount);
      more.disabled = false;
      fill(refused, next.fine ? null : alertOf(page, next));
      if (next.fine) {
        add(hits, next.body.items.map(hitPart));
        if (next.body.items.length === 0 || hits.childElementCount >= next.body.total) {
          more.remove();
        }
      }
    }
  }, page.say('afteraction.more'));
  fill(results, el('p.m-small', { role: 'status' }, page.told('afteraction.found', { count: first.body.total })), hits, refused,
    first.body.total > first.body.items.length ? more : null);
}

function hitPart(hit) {
  const inside = el('div');
  const part = section(`${hit.number} · ${hit.title}`, inside, {
    open: false, id: hit.number,
    note: [page.say(`afteraction.kind.${hit.kind}`), page.say(`side.${hit.owner}`), hit.exercise, page.say(`afteraction.state.${hit.state}`)].join(' · ')
  });
  part.addEventListener('toggle', () => part.open && inside.childElementCount === 0 && open(hit, inside));
  return part;
}

async function open(hit, inside) {
  const answer = await call('GET', `/api/${ADDRESSES[hit.kind]}/${encodeURIComponent(hit.number)}`);
  if (!answer.fine) {
    fill(inside, alertOf(page, answer));
  } else if (hit.kind === 'JOINT_TEXT') {
    fill(inside, observationFacts(page, answer.body.merging.content, answer.body.merging));
  } else if (hit.kind === 'OBSERVATION') {
    fill(inside, observationFacts(page, answer.body.observation.content, answer.body.observation),
      answer.body.observation.reason ? el('p', {}, `${page.say('afteraction.reason')}: ${answer.body.observation.reason}`) : null,
      filesPart(page, hit.number, page.me.zone));
  } else {
    const { action } = answer.body;
    fill(inside, el('dl.m-facts', {}, [['afteraction.task', action.order.task], ['afteraction.organisation', action.order.organisation],
      ['afteraction.person', action.order.person], ['afteraction.dueOn', day(action.order.dueOn)], ['afteraction.fromObservation', action.observation],
      ['afteraction.overdue', action.overdue && page.say('afteraction.yes')], ['afteraction.reason', action.closingReason]]
      .filter(([, value]) => value).map(([label, value]) => [el('dt', {}, page.say(label)), el('dd', {}, value)])),
    await offerPart(page, action, (exercises.find((exercise) => exercise.code === action.exercise) || { parties: [] }).parties, () => open(hit, inside)));
  }
}

function search() {
  const results = el('div', { id: 'results' }, loading(page));
  const change = askLater(results);
  find(results);
  return [el('div.m-grid', {}, field(page.say('afteraction.find'), 'q', text(asked.q, change('q'), { name: 'q' })),
    field(page.say('afteraction.kind'), 'kind', select(KINDS, asked.kind, (code) => page.say(`afteraction.kind.${code}`), change('kind'), { name: 'kind' })),
    field(page.say('afteraction.tags'), 'tag', select(TAGS, asked.tag, (code) => page.say(`afteraction.tag.${code}`), change('tag'), { name: 'tag' })),
    field(page.say('afteraction.exercise'), 'exercise', select(exercises.map((exercise) => [exercise.code, `${exercise.code} ${exercise.title}`]),
      asked.exercise, (code) => code, change('exercise'), { name: 'exercise' })),
    field(page.say('afteraction.objective'), 'objective', text(asked.objective, change('objective'), { name: 'asked-objective', length: 20 })),
    field(page.say('afteraction.state'), 'state', select(STATES, asked.state, (code) => page.say(`afteraction.state.${code}`), change('state'),
      { name: 'state' }))), results];
}

const OBSERVATION = kept.nameOf(kept.OWN, 'observation');

/** The form of one observation: like a task's, but it answers nothing and is kept until it is submitted. */
function writing(begun) {
  const told = el('div', { 'aria-live': 'polite' });
  const fields = el('div');
  const lastDay = () => chosen.conduct.endexOn || chosen.conduct.startexOn;
  const blank = () => ({ release: 'OWN_SIDE', tags: [], observedOn: lastDay() });
  const found = kept.begun(OBSERVATION, {});
  let chosen = begun.find((exercise) => exercise.code === found.exercise) || begun[0];
  let content = found.content || blank();
  const keep = () => kept.keep(OBSERVATION, { exercise: chosen.code, content });
  const draw = () => fill(fields, observationFields({
    say: page.say, changed: keep, answer: content, task: { dossier: { objectives: chosen.conduct.objectives } }
  }, content, ''));
  // What is written goes along to the other exercise, but for what that one does not know.
  const choose = (code) => {
    const before = lastDay();
    chosen = begun.find((exercise) => exercise.code === code) || chosen;
    content.observedOn = content.observedOn === before ? lastDay() : content.observedOn;
    content.objective = chosen.conduct.objectives.some((objective) => objective.code === content.objective) ? content.objective : null;
    if (kept.isBegun(OBSERVATION)) {
      keep();
    }
    draw();
  };
  draw();
  const refusal = (answer) => {
    fill(told, alertOf(page, answer, { of: 'afteraction' }));
  };
  const file = el('input', {
    type: 'file', accept: '.xlsx', name: 'sheet', 'aria-label': page.say('afteraction.fromSheet'),
    onchange: async () => {
      const sent = file.files[0];
      file.value = '';
      file.disabled = true;
      const answer = await call('POST', `/api/exercises/${encodeURIComponent(chosen.code)}/observations/import`, sent, { type: WORKBOOK });
      file.disabled = false;
      file.focus();
      if (!answer.fine) {
        refusal(answer);
        return;
      }
      fill(told, table([page.say('afteraction.row'), page.say('afteraction.state'), page.say('afteraction.number'), ''], answer.body.map((row) => [
        String(row.row), page.say(`afteraction.outcome.${row.outcome}`), row.number || '', row.findings.map((finding) => el('div', {},
          `${page.words[`ui.afteraction.${finding.place}`] || finding.place}: ${finding.wrong} ${finding.cure || ''}`))]),
      { caption: page.say('afteraction.fromSheet') }));
    }
  });
  return [field(page.say('afteraction.exercise'), 'exercise', select(begun.map((exercise) => [exercise.code, `${exercise.code} ${exercise.title}`]),
    chosen.code, (code) => code, choose, { name: 'of-exercise' })), told, fields, el('p', {}, el('button.m-button', {
    type: 'button', 'data-do': 'submit',
    onclick: async (event) => {
      if (misread(event.target)) {
        return;
      }
      const answer = await call('POST', `/api/exercises/${encodeURIComponent(chosen.code)}/observations`, content);
      if (answer.fine) {
        fill(told, el('p.m-told', { role: 'status' }, page.told('afteraction.submittedAs', { number: answer.body.number })),
          filesPart(page, answer.body.number, page.me.zone));
        kept.forget(OBSERVATION);
        content = blank();
        draw();
      } else {
        refusal(answer);
      }
    }
  }, page.say('afteraction.submit'))), section(page.say('afteraction.fromSheet'), [el('p', {}, el('a', { href: '/api/observation-sheet' },
    page.say('afteraction.emptySheet'))), file], { open: false })];
}

/** STARTEX and ENDEX of the exercises that the account's side hosts, for its planners and commanders. */
function conducting(hosted) {
  return hosted.map((exercise) => {
    const { conduct } = exercise;
    const told = el('div', { 'aria-live': 'polite' });
    const id = `conduct-${exercise.code}`;
    const name = kept.nameOf(kept.OWN, id, conduct.startexOn ? 'ENDEX' : 'STARTEX');
    const entered = kept.begun(name, { on: null, objectives: '' });
    const record = async (what, body) => {
      const answer = await call('POST', `/api/exercises/${encodeURIComponent(exercise.code)}/conduct/${what}`, body);
      if (answer.fine) {
        kept.forget(name);
        show();
        return;
      }
      fill(told, alertOf(page, answer, { of: 'afteraction' }));
    };
    const onDay = field(page.say('afteraction.on'), 'on', dayField(entered.on, (iso) => {
      entered.on = iso;
      kept.keep(name, entered);
    }, page.say('dayWrong'), `on-${exercise.code}`));
    const button = (what, body) => el('button.m-button', { type: 'button', 'data-do': what, onclick: (event) => misread(event.target) || record(what, body()) }, page.say(`afteraction.${what}`));
    return section(`${exercise.code} ${exercise.title}`, [told, conduct.endexOn ? null : conduct.startexOn
      ? [el('div.m-grid', {}, onDay), el('p', {}, button('endex', () => ({ on: entered.on })))]
      : exercise.planning && !isHeldOutside(exercise.planning) ? [el('p', {}, page.told('afteraction.plannedHere', { number: exercise.planning.number })), conduct.objectives.length
        ? table([page.say('planning.code'), page.say('afteraction.objectivesAgreed')], conduct.objectives.map((objective) => [objective.code,
          objective.title]), { caption: page.say('afteraction.objectivesAgreed') }) : null, el('div.m-grid', {}, onDay),
      el('p', {}, button('startex', () => ({ on: entered.on })))]
        : [el('div.m-grid', {}, onDay, field(page.say('afteraction.objectives'), 'objectives', text(entered.objectives, (value) => {
          entered.objectives = value || '';
          kept.keep(name, entered);
        }, { long: true, name: `objectives-${exercise.code}` }), { wide: true, hint: page.say('afteraction.objectivesHint') })),
        el('p', {}, button('startex', () => ({ on: entered.on, objectives: objectivesOf(entered.objectives) })))]], {
      open: kept.isBegun(name), id,
      note: [conduct.startexOn && `STARTEX ${day(conduct.startexOn)}`, conduct.endexOn && `ENDEX ${day(conduct.endexOn)}`].filter(Boolean).join(' · ')
    });
  });
}

/** Of a gate that was held outside nothing was judged here, and its parties have agreed to no objectives here. */
function isHeldOutside(planning) {
  return planning.state === 'OUTSIDE' || (planning.state === 'READY' && planning.gateRound === 0);
}

/** A line for each objective: its code, and after the first blank its title. */
function objectivesOf(lines) {
  return lines.split('\n').map((said) => said.trim()).filter(Boolean).map((said) => {
    const at = said.search(/\s/);
    return at < 0 ? { code: said, title: '' } : { code: said.slice(0, at), title: said.slice(at).trim() };
  });
}

function reports(found) {
  const link = (report, stage) => ['JOINT', 'OWN'].map((edition) => el('div', {}, el('a', {
    href: `/api/after-action-reports/${encodeURIComponent(report.number)}/paper?stage=${stage}&edition=${edition}`, target: '_blank', rel: 'noopener'
  }, page.say(`afteraction.paper.${edition}`))));
  return table([page.say('afteraction.number'), page.say('afteraction.exercise'), page.say('afteraction.state'), page.say('afteraction.first'),
    page.say('afteraction.final'), ''], found.map((report) => [report.number, report.exercise, page.say(`afteraction.state.${report.state}`),
    link(report, 'FIRST'), link(report, 'FINAL'), el('a', { href: `/api/exercises/${encodeURIComponent(report.exercise)}/observations.xlsx` },
      page.say('afteraction.workbook'))]), { caption: page.say('afteraction.reports') });
}

async function show() {
  page = await reader();
  if (!page) {
    return;
  }
  document.title = `Mushterek · ${page.say('afteraction.lessons')}`;
  const [registered, made, plannings] = await Promise.all([callEach('/api/exercises'), call('GET', '/api/after-action-reports'),
    call('GET', '/api/plannings'), kept.read(kept.OWN)]);
  // What an account may not read is no part of its page; the others are.
  const missing = [registered, made, plannings].find((answer) => !answer.fine && answer.status !== 403);
  if (missing) {
    fill(place, head(page, show), el('h1.c-title', {}, page.say('afteraction.lessons')), alertOf(page, missing));
    return;
  }
  const listed = (answer) => (answer.fine ? answer.body : []);
  const known = listed(registered);
  exercises = known;
  const conducts = await Promise.all(known.map((exercise) => call('GET', `/api/exercises/${encodeURIComponent(exercise.code)}/conduct`)));
  const all = known.map((exercise, at) => ({ ...exercise, conduct: conducts[at].fine ? conducts[at].body : {},
    planning: listed(plannings).find((planning) => planning.exercise === exercise.code) }));
  const begun = all.filter((exercise) => exercise.conduct.startexOn);
  const hosted = all.filter((exercise) => exercise.hostState === page.me.side
    && page.may(exercise.conduct.startexOn ? ['exercise-planning', 'after-action-report'] : ['exercise-planning'], 'PLANNER', 'COMMANDER'));
  const wereOpen = [...place.querySelectorAll('details[open][id]')].map((part) => part.id);
  fill(place, head(page, show), el('h1.c-title', {}, page.say('afteraction.lessons')),
    registered.fine ? section(page.say('afteraction.write'), begun.length ? writing(begun) : el('p', {}, page.say('afteraction.notBegun')),
      { open: kept.isBegun(OBSERVATION), id: 'write' }) : null,
    begun.length ? section(page.say('afteraction.merged'), mergingPart(page, begun, show), { open: false, id: 'merged' }) : null,
    hosted.length ? section(page.say('afteraction.conduct'), conducting(hosted), { open: false, id: 'conduct' }) : null,
    listed(made).length ? section(page.say('afteraction.reports'), reports(listed(made)), { open: false, id: 'reports' }) : null, search());
  for (const part of place.querySelectorAll('details[id]')) {
    part.open = part.open || wereOpen.includes(part.id);
  }
}

show();
