// Tasklist has a sign-in view of its own, which no door answers: whoever would see it goes to the product's page.
const leaveForSignIn = () => {
  if (window.location.hash.startsWith('#/login')) {
    window.location.replace('/sign-in');
  }
};
window.addEventListener('hashchange', leaveForSignIn);
leaveForSignIn();

// The way from the tasks to the cases, beside Tasklist's own links.
const linkToCases = () => {
  const links = document.querySelector('[cam-widget-header] .navbar-right, [cam-widget-header] ul');
  if (links && !links.querySelector('.mushterek-cases')) {
    const link = document.createElement('a');
    link.href = '/cases';
    link.textContent = { az: 'İşlər', tr: 'Dosyalar' }[navigator.languages[0]] || 'Cases';
    const item = document.createElement('li');
    item.className = 'mushterek-cases';
    item.append(link);
    links.prepend(item);
  }
};
new MutationObserver(linkToCases).observe(document.documentElement, { childList: true, subtree: true });
