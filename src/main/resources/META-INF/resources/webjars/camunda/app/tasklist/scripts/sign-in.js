// Tasklist has a sign-in view of its own, which no door answers: whoever would see it goes to the product's page.
const leaveForSignIn = () => {
  if (window.location.hash.startsWith('#/login')) {
    window.location.replace('/sign-in');
  }
};
window.addEventListener('hashchange', leaveForSignIn);
leaveForSignIn();
