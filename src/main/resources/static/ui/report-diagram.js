/* Diagrams of processes with what is known of their steps drawn on them. The same is always told in a table as well. */
import { el, fill } from './form.js';

const BUNDLE = '/webjars/bpmn-visualization/0.46.0/dist/bpmn-visualization.min.js';
let bundle;

function loaded() {
  bundle = bundle || new Promise((resolve, reject) => {
    document.head.append(el('script', { src: BUNDLE, onload: () => resolve(window.bpmnvisu), onerror: reject }));
  });
  return bundle;
}

/**
 * Draws a model.
 *
 * @param {Element} place where
 * @param {string} model BPMN
 * @param {string} told what is seen, for those who do not see it
 * @param {object} marks steps by what they are: {@code done}, {@code now}, or classes of heat
 * @param {object} [counts] a short text for each step
 */
export async function diagram(place, model, told, marks, counts = {}) {
  const canvas = el('div.r-diagram', { role: 'img', 'aria-label': told });
  fill(place, el('p.m-small', {}, told), el('div.r-drawn', { tabindex: 0, role: 'region', 'aria-label': told }, canvas));
  const visu = await loaded();
  styledByScript(() => {
    const drawn = new visu.BpmnVisualization({ container: canvas, navigation: { enabled: false } });
    drawn.load(model);
    Object.entries(marks).forEach(([mark, steps]) => drawn.bpmnElementsRegistry.addCssClasses(steps, `r-${mark}`));
    Object.entries(counts).forEach(([step, label]) => drawn.bpmnElementsRegistry.addOverlays(step, {
      position: 'bottom-right', label, style: { font: { color: '#ffffff', size: 14 }, fill: { color: '#1d4b46', opacity: 100 }, stroke: { color: '#1d4b46', width: 1 } }
    }));
    drawn.navigation.fit({ type: visu.FitType.Center, margin: 8 });
  });
}

/**
 * Draws, at once and in one go, with what writes style attributes. The pages' policy lets none of them count; the same style
 * that a script sets does.
 */
function styledByScript(draw) {
  const asWritten = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function setAttribute(name, value) {
    if (name === 'style') {
      this.style.cssText = value;
    } else {
      asWritten.call(this, name, value);
    }
  };
  try {
    draw();
  } finally {
    Element.prototype.setAttribute = asWritten;
  }
}
