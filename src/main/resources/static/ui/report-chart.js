/* Charts that are drawn by hand: one bar for each part. The table beside them tells the same to those who do not see them. */

const SPACE = 'http://www.w3.org/2000/svg';
const ROW = 26;
const WIDE = { width: 560, label: 210, letters: 30 };
/* In a card a wide chart would be drawn so small that nobody could read it. */
const NARROW = { width: 340, label: 150, letters: 20 };

function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SPACE, tag);
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  node.append(...children);
  return node;
}

function short(text, letters) {
  return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
}

/**
 * Bars, the longest as wide as there is room.
 *
 * @param {string} title what is drawn
 * @param {Array} parts names with their numbers
 * @param {boolean} [inCard] whether it is drawn in a card
 */
export function bars(title, parts, inCard = false) {
  const { width: wide, label, letters } = inCard ? NARROW : WIDE;
  const most = Math.max(1, ...parts.map(([, count]) => count));
  const chart = svg('svg', {
    viewBox: `0 0 ${wide} ${parts.length * ROW + 4}`, class: 'r-chart', role: 'img', 'aria-label': `${title}: ${parts.map(([name, count]) => `${name} ${count}`).join(', ')}`
  });
  parts.forEach(([name, count], index) => {
    const width = Math.max(count ? 2 : 0, (wide - label - 50) * count / most);
    const y = index * ROW + 4;
    chart.append(svg('text', { x: label - 8, y: y + 15, 'text-anchor': 'end', class: 'r-label' }, short(name, letters)),
      svg('rect', { x: label, y, width, height: ROW - 8, class: 'r-bar' }),
      svg('text', { x: label + width + 6, y: y + 15, class: 'r-value' }, String(count)));
  });
  return chart;
}
