/* Diagrams whose steps are the warmer the longer they wait or the more often they are done; the table tells the same. */
import { alertOf, call, el, field, fill, select, table } from './form.js';
import { loading } from './page.js';
import { bars } from './report-chart.js';
import { exportLinks } from './report-export.js';
import { diagram } from './report-diagram.js';
import { chooser, lastMonth } from './report-figures.js';

const PROCESSES = ['visit-request', 'host-approval', 'visit-permit', 'exercise-planning', 'planning-conference', 'drill-scheduling',
  'drill-continuation', 'memorandum-approval', 'after-action-report', 'observation-review', 'observation-merging', 'corrective-action',
  'action-offer', 'incident', 'calendar-decree'];
const WARMTHS = 5;

/** Draws the heat map; {@code asked} comes from the address. */
export function heat(page, room, asked) {
  const search = { process: 'visit-request', by: 'hours', ...lastMonth(), ...Object.fromEntries(asked) };
  const results = el('div', { 'aria-live': 'polite' }, loading(page));
  const load = async () => {
    window.history.replaceState(null, '', `#heat?${new URLSearchParams(search)}`);
    const answer = await call('GET', `/api/reports/heat/${encodeURIComponent(search.process)}?${new URLSearchParams({ from: search.from, to: search.to })}`);
    if (!answer.fine) {
      fill(results, alertOf(page, answer, { down: 'report.lineDown' }));
      return;
    }
    const steps = answer.body.steps;
    const amount = (step) => (search.by === 'hours' ? step.times.median : step.times.count);
    const most = Math.max(...steps.map(amount), 0.5);
    const marks = {};
    const labels = {};
    steps.forEach((step) => {
      const warmth = Math.max(1, Math.ceil(amount(step) / most * WARMTHS));
      marks[`heat${warmth}`] = [...(marks[`heat${warmth}`] || []), step.step];
      labels[step.step] = search.by === 'hours' ? page.told('report.hoursUnit', { hours: String(step.times.median) }) : String(step.times.count);
    });
    const place = el('div', {});
    fill(results, place, steps.length ? [exportLinks(page, `heat/${encodeURIComponent(search.process)}`,
      new URLSearchParams({ from: search.from, to: search.to }), `steps-${search.process}`), bars(page.say(`report.by.${search.by}`), steps.map((step) => [step.text, amount(step)])),
      table(['report.step', 'report.count', 'report.median', 'report.ninetieth'].map(page.say), steps.map((step) => [step.text, String(step.times.count),
        page.told('report.hoursUnit', { hours: String(step.times.median) }), page.told('report.hoursUnit', { hours: String(step.times.ninetieth) })]),
      { caption: page.say(`process.${search.process}`), className: 'r-heat' })] : el('p.m-small', {}, page.say('report.none')));
    await diagram(place, answer.body.model, page.told('report.heatTold', { process: page.say(`process.${search.process}`) }), marks, labels);
  };
  fill(room, chooser(page, search, load, [field(page.say('report.process'), 'process', select(PROCESSES.map((one) => [one, page.say(`process.${one}`)]), search.process, page.say,
    (value) => { search.process = value || search.process; }, { name: 'process' })),
  field(page.say('report.by'), 'by', select(['hours', 'count'].map((one) => [one, page.say(`report.by.${one}`)]), search.by, page.say,
    (value) => { search.by = value || search.by; }, { name: 'by' }))]), results);
  load();
}
