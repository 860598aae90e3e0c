/* A plan as bars, by range or by team: days above, one line for each, moved, pinned and clashing drills marked; and the same as a table. */
import { day, el, fill, table } from './form.js';

const HOUR = 3600000;
/* In percent of the chart: what is narrower has no room for its code. */
const NARROW = 5;
/* In percent of the chart: what a code takes where the chart is narrowest. */
const LABEL = 5.5;
/* In pixels: a bar with its room, and a code below it. */
const BAR = 28;
const BELOW = 13;

/* Local times of the host, compared with each other only: as if they were UTC. */
function at(local) {
  return Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`);
}

function time(local) {
  return local.slice(11, 16);
}

/** {@code 24.05.2027 08:00–10:00}, with the end's day where it is another. */
export function span(placement) {
  const end = placement.endsAt.slice(0, 10) === placement.startsAt.slice(0, 10) ? '' : `${day(placement.endsAt)} `;
  return `${day(placement.startsAt)} ${time(placement.startsAt)}–${end}${time(placement.endsAt)}`;
}

function lines(programme, placements, by) {
  const found = new Map();
  for (const placement of placements) {
    const drill = programme.drills.find((candidate) => candidate.code === placement.drill);
    for (const name of by === 'range' ? [placement.range] : (drill ? drill.teams : [])) {
      found.set(name, [...(found.get(name) || []), { placement, drill }]);
    }
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1));
}

/* Codes that find no room before the next bar stand below their own, in as many rows as they need. */
function rowed(bars, left, width) {
  const sorted = [...bars].sort((one, other) => left(one.placement) - left(other.placement));
  const ends = [];
  return sorted.map((bar, index) => {
    const from = left(bar.placement);
    const next = sorted[index + 1];
    if (width(bar.placement) >= NARROW || !next || left(next.placement) - from - width(bar.placement) >= LABEL) {
      return { ...bar, row: null };
    }
    const free = ends.findIndex((end) => end <= from);
    const row = free < 0 ? ends.length : free;
    ends[row] = from + LABEL;
    return { ...bar, row };
  });
}

/**
 * The chart with its table.
 *
 * @param {function} say a text by its key
 * @param {object} options {@code names}: what a range or team is called; {@code pick}: what to do with a chosen drill;
 *     {@code closures}: when ranges are closed, as far as it is known
 */
export function gantt(say, exercise, programme, plan, { names = {}, pick, closures = [] } = {}) {
  const first = at(`${exercise.firstDay}T00:00`);
  const days = Math.round((at(`${exercise.lastDay}T00:00`) - first) / (24 * HOUR)) + 1;
  const whole = days * 24 * HOUR;
  const chart = el('div.g-chart', { role: 'group', 'aria-label': say('drill.plan') });
  const share = (moment) => (Math.max(0, Math.min(whole, at(moment) - first)) / whole) * 100;
  const place = (moment) => `${share(moment)}%`;
  const leftOf = (placement) => share(placement.startsAt);
  const widthOf = (placement) => ((at(placement.endsAt) - at(placement.startsAt)) / whole) * 100;
  const heads = Array.from({ length: days }, (unused, index) => new Date(first + index * 24 * HOUR).toISOString().slice(0, 10));
  const used = new Set((programme.overrides || []).map((override) => override.closure));
  const shut = closures.filter((closure) => !used.has(closure.id));
  const clashes = (placement) => shut.some((closure) => closure.range === placement.range && at(closure.from) < at(placement.endsAt)
    && at(placement.startsAt) < at(closure.to));
  const draw = (by) => fill(chart, el('div.g-line.g-days', { 'aria-hidden': 'true' }, el('span.g-name', {}),
    el('span.g-track', {}, heads.map((iso, index) => el('span.g-day', {
      style: { left: `${(index / days) * 100}%`, width: `${100 / days}%` }
    },
      iso.slice(8, 10) + (index === 0 || iso.slice(8, 10) === '01' ? `.${iso.slice(5, 7)}` : ''))))),
  lines(programme, plan.placements, by).map(([name, all]) => [name, rowed(all, leftOf, widthOf)]).map(([name, bars]) => el('div.g-line', {},
    el('span.g-name', { title: names[name] || name }, name), el('span.g-track', {
      style: { backgroundSize: `${100 / days}% 100%`, minHeight: `${BAR + BELOW * Math.max(0, ...bars.map((bar) => (bar.row === null ? 0 : bar.row + 1)))}px` }
    },
      by === 'range' ? shut.filter((closure) => closure.range === name).map(closed) : null, bars.map((bar) => shown(bar))))));
  const closed = (closure) => el('span.g-closed', {
    'aria-hidden': 'true', title: closure.reason, style: {
      left: place(closure.from), width: `calc(${place(closure.to)} - ${place(closure.from)})`
    }
  });
  const about = el('p.m-small.g-told', { 'aria-hidden': 'true' });
  const shown = ({ placement, drill, row }) => {
    const marks = [placement.moved ? say('drill.moved') : null, placement.pinned ? say('drill.pinned') : null,
      clashes(placement) ? say('drill.onClosed') : null].filter(Boolean);
    const label = [`${placement.drill} ${drill ? drill.name : ''}`, span(placement), placement.range,
      drill ? drill.teams.join(', ') : null, ...marks].filter(Boolean).join(' · ');
    const width = widthOf(placement);
    return el(`button.g-bar${width < NARROW ? '.g-narrow' : ''}${placement.moved ? '.g-moved' : ''}${placement.pinned ? '.g-pinned' : ''}${
      clashes(placement) ? '.g-clash' : ''}`, {
      type: 'button', title: label, 'aria-label': label, style: { left: place(placement.startsAt), width: `max(${width}%, 9px)` },
      onfocus: () => fill(about, label), onmouseenter: () => fill(about, label), onclick: pick ? () => pick(placement) : null
    }, el(`span${row === null ? '' : '.g-below'}`, {
      'aria-hidden': 'true', style: row === null ? {} : { top: `${BAR - 5 + BELOW * row}px` }
    }, `${clashes(placement) ? '!' : ''}${placement.pinned ? '▪' : ''}${placement.moved ? '↷' : ''}${placement.drill}`));
  };
  const choose = el('span.m-languages', { role: 'group', 'aria-label': say('drill.by') }, ['range', 'team'].map((by) => el('button', {
    type: 'button', 'aria-pressed': String(by === 'range'), onclick: (event) => {
      choose.querySelectorAll('button').forEach((button) => button.setAttribute('aria-pressed', String(button === event.target)));
      draw(by);
    }
  }, say(`drill.by.${by}`))));
  draw('range');
  return el('div.g-plan', {}, el('div.m-tools', {}, choose, el('span.m-small', {}, say('drill.legend'))), el('div.m-scroll', {
    tabindex: 0, role: 'region', 'aria-label': say('drill.plan')
  }, chart), about, el('details.m-more', {}, el('summary', {}, say('drill.asTable')), table([say('drill.code'), say('drill.name'),
    say('drill.when'), say('drill.range'), say('drill.teams'), ''], plan.placements.map((placement) => {
    const drill = programme.drills.find((candidate) => candidate.code === placement.drill) || { name: '', teams: [] };
    return [placement.drill, drill.name, span(placement), placement.range, drill.teams.join(', '),
      [placement.moved ? el('span.m-chip', {}, say('drill.moved')) : null, placement.pinned
        ? el('span.m-chip', {}, say('drill.pinned')) : null, clashes(placement) ? el('span.m-chip.m-late', {}, say('drill.onClosed')) : null]];
  }), { caption: say('drill.plan') })));
}

/** How good a plan is, in a sentence. */
export function proof(say, told, plan) {
  const found = plan.proof;
  const moved = found.moved > 0 || found.movedAtLeast > 0
    ? told(found.moved <= found.movedAtLeast ? 'drill.proof.movedFewest' : 'drill.proof.moved',
      { moved: found.moved, least: found.movedAtLeast }) : null;
  return [found.standing === 'OPTIMAL' ? say('drill.proof.best') : told('drill.proof.gap', { percent: found.gapPercent }), moved,
    told('drill.proof.ends', { end: `${day(found.endsAt)} ${time(found.endsAt)}` }),
    found.reproducible ? null : say('drill.proof.notReproducible'), told('drill.proof.engine', { engine: found.engine })].filter(Boolean).join(' ');
}
