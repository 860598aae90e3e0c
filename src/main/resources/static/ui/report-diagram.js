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
  const canvas = el('div.r-diagram', { role: 'img', 'aria-label': told, tabindex: 0 });
  fill(place, el('p.m-small', {}, told), canvas);
  const visu = await loaded();
  const drawn = new visu.BpmnVisualization({ container: canvas, navigation: { enabled: false } });
  drawn.load(model, { fit: { type: visu.FitType.Horizontal, margin: 8 } });
  Object.entries(marks).forEach(([mark, steps]) => drawn.bpmnElementsRegistry.addCssClasses(steps, `r-${mark}`));
  Object.entries(counts).forEach(([step, label]) => drawn.bpmnElementsRegistry.addOverlays(step, {
    position: 'top-right', label, style: { font: { color: '#ffffff', size: 14 }, fill: { color: '#1d4b46', opacity: 100 }, stroke: { color: '#1d4b46', width: 1 } }
  }));
}
