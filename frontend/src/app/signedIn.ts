// The page that a sign-in in a second window ends on: it tells the first window to go on, and closes itself.
export const SIGNED_IN_PATH = '/admin/signed-in';
export const channel = () => new BroadcastChannel('polder-session');

export const isSignedInPage = () => window.location.pathname === SIGNED_IN_PATH;

export const signedIn = () => {
  channel().postMessage('signed in');
  const dutch = navigator.language.toLowerCase().startsWith('nl');
  document.getElementById('root')!.textContent = dutch
    ? 'U bent weer aangemeld. Dit venster mag dicht; in het andere gaat u verder.'
    : 'You are signed in again. You can close this window and go on in the other one.';
  window.close();
};
