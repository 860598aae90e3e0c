/* One text for what the parties saw alike: its proposal on the page of lessons, and the tasks by which it is agreed. */
import { observationFacts, observationFields } from './afteraction.js';
import { choices, happened, who } from './answer.js';
import { alertOf, call, el, field, fill, misread, moment, section, select, text } from './form.js';
import * as kept from './kept.js';

export { heading } from './afteraction.js';

export function answerPart(form) {
  return form.task.step === 'userTask_confirmJointText' ? confirming(form) : correcting(form);
}

export function dossierPart(form) {
  const { merging, candidates, story } = form.task.dossier;
  return [section(`${merging.number} · ${merging.content.title}`, [observationFacts(form, merging.content, { owner: merging.opener }),
    originals(form, merging)]),
  section(form.say('afteraction.candidates'), candidates.map((observation) => section(`${observation.number} · ${observation.content.title}`,
    observationFacts(form, observation.content, observation), { open: false }))),
  section(form.say('story'), happened(form, story.map((event) => [
    moment(event.happenedAt, form.task.zone), who(form, event), form.say(`afteraction.story.${event.event}`), event.reason])))];
}

/** What a joint text rests on; what another side keeps to itself has no number here. */
export function originals(reader, merging) {
  return el('p.m-small', {}, `${reader.say('afteraction.originals')}: ${merging.originals.map((original) =>
    `${original.observation || ''} (${reader.say(`side.${original.owner}`)})`.trim()).join(', ')}`);
}

function ticks(reader, candidates, chosen, changed) {
  return el('fieldset.m-ticks.m-wide', { 'data-place': 'originals' }, el('legend.m-label', {}, reader.say('afteraction.originals')),
    candidates.map((observation) => el('label', {}, el('input', {
      type: 'checkbox', name: `original-${observation.number}`, checked: chosen.includes(observation.number), onchange: (event) => {
        if (event.target.checked) {
          chosen.push(observation.number);
        } else {
          chosen.splice(chosen.indexOf(observation.number), 1);
        }
        changed();
      }
    }), ` ${observation.number} ${observation.content.title}`)), el('span.m-wrong', { 'data-wrong': 'originals' }));
}

function confirming(form) {
  const { candidates } = form.task.dossier;
  form.answer.originals = form.answer.originals || [];
  const own = candidates.filter((observation) => observation.owner === form.task.side);
  return choices(form, ['AGREE', 'RETURN'], {
    AGREE: () => ticks(form, own, form.answer.originals, () => form.changed()),
    RETURN: () => field(form.say('afteraction.reason'), 'reason', text(form.answer.reason, (value) => {
      form.answer.reason = value;
      form.changed();
    }, { long: true, name: 'reason' }), { wide: true })
  }, 'afteraction.joint.');
}

function correcting(form) {
  const { candidates, merging } = form.task.dossier;
  form.answer.action = 'SUBMIT';
  form.answer.content = form.answer.content || { ...merging.content };
  form.answer.originals = form.answer.originals
    || merging.originals.map((original) => original.observation).filter(Boolean);
  return [observationFields(form, form.answer.content, '', { isJoint: true }), ticks(form, candidates, form.answer.originals, () => form.changed())];
}

/* Of which exercise the page shows the joint texts, also when it is drawn anew. */
let shownOf;

/** The joint texts of the exercises that have begun, and a form to propose one, for lessons officers. */
export function mergingPart(page, begun, again) {
  const room = el('div');
  const told = el('div', { 'aria-live': 'polite' });
  let chosen = begun.find((exercise) => exercise.code === shownOf) || begun[0];
  const show = async () => {
    const address = `/api/exercises/${encodeURIComponent(chosen.code)}`;
    const [merged, observed] = await Promise.all([call('GET', `${address}/merged-observations`), call('GET', `${address}/observations`)]);
    const candidates = (observed.fine ? observed.body : []).filter((observation) => observation.state === 'ACCEPTED');
    const name = kept.nameOf(kept.OWN, `joint-${chosen.code}`);
    const proposal = kept.begun(name, { content: { tags: [], observedOn: chosen.conduct.endexOn || chosen.conduct.startexOn, release: 'BOTH' }, originals: [] });
    proposal.originals = proposal.originals.filter((number) => candidates.some((observation) => observation.number === number));
    const keep = () => kept.keep(name, proposal);
    const form = { say: page.say, changed: keep, answer: proposal.content, task: { dossier: { objectives: chosen.conduct.objectives } } };
    const refused = (answer) => fill(told, alertOf(page, answer, { of: 'afteraction' }));
    fill(room, (merged.fine ? merged.body : []).map((merging) => section(`${merging.number} · ${merging.content.title}`,
      [observationFacts(page, merging.content, { owner: merging.opener }), originals(page, merging),
        merging.opener === page.me.side && page.may(['observation-merging'], 'LESSONS') && ['PROPOSED', 'RETURNED'].includes(merging.state)
          ? el('button.m-button', {
            type: 'button', onclick: async () => {
              const withdrawn = await call('POST', `/api/merged-observations/${encodeURIComponent(merging.number)}/withdrawal`);
              if (withdrawn.fine) {
                again();
              } else {
                refused(withdrawn);
              }
            }
          }, page.say('afteraction.withdrawProposal')) : null], { open: false, note: page.say(`afteraction.state.${merging.state}`) })),
    page.may(['observation-merging'], 'LESSONS') && candidates.length ? section(page.say('afteraction.propose'), [
      el('p.m-small', {}, page.say('afteraction.proposeHint')), observationFields(form, proposal.content, 'joint-', { isJoint: true }),
      ticks(page, candidates, proposal.originals, keep), el('button.m-button', {
        type: 'button', 'data-do': 'propose', onclick: async (event) => {
          if (misread(event.target)) {
            return;
          }
          const proposed = await call('POST', `${address}/merged-observations`, proposal);
          if (proposed.fine) {
            kept.forget(name);
            again();
          } else {
            refused(proposed);
          }
        }
      }, page.say('afteraction.propose'))], { open: kept.isBegun(name) }) : null);
  };
  show();
  return [field(page.say('afteraction.exercise'), 'exercise', select(begun.map((exercise) => [exercise.code, `${exercise.code} ${exercise.title}`]),
    chosen.code, (code) => code, (code) => {
      chosen = begun.find((exercise) => exercise.code === code) || chosen;
      shownOf = chosen.code;
      show();
    }, { name: 'merge-exercise' })), told, room];
}
