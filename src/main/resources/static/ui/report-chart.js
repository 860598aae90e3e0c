/* Charts that are drawn by hand: one bar for each part. The table beside them tells the same to those who do not see them. */

const SPACE = 'http://www.w3.org/2000/svg';
const ROW = 26;
const LABEL = 210;
const WIDTH = 560;

function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SPACE, tag);
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  node.append(...children);
  return node;
}

function short(text) {
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}

/**
 * Bars, the longest as wide as there is room.
 *
 * @param {string} title what is drawn
 * @param {Array} parts names with their numbers
 */
export function bars(title, parts) {
  const most = Math.max(1, ...parts.map(([, count]) => count));
  const chart = svg('svg', {
    viewBox: `0 0 ${WIDTH} ${parts.length * ROW + 4}`, class: 'r-chart', role: 'img', 'aria-label': `${title}: ${parts.map(([name, count]) => `${name} ${count}`).join(', ')}`
  });
  parts.forEach(([name, count], index) => {
    const width = Math.max(count ? 2 : 0, (WIDTH - LABEL - 70) * count / most);
    const y = index * ROW + 4;
    chart.append(svg('text', { x: LABEL - 8, y: y + 15, 'text-anchor': 'end', class: 'r-label' }, short(name)),
      svg('rect', { x: LABEL, y, width, height: ROW - 8, class: 'r-bar' }),
      svg('text', { x: LABEL + width + 6, y: y + 15, class: 'r-value' }, String(count)));
  });
  return chart;
}
