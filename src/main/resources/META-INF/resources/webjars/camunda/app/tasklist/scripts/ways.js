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
      link.textContent = text[navigator.languages[0]] || text.en;
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
    az: 'Süzgəcləri göstərmək və ya gizlətmək', tr: 'Süzgeçleri göster ya da gizle', en: 'Show or hide the filters' } },
  { sign: '.region-toggle[data-region=list]', text: {
    az: 'Tapşırıqların siyahısını göstərmək və ya gizlətmək', tr: 'Görev listesini göster ya da gizle', en: 'Show or hide the list of tasks' } },
  { sign: '.region-toggle[data-region=task]', text: {
    az: 'Tapşırığı göstərmək və ya gizlətmək', tr: 'Görevi göster ya da gizle', en: 'Show or hide the task' } },
  { sign: '.maximize[data-region=task]', text: {
    az: 'Yalnız tapşırığı və ya hamısını göstərmək', tr: 'Yalnız görevi ya da hepsini göster', en: 'Show the task alone or everything' } },
  { sign: '.new-sort > .dropdown-toggle', text: { az: 'Sıralama əlavə et', tr: 'Sıralama ekle', en: 'Add sorting' } }
];
const nameSigns = () => {
  SIGNS.forEach(({ sign, text }) => document.querySelectorAll(`${sign}:not([aria-label])`)
    .forEach((part) => part.setAttribute('aria-label', text[navigator.languages[0]] || text.en)));
  document.querySelectorAll('a[href][uib-tooltip], button[uib-tooltip]').forEach((part) => {
    const told = part.getAttribute('uib-tooltip');
    if (told && !told.includes('{{') && !part.textContent.trim() && part.getAttribute('aria-label') !== told) {
      part.setAttribute('aria-label', told);
    }
  });
  // It says that it opens a list, which only a combo box may.
  document.querySelectorAll('input[aria-autocomplete=list]:not([role])').forEach((field) => field.setAttribute('role', 'combobox'));
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
  tidyNotices();
  nameWindow();
}).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['uib-tooltip'] });
