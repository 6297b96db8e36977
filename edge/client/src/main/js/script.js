/*
 * Entry point of the script: <script src="convergence-rum.min.js" data-dsn="..." data-version="..."></script>. With a
 * DSN the client is window.rum; the exports are window.ConvergenceRum either way.
 */
import {getRUM, initRUM, RumClient} from './index.js';

window.ConvergenceRum = {RumClient, initRUM, getRUM};

const attributes = (document.currentScript || {}).dataset || {};
if (attributes.dsn) {
  const {dsn, version, environment, appId} = attributes;
  const options = {dsn, version, environment, appId};
  if (attributes.sampleRate) {
    options.sampleRate = Number(attributes.sampleRate);
  }
  if (attributes.replay) {
    // A script that defines window.rrweb, loaded when the session is recorded.
    options.replaySampleRate = Number(attributes.replaySampleRate || 1);
    options.replay = () => loadGlobal(attributes.replay);
  }
  window.rum = RumClient.init(options);
}

function loadGlobal(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.onload = () => window.rrweb ? resolve(window.rrweb) : reject(new Error('no rrweb'));
    script.onerror = reject;
    document.head.append(script);
  });
}
