/* Charts that are drawn by hand: one bar for each part. The table beside them tells the same to those who do not see them. */

const SPACE = 'http://www.w3.org/2000/svg';
const ROW = 26;
const LINE = 15;
/* Letters as wide as the widest scripts of the pages' fonts, so that no label leaves the chart. */
const WIDE = { width: 560, label: 230, letters: 28 };
/* In a card a wide chart would be drawn so small that nobody could read it. */
const NARROW = { width: 340, label: 150, letters: 18 };

function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SPACE, tag);
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  node.append(...children);
  return node;
}

function short(text, letters) {
  return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
}

/** A name in one line or two; what does not fit into these is in the table beside the chart. */
function lines(name, letters) {
  if (name.length <= letters) {
    return [name];
  }
  const space = name.lastIndexOf(' ', letters);
  return space < 1 ? [short(name, letters)] : [name.slice(0, space), short(name.slice(space + 1), letters)];
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
  const names = parts.map(([name]) => lines(name, letters));
  const row = names.some((two) => two.length > 1) ? ROW + LINE : ROW;
  const chart = svg('svg', {
    viewBox: `0 0 ${wide} ${parts.length * row + 4}`, class: 'r-chart', role: 'img', 'aria-label': `${title}: ${parts.map(([name, count]) => `${name} ${count}`).join(', ')}`
  });
  parts.forEach(([, count], index) => {
    const width = Math.max(count ? 2 : 0, (wide - label - 50) * count / most);
    const middle = index * row + 4 + (row - 8) / 2;
    const said = names[index];
    said.forEach((line, n) => chart.append(svg('text', {
      x: label - 8, y: middle + 6 + (n - (said.length - 1) / 2) * LINE, 'text-anchor': 'end', class: 'r-label'
    }, line)));
    chart.append(svg('rect', { x: label, y: middle - (ROW - 8) / 2, width, height: ROW - 8, class: 'r-bar' }),
      svg('text', { x: label + width + 6, y: middle + 6, class: 'r-value' }, String(count)));
  });
  return chart;
}
