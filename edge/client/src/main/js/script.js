/*
 * Entry point of the script: <script src="convergence-rum.min.js" data-dsn="..." data-version="..."></script>. With a
 * DSN the client is window.rum; the exports are window.ConvergenceRum either way.
 */
import {getRUM, initRUM, RumClient} from './index.js';

window.ConvergenceRum = {RumClient, initRUM, getRUM};

const attributes = (document.currentScript || {}).dataset || {};
if (attributes.dsn) {
  const options = {dsn: attributes.dsn, version: attributes.version, environment: attributes.environment, appId: attributes.appId};
  if (attributes.sampleRate) {
    options.sampleRate = Number(attributes.sampleRate);
  }
  window.rum = RumClient.init(options);
}
