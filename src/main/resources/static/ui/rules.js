/* The rule book: every rule in the reader's language, and one rule with its source, its numbers over time, its breaches. */
import { alertOf, call, day, el, field, fill, table, text } from './form.js';
import { head, reader } from './page.js';

const place = document.getElementById('rules');
let page;

const say = (key) => page.say(key);
const told = (key, values) => page.told(key, values);

/** Letters as a reader looks for them: without case, with the dotted and the dotless i and both e alike. */
function folded(words) {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/ı/g, 'i').replace(/ə/g, 'e');
}

async function list() {
  const answer = await call('GET', '/api/rules');
  if (!answer.fine) {
    fill(place, head(page, start), alertOf(page, answer));
    return;
  }
  const rules = answer.body;
  const results = el('div', { 'aria-live': 'polite' });
  const show = (sought) => {
    const kept = rules.filter((rule) => folded(`${rule.id} ${rule.title} ${rule.requirement}`).includes(folded(sought)));
    const groups = [...new Set(kept.map((rule) => rule.id.split('-')[0]))];
    fill(results, kept.length ? groups.map((group) => [el('h2.r-group', {}, say(`rules.${group}`)),
      el('ul.r-list', {}, kept.filter((rule) => rule.id.startsWith(`${group}-`)).map((rule) => el('li', {},
        el('span.m-mono', {}, rule.id), el('a', { href: `#${rule.id}` }, rule.title),
        el('span.m-chip.m-quiet', {}, `${rule.kindText} · ${rule.severityText}`),
        el('p', {}, rule.requirement))))]) : el('p.m-small', {}, say('noRule')));
  };
  fill(place, head(page, start), el('h1.c-title', {}, say('ruleBook')), el('p.m-small', {}, say('ruleBookLead')),
    el('div.c-tools', {}, field(say('ruleSearch'), 'q', text('', (value) => show(value || ''), { name: 'q', length: 60 }))),
    results);
  show('');
}

async function show(id) {
  const answer = await call('GET', `/api/rules/${encodeURIComponent(id)}`);
  if (!answer.fine) {
    fill(place, head(page, start), alertOf(page, answer));
    return;
  }
  const rule = answer.body;
  const words = (said) => said && [said.text, el('div.m-small', {},
    said.source ? `${said.provenanceText} – ${said.source}` : said.provenanceText)];
  const entries = [
    ['requirement', words(rule.requirement)], ['clause', words(rule.clause) || say('noClause')],
    ['ruleKind', `${rule.kindText}: ${say(`ruleKind.${rule.kind}`)}`], ['severity', rule.severityText],
    ['breaches', told('breachesTold', rule.breaches)]
  ];
  document.title = `Mushterek · ${rule.id}`;
  fill(place, head(page, start), el('p', {}, el('a', { href: '#' }, `← ${say('ruleBook')}`)),
    el('h1.c-title', {}, `${rule.id} · ${rule.title}`),
    el('dl.m-facts', {}, entries.map(([key, value]) => [el('dt', {}, say(key)), el('dd', {}, value)])),
    rule.parameters.map((parameter) => [el('h2.r-group', {}, parameter.label), table([say('validFrom'), say('value'),
      say('source')], parameter.history.map((entry) => [day(entry.from), entry.text,
      [entry.source, el('div.m-small', {}, entry.provenanceText)]]), { caption: parameter.label })]));
}

async function start() {
  page = await reader();
  if (!page) {
    return;
  }
  document.title = `Mushterek · ${say('ruleBook')}`;
  const id = decodeURIComponent(window.location.hash.slice(1));
  await (id ? show(id) : list());
}

window.addEventListener('hashchange', start);
start();
