/* A page with two routes for the test of the React components. */
import {createElement, StrictMode, useState} from 'react';
import {createRoot} from 'react-dom/client';
import {initRUM} from '../../main/js/index.js';
import {RumProvider, useTrackInteraction} from '../../main/js/react.js';

const rum = initRUM({dsn: '/ingest?token=rk_shop_test'});
rum.consent();

function Pay() {
  const pay = useTrackInteraction('pay');
  return createElement('button', {id: 'pay', onClick: () => pay.click()}, 'Pay');
}

function App() {
  const [route, setRoute] = useState('/products/:id');
  const go = () => {
    history.pushState(null, '', '/orders/17');
    setRoute('/orders/:id');
  };
  return createElement(RumProvider, {client: rum, route},
    createElement(Pay), createElement('button', {id: 'go', onClick: go}, 'Go'));
}

createRoot(document.getElementById('root')).render(createElement(StrictMode, null, createElement(App)));
