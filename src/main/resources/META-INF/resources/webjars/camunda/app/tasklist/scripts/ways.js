// Tasklist has a sign-in view of its own, which no door answers: whoever would see it goes to the product's page.
const leaveForSignIn = () => {
  if (window.location.hash.startsWith('#/login')) {
    window.location.replace('/sign-in');
  }
};
window.addEventListener('hashchange', leaveForSignIn);
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
  nameWindow();
}).observe(document.documentElement, { childList: true, subtree: true });
