// Screen "Login": one field for the token. A link with the token in its fragment logs in by one click.
import {html, nothing} from './lib/lit-html.js';
import {send} from './api.js';
import {navigate, page, setUi} from './page.js';

/** The address to go to after the login, or the root. */
function target() {
  const next = page.route.query.get('next') || '/';
  return next.startsWith('/') && !next.startsWith('//') ? next : '/';
}

async function logIn(token) {
  setUi({loginRefusal: '', loginBusy: true});
  try {
    await send('/session', {method: 'POST', body: {token}});
    page.me = null;
    setUi({loginBusy: false});
    navigate(target(), true);
  } catch (problem) {
    if (problem.status === undefined) {
      throw problem;
    }
    setUi({
      loginBusy: false,
      loginRefusal: problem.status === 401 ? 'This token is not known or has expired. It may have been cut when it was copied.' : problem.message,
    });
    const field = document.getElementById('token');
    if (field) {
      field.focus();
    }
  }
}

/** Logs in with the token of the fragment, which no server sees, and removes it from the address. */
export function logInByFragment() {
  const token = decodeURIComponent(location.hash.slice(1));
  if (token) {
    history.replaceState(null, '', location.pathname + location.search);
    logIn(token);
  }
}

/** Ends the session. */
export async function logOut() {
  await send('/session', {method: 'DELETE'}).catch(() => {});
  page.me = null;
  navigate('/login');
}

export const screen = {
  title: () => 'Log in',
  load: async () => ({}),
  view: () => html`<div class="login"><h1>Log in</h1>
  ${page.route.query.get('ended') ? html`<p class="notice" role="status">The session has ended: its token has expired or was removed.</p>` : nothing}
  <p class="sub">Real users and checks of your apps, and who was notified.</p>
  <form method="post" action="/session" @submit=${(e) => {
    e.preventDefault();
    logIn(e.target.elements.token.value.trim());
  }}>
  <label for="token">Token</label>
  <input id="token" name="token" type="password" required autocomplete="current-password" spellcheck="false"
    aria-invalid=${page.ui.loginRefusal ? 'true' : 'false'} aria-describedby="token-hint token-refusal">
  <p id="token-hint" class="muted">Your operator issues it (<code>conf/access.yaml</code>). The browser keeps it in a cookie that scripts cannot read.</p>
  <p id="token-refusal" class="refusal" role="alert">${page.ui.loginRefusal || nothing}</p>
  <button type="submit" class="primary" ?disabled=${!!page.ui.loginBusy}>Log in</button></form></div>`,
};
