/* What every form is made of: elements, fields, tables, and calls of the product's REST. Text goes in as text only. */

/**
 * Makes an element. Strings among the children become text, never markup.
 *
 * @param {string} tag the element's name, with classes after dots: {@code "div.m-card.m-wide"}
 * @param {object} [attributes] attributes; {@code on...} are listeners, {@code style} holds properties or CSS, null and false are left out
 * @param {...(Node|string|number|null|undefined|Array)} children what goes in; nothing and null are left out
 */
export function el(tag, attributes, ...children) {
  const [name, ...classes] = tag.split('.');
  const node = document.createElement(name);
  if (classes.length) {
    node.className = classes.join(' ');
  }
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (key.startsWith('on')) {
      node.addEventListener(key.slice(2), value);
    } else if (key === 'style') {
      // As an attribute the pages' policy would refuse it.
      Object.assign(node.style, typeof value === 'string' ? { cssText: value } : value);
    } else if (key === 'value' || key === 'checked' || key === 'disabled' || key === 'selected') {
      node[key] = value;
    } else {
      node.setAttribute(key, value === true ? '' : value);
    }
  }
  add(node, children);
  return node;
}

/** Adds children as {@link el} does. */
export function add(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child !== null && child !== undefined && child !== '') {
      node.append(child instanceof Node ? child : String(child));
    }
  }
  return node;
}

/** Replaces what is in an element. */
export function fill(node, ...children) {
  node.textContent = '';
  return add(node, children);
}

/** {@code 2027-01-18} as {@code 18.01.2027}; nothing stays nothing. */
export function day(iso) {
  return iso ? iso.slice(0, 10).split('-').reverse().join('.') : '';
}

/** A number with one digit behind the sign that the page's language writes: {@code 5.1} or {@code 5,1}. */
export function decimal(value) {
  return value.toLocaleString(document.documentElement.lang || 'en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** A text of the program with each day in it as pages write days; numbers of cases and papers stay as they are. */
export function withDays(told) {
  return (told || '').replace(/(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])/g, day);
}

/** From one day to another, such as {@code 18.01.2027 – 20.01.2027}; what begins and ends on one day names it once. */
export function fromTo(from, to) {
  return !to || to === from ? day(from) : `${day(from)} – ${day(to)}`;
}

/** A local time as it is written anywhere, {@code 24.11.2026 15:53} of {@code 2026-11-24T15:53}; nothing stays nothing. */
export function minute(local) {
  return local ? `${day(local)} ${local.slice(11, 16)}` : '';
}

let cities = {};

/** From now on moments name the zones as these texts call them: {@code Baku} for {@code Asia/Baku}. */
export function nameZones(texts) {
  cities = texts;
}

/** Day, hour and minute in Zulu as both armies write them: {@code 121400ZMAY27}. */
function dateTimeGroup(instant) {
  const [, date, month, year, hour, minutes] = /(\d\d) (\w{3}) \d\d(\d\d) (\d\d):(\d\d)/.exec(instant.toUTCString());
  return `${date}${hour}${minutes}Z${month.toUpperCase()}${year}`;
}

/**
 * An instant as day and minute in a zone that it names, such as {@code 24.11.2026 15:53 (Baku)}, with the date-time group beside it.
 * Where a sentence takes it, it reads as its text.
 */
export function moment(iso, zone) {
  if (!iso) {
    return '';
  }
  const instant = new Date(iso);
  const parts = {};
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'
  }).formatToParts(instant).forEach((part) => {
    parts[part.type] = part.value;
  });
  const shown = `${parts.day}.${parts.month}.${parts.year} ${parts.hour}:${parts.minute} (${cities[`ui.zone.${zone}`] || zone})`;
  const node = el('time', { datetime: instant.toISOString(), title: dateTimeGroup(instant) }, shown);
  node.toString = () => shown;
  return node;
}

/** A day as an officer types it, {@code 18.1.2027} or {@code 2027-01-18}, as ISO; null where it is none. */
export function parseDay(text) {
  const typed = text.trim();
  const found = /^(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})$/.exec(typed);
  const iso = found
    ? `${found[3]}-${found[2].padStart(2, '0')}-${found[1].padStart(2, '0')}`
    : /^\d{4}-\d{2}-\d{2}$/.test(typed) ? typed : null;
  // The 31st of a short month is a day that JavaScript would move into the next.
  const date = iso && new Date(`${iso}T00:00:00Z`);
  return date && !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === iso ? iso : null;
}

/** What goes with whatever the pages send. */
export function headers(type, version, fresh, account) {
  const found = /(?:^|; )MUSHTEREK-CSRF=([^;]*)/.exec(document.cookie);
  const sent = { 'Content-Type': type || 'application/json', Accept: 'application/json, application/problem+json' };
  if (found) {
    sent['X-MUSHTEREK-CSRF'] = decodeURIComponent(found[1]);
  }
  if (version !== undefined && version !== null) {
    sent['If-Match'] = `"${version}"`;
  }
  if (fresh) {
    sent['If-None-Match'] = '*';
  }
  if (account) {
    sent['X-Mushterek-Account'] = account;
  }
  return sent;
}

function answered(status, text) {
  let body = null;
  try {
    body = text ? JSON.parse(text) : null;
  } catch (notJson) {
    body = null;
  }
  return { fine: status >= 200 && status < 300, status, body };
}

/* A browser lets no more than 64 KiB outlive a page, the heads among them. */
const OUTLIVES_ITS_PAGE = 60000;
const outlivesItsPage = (sent) => sent === undefined || (typeof sent === 'string' && new Blob([sent]).size <= OUTLIVES_ITS_PAGE);

/**
 * Calls the product's REST. A line that is down is an answer too: status 0.
 *
 * @param {object} options {@code version}: of what was read; {@code fresh}: what is put must be new; {@code keepalive}: it arrives though the
 *     page is left, unless it is longer than browsers let; {@code account}: whose it is, for another window may have signed somebody else in
 */
export async function call(method, path, body, { type, version, fresh, keepalive, account } = {}) {
  const sent = type || body === undefined ? body : JSON.stringify(body);
  try {
    const response = await fetch(path, {
      method, body: sent, headers: headers(type, version, fresh, account),
      credentials: 'same-origin', cache: 'no-store', keepalive: Boolean(keepalive) && outlivesItsPage(sent)
    });
    return answered(response.status, await response.text());
  } catch (down) {
    return answered(0, '');
  }
}

/* The largest part of a list that is answered at once. */
const LARGEST_PAGE = 200;

/** Every item of a list that comes page by page: an answer of {@link call} whose body is the items, or the first that failed. */
export async function callEach(path) {
  const items = [];
  for (;;) {
    const answer = await call('GET', `${path}?offset=${items.length}&limit=${LARGEST_PAGE}`);
    if (!answer.fine) {
      return answer;
    }
    items.push(...answer.body.items);
    if (!answer.body.items.length || items.length >= answer.body.total) {
      return { ...answer, body: items };
    }
  }
}

/**
 * Sends a file with what is said of it.
 *
 * @param {object} fields what is said
 * @param {function} progress told how much has gone, from 0 to 1
 */
export function upload(path, file, fields, progress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(headers(null))) {
      // The parts are parted by a mark that the browser chooses.
      if (name !== 'Content-Type') {
        request.setRequestHeader(name, value);
      }
    }
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => resolve(answered(request.status, request.responseText));
    request.onerror = () => resolve(answered(0, ''));
    request.onabort = request.onerror;
    const form = new FormData();
    Object.entries(fields).forEach(([name, value]) => form.append(name, value));
    form.append('file', file, file.name);
    request.send(form);
  });
}

/** As {@link call}, but waits: only for the moment of completion, which Tasklist does not let anybody delay. */
export function callAndWait(method, path, body, { version } = {}) {
  const request = new XMLHttpRequest();
  request.open(method, path, false);
  for (const [name, value] of Object.entries(headers(null, version))) {
    request.setRequestHeader(name, value);
  }
  try {
    request.send(JSON.stringify(body));
  } catch (down) {
    return answered(0, '');
  }
  return answered(request.status, request.responseText);
}

/** A field with its label, the place that findings name it by, and room for what is wrong with it. */
export function field(label, place, control, { hint, wide } = {}) {
  const wrong = el('span.m-wrong', { 'data-wrong': place });
  if (control.matches('input,select,textarea')) {
    control.classList.add('m-control');
  }
  return el(`label.m-field${wide ? '.m-wide' : ''}`, { 'data-place': place },
    el('span.m-label', {}, label), control, hint ? el('span.m-hint', {}, hint) : null, wrong);
}

/** A choice among codes, the first of them empty. */
export function select(codes, value, say, change, attributes) {
  const control = el('select.m-control', {
    ...attributes, onchange: () => change(control.value || null)
  }, el('option', { value: '' }, '—'), codes.map((entry) => {
    const [code, text] = Array.isArray(entry) ? entry : [entry, say(entry)];
    return el('option', { value: code, selected: code === value }, text);
  }));
  control.value = value === null || value === undefined ? '' : String(value);
  return control;
}

/** A text, long or short. */
export function text(value, change, { long, length, ...attributes } = {}) {
  const control = el(long ? 'textarea' : 'input', {
    ...attributes, maxlength: length || (long ? 4000 : 200), rows: long ? 2 : null, type: long ? null : 'text',
    value: value || '', autocomplete: 'off',
    oninput: () => {
      grow(control);
      change(control.value.trim() ? control.value : null);
    }
  });
  requestAnimationFrame(() => grow(control));
  return control;
}

function grow(control) {
  if (control.tagName === 'TEXTAREA') {
    control.style.height = 'auto';
    control.style.height = `${Math.min(control.scrollHeight + 4, 400)}px`;
  }
}

/**
 * A day, typed as day.month.year or picked. What cannot be read is no day, never the one that was there before; the field says
 * so, and {@link misread} finds it.
 *
 * @param {string} wrong what to say where it cannot be read
 */
export function dayField(value, change, wrong, name) {
  let known = value || null;
  const tell = (iso) => {
    if (iso !== known) {
      known = iso;
      change(iso);
    }
  };
  const typed = el('input.m-control', {
    type: 'text', inputmode: 'numeric', placeholder: '18.01.2027', maxlength: 10, value: day(value), autocomplete: 'off', name,
    oninput: () => {
      const iso = parseDay(typed.value);
      mark(typed, typed.value.trim() && !iso ? wrong : '');
      picked.value = iso || '';
      tell(iso);
    }
  });
  const picked = el('input.m-picker', {
    type: 'date', tabindex: -1, 'aria-hidden': 'true', value: value || '',
    onchange: () => {
      typed.value = day(picked.value);
      mark(typed, '');
      tell(picked.value || null);
      complain(whole, true);
    }
  });
  const whole = el('span.m-day', {
    // Whoever is still typing is not yet wrong.
    onfocusout: (event) => whole.contains(event.relatedTarget) || complain(whole), oninput: () => complain(whole, true)
  }, typed, picked, el('span.m-wrong', { role: 'alert', 'data-misread': '' }));
  return whole;
}

function mark(control, wrong) {
  control.setCustomValidity(wrong);
  control.setAttribute('aria-invalid', String(Boolean(wrong)));
  control.title = wrong;
}

/** Says beside a day or a time why it cannot be read, or only takes away what no longer is so. */
function complain(whole, onlyLess) {
  const wrong = [...whole.querySelectorAll('input')].find((input) => input.validity.customError);
  const said = wrong ? wrong.validationMessage : '';
  const room = whole.querySelector('[data-misread]');
  if (room.textContent !== said && !(onlyLess && said)) {
    fill(room, said);
  }
  return wrong;
}

/**
 * Whether a day or a time near an element cannot be read as it stands there: nothing is sent then, for it would be something
 * else than what was typed. Each of them says what would be right, and the first is led to.
 *
 * @param {Element} node a button within the part of the page that would be sent, or that part
 */
export function misread(node) {
  const [first] = [...(node.closest('details, section, form') || document.body).querySelectorAll('.m-day')].map((whole) => complain(whole))
    .filter(Boolean);
  if (!first) {
    return false;
  }
  for (let fold = first.closest('details'); fold; fold = fold.parentElement.closest('details')) {
    fold.open = true;
  }
  first.focus();
  return true;
}

/**
 * A day and a time of a place, as {@code 2027-05-24T14:30}; one without the other is none yet.
 *
 * @param {string} wrong what to say where day or time cannot be read or one of them is missing
 * @param {object} options {@code today}: a time alone is one, as {@code 14:30}, and means the place's today; {@code name}: of the day's
 *     field, and with {@code -time} behind it of the time's
 */
export function momentField(value, change, wrong, { today, name } = {}) {
  let onDay = value ? value.slice(0, 10) : null;
  let known = value || null;
  const tell = () => {
    const read = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(time.value.trim());
    const at = read && `${read[1].padStart(2, '0')}:${read[2]}`;
    const isDayEmpty = !typed.value.trim();
    mark(time, (time.value.trim() || !isDayEmpty) && !read ? wrong : '');
    mark(typed, !onDay && (isDayEmpty ? read && !today : true) ? wrong : '');
    const now = !at ? null : onDay ? `${onDay}T${at}` : today && isDayEmpty ? at : null;
    if (now !== known) {
      known = now;
      change(now);
    }
    complain(whole, true);
  };
  const time = el('input.m-control.m-time', {
    type: 'text', inputmode: 'numeric', placeholder: '14:30', maxlength: 5, value: value ? value.slice(11, 16) : '',
    autocomplete: 'off', name: name && `${name}-time`
  });
  const whole = dayField(value && value.slice(0, 10), (iso) => {
    onDay = iso;
  }, wrong, name);
  const [typed, picked] = whole.querySelectorAll('input');
  picked.after(time);
  whole.addEventListener('input', tell);
  whole.addEventListener('change', tell);
  return whole;
}

/**
 * A table that scrolls inside its own box; a cell may be text, a node or a list of both.
 *
 * @param {object} options {@code blocks}: on a telephone each row is a block, whose cells say under which head they stand
 */
export function table(heads, rows, { caption, className, blocks } = {}) {
  const box = el('div.m-scroll', { tabindex: 0, role: 'region', 'aria-label': caption || heads.filter(Boolean).join(', ') },
    el(`table.m-table${className ? `.${className}` : ''}${blocks ? '.m-blocks' : ''}`, {},
      el('thead', {}, el('tr', {}, heads.map((head) => (head instanceof Node
        ? head : el('th', { scope: 'col' }, head))))),
      el('tbody', {}, rows.map((cells) => el('tr', {}, cells.map((cell, column) => cellOf(cell, blocks && column ? named(heads[column]) : null)))))));
  if (blocks) {
    // Whatever the blocks look like, it stays a table to readers of screens.
    Object.entries({ table: 'table', 'thead, tbody': 'rowgroup', tr: 'row', th: 'columnheader', td: 'cell' }).forEach(([parts, role]) =>
      box.querySelectorAll(parts).forEach((part) => part.setAttribute('role', role)));
  }
  return box;
}

function cellOf(content, head) {
  const cell = content instanceof HTMLTableCellElement ? content : el('td', {}, content);
  if (head) {
    cell.dataset.head = head;
  }
  return cell;
}

/** What a column's head says; nothing where it has none. */
function named(head) {
  return head instanceof Node ? head.textContent : head;
}

/** A part of a form that can be folded. */
export function section(title, children, { open = true, note, id } = {}) {
  return el('details.m-section', { open, id }, el('summary', {}, el('span.m-title', {}, title),
    note ? el('span.m-note', {}, note) : null), el('div.m-inside', {}, children));
}

/** The field of the form that a rule means by a place. */
export function fieldOf(place) {
  return place.replace(/^dates\./, '');
}

/**
 * Findings as a list: rule, place, what is wrong, what would be right, and where the demand comes from.
 *
 * @param {function} where the name of a place
 * @param {function} told a text with what it names in braces filled in
 */
export function findingList(list, where, told) {
  const shown = list.slice(0, 50);
  return shown.length === 0 ? null : el('ul.m-findings', {}, shown.map((finding, index) => el('li', {},
    /^[A-Z]+-\d+$/.test(finding.code) ? el('a.m-rule', {
      href: `/rules#${finding.code}`, target: '_blank', rel: 'noopener'
    }, finding.code) : null,
    finding.change && finding.change !== 'SAME'
      ? el(`span.m-chip.m-change-${finding.change.toLowerCase()}`, {}, finding.changeText) : null,
    finding.place ? el('span.m-where', {}, where(finding.place)) : null,
    el('span.m-what', {}, finding.wrong),
    finding.cure ? el('span.m-cure', {}, finding.cure) : null,
    // Several findings of one rule have one source: it stands below the last of them.
    finding.source && (shown[index + 1] || {}).source !== finding.source
      ? el('span.m-source', {}, finding.source) : null)),
  list.length > shown.length ? el('li', {}, told('moreFindings', { count: list.length - shown.length })) : null);
}

/** What stands against something: a sentence and its findings, of which one that says no more than the sentence stands alone. */
export function against(said, findings, list) {
  return [findings.length === 1 && findings[0].wrong === said ? null : el('strong', {}, said), list];
}

/**
 * An alert that tells what stands against what was asked: the answer's own words and findings, or that the line is down or the
 * session is over.
 *
 * @param {object} reader who reads it, from the page or the form
 * @param {object} answer as {@link call} gives it
 * @param {string} [down] the text for an answer without words
 * @param {string} [of] the texts by which places are named; without it only a form tells findings
 */
export function alertOf(reader, answer, { down = 'lineDown', of = null } = {}) {
  const problem = answer.body || {};
  const said = answer.status === 401 ? reader.say('sessionEnded') : problem.detail || reader.say(down);
  const findings = problem.findings || [];
  const told = of ? findingList(findings, (where) => reader.words[`ui.${of}.${where}`] || where, reader.told)
    : reader.findings ? reader.findings(findings) : null;
  return el('div.m-alert', { role: 'alert' }, told ? against(said, findings, told) : said);
}

/** How many there are of each type: {@code MPT-76 × 12, SAR 9 × 3}. */
export function byType(list) {
  const counts = new Map();
  list.filter((entry) => entry.type).forEach((entry) =>
    counts.set(entry.type, (counts.get(entry.type) || 0) + (entry.quantity || 1)));
  return [...counts].map(([type, count]) => `${type} × ${count}`).join(', ');
}
