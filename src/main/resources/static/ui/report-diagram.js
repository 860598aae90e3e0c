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
  const drawn = new visu.BpmnVisualization({ container: canvas, navigation: { enabled: false } });
  drawn.load(model);
  Object.entries(marks).forEach(([mark, steps]) => drawn.bpmnElementsRegistry.addCssClasses(steps, `r-${mark}`));
  Object.entries(counts).forEach(([step, label]) => drawn.bpmnElementsRegistry.addOverlays(step, {
    position: 'bottom-right', label, style: { font: { color: '#ffffff', size: 14 }, fill: { color: '#1d4b46', opacity: 100 }, stroke: { color: '#1d4b46', width: 1 } }
  }));
  // How much room the labels take is known only once they have their styles.
  [0, 1].forEach(() => {
    styled(canvas);
    drawn.navigation.fit({ type: visu.FitType.Center, margin: 8 });
  });
  styled(canvas);
}

/** The pages' policy lets no style attribute count; the same style set by a script does. Drawing sets the attributes anew. */
function styled(canvas) {
  canvas.querySelectorAll('[style]').forEach((node) => {
    node.style.cssText = node.getAttribute('style');
  });
}
