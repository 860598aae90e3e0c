/* A link names its case after the sharp, which no server sees: the sign-in and the languages carry it on. */
const place = window.location.hash;
if (place) {
  document.querySelector('form').action += place;
  for (const language of document.querySelectorAll('nav a')) {
    language.hash = place;
  }
}
