/* What is known of the browser, as labels from closed sets. The user agent itself is not sent. */

const BROWSERS = [['edge', /\bEdg(?:e|A|iOS)?\/(\d+)/], ['firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['chrome', /(?:Chrome|Chromium|CriOS)\/(\d+)/], ['safari', /\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//]];
const SYSTEMS = [['windows', /Windows/], ['android', /Android/], ['ios', /iPhone|iPad|iPod/], ['macos', /Mac OS X/],
  ['chromeos', /CrOS/], ['linux', /Linux/]];
const CONNECTIONS = ['slow-2g', '2g', '3g', '4g', '5g', 'wifi', 'ethernet', 'none'];

/** Labels of a browser: `browser, browser_major, os, device, connection`. */
export function browserLabels(agent) {
  const text = agent.userAgent;
  const browser = BROWSERS.find(([, pattern]) => pattern.test(text));
  // An iPad asks for desktop pages as a Mac does, which has no touch screen.
  const isPad = /iPad/.test(text) || /Mac OS X/.test(text) && !/iPhone/.test(text) && agent.maxTouchPoints > 1;
  const system = isPad ? ['ios'] : SYSTEMS.find(([, pattern]) => pattern.test(text));
  const os = system ? system[0] : 'other';
  const isMobile = os === 'ios' || os === 'android';
  const isTablet = isPad || os === 'android' && !/Mobile/.test(text);
  const network = agent.connection || {};
  const connection = [network.type, network.effectiveType].find((name) => CONNECTIONS.indexOf(name) >= 0);
  return {
    browser: browser ? browser[0] : 'other',
    browser_major: browser ? browser[1].exec(text)[1] : undefined,
    os,
    device: isTablet ? 'tablet' : isMobile ? 'mobile' : 'desktop',
    connection: connection || 'unknown'
  };
}

/** Whether the user has asked not to be tracked: Global Privacy Control, or Do Not Track. */
export function hasOptedOut(agent) {
  return agent.globalPrivacyControl === true || /^(1|yes)$/.test(agent.doNotTrack);
}
