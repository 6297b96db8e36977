/*
 * The demo shop's page. Consent lasts for this visit: it travels in the query of the shop's own links and is kept nowhere.
 * The query is the page's; no beacon carries it.
 */
(function() {
  'use strict';
  const CONSENT = 'consent=yes';
  const TEXTS = {
    '/teas': ['Teas', 'Green, black and one that nobody orders twice.'],
    '/kettles': ['Kettles', 'They whistle at 100 degrees, less on mountains.'],
    '/cart': ['Cart', 'It is empty, which is also a kind of order.'],
    '/slow': ['A slow page', 'Its server took its time.']
  };
  const at = (id) => document.getElementById(id);
  const tell = (text) => { at('log').textContent = text };
  const accepted = () => location.search.includes(CONSENT);
  const sdk = window.rum || window.convergence || {consent() {}, revoke() {}};

  function show() {
    const [title, text] = TEXTS[location.pathname] || [];
    if (title) {
      at('title').textContent = title;
      at('text').textContent = text;
    }
    at('banner').hidden = accepted() || at('banner').dataset.answered === 'yes';
    at('state').textContent = accepted() ? 'on' : 'off';
    at('revoke').hidden = !accepted();
  }

  function answer(yes) {
    at('banner').dataset.answered = 'yes';
    history.replaceState(null, '', location.pathname + (yes ? '?' + CONSENT : ''));
    show();
  }

  const actions = {
    'accept': () => { answer(true); sdk.consent() },
    'decline': () => answer(false),
    'revoke': () => { sdk.revoke(); answer(false) },
    'break-script': () => { tell('threw an error'); shop.basket.add(1) },
    'reject-promise': () => { tell('rejected a promise'); Promise.reject(new Error('out of tea')) },
    'fail-request': () => fetch('/api/fail').then((answer) => tell('GET /api/fail: ' + answer.status)),
    'lose-request': () => fetch('/api/lost').catch(() => tell('GET /api/lost: no answer')),
    'slow-request': () => fetch('/api/slow?millis=1500').then(() => tell('GET /api/slow: 1.5 s')),
    'freeze': () => {
      const end = performance.now() + 500;
      while (performance.now() < end);
      tell('froze for half a second');
    },
    'shift-layout': () => setTimeout(() => {
      at('title').style.marginTop = at('title').style.marginTop ? '' : '12rem';
      tell('shifted the layout');
    }, 600),
    'crowd': () => {
      for (let i = 0; i < 40; i++) {
        history.pushState(null, '', ['/teas', '/kettles', '/cart'][i % 3] + location.search);
        window.dispatchEvent(new ErrorEvent('error', {message: 'one of a crowd'}));
      }
      show();
      tell('forty views, each with an error');
    }
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (link) {
      event.preventDefault();
      const url = link.getAttribute('href') + (accepted() ? '?' + CONSENT : '');
      if ('route' in link.dataset) {
        history.pushState(null, '', url);
        show();
      } else {
        location.assign(url);
      }
    } else if (actions[event.target.id]) {
      actions[event.target.id]();
    }
  });
  addEventListener('popstate', show);
  show();
  if (accepted()) {
    sdk.consent();
  }
})();
