/* The task of a drill that a residual risk has suspended: what was seen, and whether it may go on. */
import { choices, facts } from './answer.js';
import { el, field, moment, section, select, table, text } from './form.js';

export const LEVELS = ['LOW', 'MEDIUM', 'HIGH', 'EXTREMELY_HIGH'];

export function heading(form) {
  const { number, risk } = form.task.dossier;
  return [el('strong.m-number', {}, number), el('span.m-sides', {}, `${risk.exercise} · ${risk.drill}`),
    el('span.m-chip', {}, form.say(`drill.risk.state.${risk.state}`)), form.task.dueText
      ? el('span.m-due', { title: form.task.dueText }, `${form.say('due')}: ${form.task.dueText}`) : null];
}

export function answerPart(form) {
  const set = (name) => (value) => {
    form.answer[name] = value;
    form.changed();
  };
  const reason = (label) => field(form.say(label), 'reason', text(form.answer.reason, set('reason'), { long: true, length: 1000, name: 'reason' }),
    { wide: true });
  return choices(form, ['AGREE', 'REFUSE'], {
    AGREE: () => [field(form.say('drill.authorityLevel'), 'authorityLevel', select(LEVELS, form.answer.authorityLevel,
      (code) => form.say(`planning.authority.${code}`), set('authorityLevel'), { name: 'authorityLevel' })), reason('drill.conditions')],
    REFUSE: () => reason('reason')
  }, 'drill.said.', 'drill.saidHint.');
}

export function dossierPart(form) {
  const { drill, exercise, risk } = form.task.dossier;
  return [section(form.say('drill.risk'), facts(form, [['drill.exercise', `${exercise.code} · ${exercise.title}`],
    ['drill.report.drill', `${drill.drill} ${drill.name}`], ['drill.range', drill.range], ['drill.conduct', form.say(`drill.conduct.${drill.state}`)],
    ['drill.level', form.say(`planning.risk.${risk.level}`)],
    ['drill.approved', risk.approved ? form.say(`planning.risk.${risk.approved}`) : form.say('drill.noneApproved')],
    ['drill.hazard', risk.hazard], ['who', who(form, risk.reportedBy)], ['when', moment(risk.reportedAt, form.task.zone)]])),
  risks(form, drill.risks, form.task.zone)];
}

function who(reader, account) {
  return /^[A-Z]{3}$/.test(account) ? reader.say(`side.${account}`) : account;
}

/** What residual risks were seen in a drill, and what the parties said. */
export function risks(reader, seen, zone) {
  return seen.length === 0 ? null : section(reader.say('drill.risks'), table([reader.say('when'), reader.say('who'), reader.say('drill.level'),
    reader.say('drill.hazard'), reader.say('drill.riskAnswers')], seen.map((risk) => [moment(risk.reportedAt, zone), who(reader, risk.reportedBy),
    [reader.say(`planning.risk.${risk.level}`), el('div.m-small', {}, reader.say(`drill.risk.state.${risk.state}`))], risk.hazard,
    risk.answers.map((answer) => el('div', {}, `${reader.say(`side.${answer.party}`)}: ${reader.say(answer.agreed ? 'drill.said.AGREE' : 'drill.said.REFUSE')}`,
      answer.authority ? ` (${reader.say(`planning.authority.${answer.authority}`)})` : null, answer.reason ? `. ${answer.reason}` : null))]),
  { caption: reader.say('drill.risks') }));
}
