import { forgetAll } from '/ui/kept.js';

// Tasklist has a sign-in view of its own, which no door answers: whoever would see it goes to the product's page, and from there
// back to the task that was open when the session ended. Tasklist closes it a moment before.
const JUST_NOW = 3000;
const task = { hash: '', closedAt: 0 };
let signsOut = false;
const leaveForSignIn = () => {
  const open = /[?&](task=[^&]+)/.exec(window.location.hash);
  if (open) {
    Object.assign(task, { hash: `#/?${open[1]}`, closedAt: 0 });
  } else if (!window.location.hash.startsWith('#/login')) {
    task.closedAt = task.closedAt || Date.now();
  } else if (signsOut) {
    forgetAll();
    window.location.replace('/sign-in?signedOut');
  } else {
    window.location.replace(`/sign-in?ended${task.closedAt && Date.now() - task.closedAt > JUST_NOW ? '' : task.hash}`);
  }
};
window.addEventListener('hashchange', leaveForSignIn);
document.addEventListener('click', (event) => {
  signsOut = signsOut || Boolean(event.target.closest('.logout, [ng-click*=logout]'));
}, true);
leaveForSignIn();

const inWords = (text) => text[navigator.languages[0]] || text.en;

// The ways from the tasks to the day and to the cases, beside Tasklist's own links.
const WAYS = [
  { path: '/start', name: 'mushterek-start', text: { az: 'Günüm', tr: 'Günüm', en: 'My day' } },
  { path: '/cases', name: 'mushterek-cases', text: { az: 'İşlər', tr: 'Dosyalar', en: 'Cases' } }
];
const linkToPages = () => {
  const links = document.querySelector('[cam-widget-header] .navbar-right, [cam-widget-header] ul');
  if (links && !links.querySelector('.mushterek-cases')) {
    links.prepend(...WAYS.map(({ path, name, text }) => {
      const link = document.createElement('a');
      link.href = path;
      link.textContent = inWords(text);
      const item = document.createElement('li');
      item.className = name;
      item.append(link);
      return item;
    }));
  }
};

// Tasklist draws these as a sign alone: whoever hears the page is told what they do.
const SIGNS = [
  { sign: '.region-toggle[data-region=filters]', text: {
    az: 'Süzgəcləri göstər və ya gizlət', tr: 'Süzgeçleri göster ya da gizle', en: 'Show or hide the filters' } },
  { sign: '.region-toggle[data-region=list]', text: {
    az: 'Tapşırıqların siyahısını göstər və ya gizlət', tr: 'Görev listesini göster ya da gizle', en: 'Show or hide the list of tasks' } },
  { sign: '.region-toggle[data-region=task]', text: {
    az: 'Tapşırığı göstər və ya gizlət', tr: 'Görevi göster ya da gizle', en: 'Show or hide the task' } },
  { sign: '.maximize[data-region=task]', text: {
    az: 'Yalnız tapşırığı və ya hamısını göstər', tr: 'Yalnız görevi ya da hepsini göster', en: 'Show the task alone or everything' } },
  { sign: '.new-sort > .dropdown-toggle', text: { az: 'Sıralama əlavə et', tr: 'Sıralama ekle', en: 'Add sorting' } },
  { sign: '.uib-left', text: { az: 'Əvvəlki', tr: 'Önceki', en: 'Previous' } },
  { sign: '.uib-right', text: { az: 'Növbəti', tr: 'Sonraki', en: 'Next' } },
  { sign: '.uib-increment.hours > a', text: { az: 'Bir saat sonra', tr: 'Bir saat sonra', en: 'One hour later' } },
  { sign: '.uib-decrement.hours > a', text: { az: 'Bir saat əvvəl', tr: 'Bir saat önce', en: 'One hour earlier' } },
  { sign: '.uib-increment.minutes > a', text: { az: 'Bir dəqiqə sonra', tr: 'Bir dakika sonra', en: 'One minute later' } },
  { sign: '.uib-decrement.minutes > a', text: { az: 'Bir dəqiqə əvvəl', tr: 'Bir dakika önce', en: 'One minute earlier' } },
  { sign: '.uib-time.hours > input', text: { az: 'Saat', tr: 'Saat', en: 'Hours' } },
  { sign: '.uib-time.minutes > input', text: { az: 'Dəqiqə', tr: 'Dakika', en: 'Minutes' } },
  { sign: 'button.btn-xs:has(> .glyphicon-pencil)', text: { az: 'Qiyməti əllə yaz', tr: 'Değeri elle yaz', en: 'Write the value by hand' } },
  { sign: 'button.btn-xs:has(> .glyphicon-ok)', text: { az: 'Tətbiq et', tr: 'Uygula', en: 'Apply' } },
  { sign: 'button.btn-xs:has(> .glyphicon-remove)', text: { az: 'Ləğv et', tr: 'Vazgeç', en: 'Cancel' } }
];
const nameSigns = () => {
  SIGNS.forEach(({ sign, text }) => document.querySelectorAll(`${sign}:not([aria-label])`)
    .forEach((part) => part.setAttribute('aria-label', inWords(text))));
  document.querySelectorAll('a[href][uib-tooltip], button[uib-tooltip]').forEach((part) => {
    const told = part.getAttribute('uib-tooltip');
    if (told && !told.includes('{{') && !part.textContent.trim() && part.getAttribute('aria-label') !== told) {
      part.setAttribute('aria-label', told);
    }
  });
  document.querySelectorAll('a[aria-label]:not([href], [role])').forEach((part) => part.setAttribute('role', 'button'));
  document.querySelectorAll('.modal[role=dialog]').forEach((dialog) => {
    const title = dialog.querySelector('.modal-title, .modal-header h3');
    const told = title && title.textContent.trim().replace(/\s+/g, ' ');
    if (told && dialog.getAttribute('aria-label') !== told) {
      dialog.setAttribute('aria-label', told);
    }
  });
  // It says that it is a heading, and is a button.
  document.querySelectorAll('button[role=heading]').forEach((part) => part.removeAttribute('role'));
  // It says that it opens a list, which only a combo box may.
  document.querySelectorAll('input[aria-autocomplete=list]:not([role])').forEach((field) => field.setAttribute('role', 'combobox'));
};

// Where there is room for one thing alone, the list folds its filters away, and an open task, which covers it, has a way back.
const FILTERS = { az: 'Süzgəclər', tr: 'Süzgeçler', en: 'Filters' };
const BACK = { az: 'Tapşırıqların siyahısına qayıt', tr: 'Görev listesine dön', en: 'Back to the list of tasks' };
const ONE_THING = window.matchMedia('(max-width: 842px)');
const button = (name, press) => {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = `${name} btn btn-link`;
  made.addEventListener('click', () => press(made));
  return made;
};
const unfold = (control, isOpen) => control.setAttribute('aria-expanded', String(isOpen));
const leaveTask = () => {
  const [path, query] = window.location.hash.split('?');
  const rest = (query || '').split('&').filter((part) => !/^(task|detailsTab)=/.test(part));
  window.location.hash = `${path}?${rest.join('&')}`;
};
const offerRoom = () => {
  const [filters, details] = ['filters', 'details'].map((part) => document.querySelector(`.task-${part} > .top`));
  if (filters && !filters.querySelector('.mushterek-filters')) {
    const control = button('mushterek-filters', () => unfold(control, control.getAttribute('aria-expanded') === 'false'));
    control.append(document.createElement('span'));
    unfold(control, false);
    filters.prepend(control);
    filters.parentElement.addEventListener('click', (event) => {
      if (event.target.closest('.task-filter')) {
        unfold(control, false);
        control.focus();
      }
    });
  }
  if (details && !details.querySelector('.mushterek-back')) {
    const control = button('mushterek-back', leaveTask);
    control.textContent = inWords(BACK);
    details.prepend(control);
  }
};
const nameFilters = () => {
  const name = document.querySelector('.mushterek-filters > span');
  const open = document.querySelector('.task-filter.active a');
  const told = [inWords(FILTERS), open && open.firstChild.textContent.trim()].filter(Boolean).join(': ');
  if (name && name.textContent !== told) {
    name.textContent = told;
  }
};
// What had the focus is covered when a task opens. When it is left, its line has it again, as soon as the list is read anew.
let opened = '';
let awaited = '';
const focus = (part) => part && part.focus({ preventScroll: true });
const followTask = () => {
  const filters = document.querySelector('.mushterek-filters');
  const isOpen = document.querySelector('.task-card') !== null;
  if (isOpen !== (opened !== '') && ONE_THING.matches) {
    awaited = opened;
    focus(isOpen ? document.querySelector('.mushterek-back') : filters);
  }
  if (isOpen !== (opened !== '')) {
    opened = isOpen ? (/[?&]task=([^&]+)/.exec(window.location.hash) || ['', '-'])[1] : '';
  }
  const line = awaited && document.querySelector(`.tasks-list a[href$="task=${CSS.escape(awaited)}"]`);
  if (document.activeElement !== filters) {
    awaited = '';
  } else if (line) {
    awaited = '';
    focus(line);
  }
};

// The calendar of the search speaks English from Sunday on, whatever Tasklist speaks: it gets the words of Tasklist's own dates.
const teachCalendar = () => {
  const root = window.angular && window.angular.element(document.body).injector();
  const dates = root && root.get('moment').localeData();
  const formats = root && root.get('$locale').DATETIME_FORMATS;
  if (dates && (formats.DAY[1] !== dates.weekdays()[1] || formats.FIRSTDAYOFWEEK !== 0)) {
    Object.assign(formats, { MONTH: dates.months(), STANDALONEMONTH: dates.months(), SHORTMONTH: dates.monthsShort(),
      DAY: dates.weekdays(), SHORTDAY: dates.weekdaysMin(), FIRSTDAYOFWEEK: 0 });
  }
};

// Of what it could not read Tasklist says twice what the program answered, the first time with the signs of its own insides.
const INSIDES = /^(?:<|&lt;)\w+(?:>|&gt;) (?:<|&lt;)- /;
const tidyNotices = () => document.querySelectorAll('.page-notifications .alert').forEach((notice) => {
  const status = notice.querySelector('.status');
  if (status && INSIDES.test(status.textContent)) {
    status.textContent = status.textContent.replace(INSIDES, '');
    notice.querySelectorAll('.status ~ strong, .message').forEach((again) => again.remove());
  }
});

// The window says whose tasks these are, and in which language; Tasklist names its maker, in English, on each change.
const TITLES = { az: 'Mushterek · Tapşırıqlar', tr: 'Mushterek · Görevler', en: 'Mushterek · Tasks' };
const nameWindow = () => {
  const language = TITLES[navigator.languages[0]] ? navigator.languages[0] : 'en';
  if (document.title !== TITLES[language]) {
    document.title = TITLES[language];
  }
  if (document.documentElement.lang !== language) {
    document.documentElement.lang = language;
  }
};
nameWindow();
new MutationObserver(() => {
  linkToPages();
  nameSigns();
  offerRoom();
  nameFilters();
  followTask();
  teachCalendar();
  tidyNotices();
  nameWindow();
}).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['uib-tooltip'] });
