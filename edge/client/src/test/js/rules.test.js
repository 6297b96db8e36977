import assert from 'node:assert/strict';
import {test} from 'node:test';
import {budget} from '../../main/js/budgets.js';
import {endpoints} from '../../main/js/dsn.js';
import {browserLabels, hasOptedOut} from '../../main/js/environment.js';
import {errorEvent} from '../../main/js/errors.js';
import {elementName, place, stack, tags, text} from '../../main/js/privacy.js';
import {hasFailed, kind, resourceEvent} from '../../main/js/resources.js';
import {Interactions, LayoutShifts, rating} from '../../main/js/vitals.js';

test('the budget of the entry with the most literal characters holds, else the built-in one', () => {
  const entries = [{page: '*', lcp: 3000}, {page: '/checkout/*', lcp: 2000, inp: 150}, {page: '/checkout/pay', lcp: 1500}];

  assert.equal(budget(entries, 'lcp', '/checkout/pay'), 1500);
  assert.equal(budget(entries, 'inp', '/checkout/pay'), 150);
  assert.equal(budget(entries, 'lcp', '/checkout/cart'), 2000);
  assert.equal(budget(entries, 'lcp', '/'), 3000);
  assert.equal(budget(entries, 'cls', '/'), 0.1);
  assert.equal(budget(undefined, 'lcp', '/'), 2500);
  assert.equal(budget([{page: '/a*b*c', lcp: 1}], 'lcp', '/a-b-b-c'), 1);
  assert.equal(budget([{page: '/a*b*c', lcp: 1}], 'lcp', '/a-c-b'), 2500);
  assert.equal(budget([{page: '/ab*b', lcp: 1}], 'lcp', '/ab'), 2500);
});

test('a DSN gives the addresses, and its token is not that of a path', () => {
  for (const dsn of ['https://rum.example/ingest?token=rk_shop', 'https://rum.example/ingest/events?token=rk_shop',
    'https://rum.example/?token=rk_shop']) {
    assert.equal(endpoints(dsn).events, 'https://rum.example/ingest/events?token=rk_shop');
    assert.equal(endpoints(dsn).settings, 'https://rum.example/v1/env_variable?app_id=');
  }
  assert.equal(endpoints('/rum/ingest?token=a', 'https://shop.example/x').events, 'https://shop.example/rum/ingest/events?token=a');
  for (const dsn of ['https://rum.example/ingest', 'ftp://rum.example/ingest?token=a', 'nonsense']) {
    assert.throws(() => endpoints(dsn), TypeError);
  }
});

test('texts keep URLs without query, fragment and user information', () => {
  assert.equal(text('GET https://jo:pw@a.example/x?mail=jo#y failed'), 'GET https://a.example/x failed');
  assert.equal(text('a?b#c'), 'a?b#c');
  assert.equal(text('x'.repeat(5000)).length, 1024);
  assert.equal(stack('E: m\n    at f (https://a.example/b.js?v=1:10:5)\n    at https://a.example/c.js#x:1:2'),
    'E: m\n    at f (https://a.example/b.js:10:5)\n    at https://a.example/c.js:1:2');
});

test('a place is host and path of http URLs only', () => {
  assert.deepEqual(place('https://jo:pw@a.example:8443/x/y?q=1#z'), {host: 'a.example', path: '/x/y'});
  assert.deepEqual(place('data:text/plain,jo'), {});
  assert.deepEqual(place('nonsense'), {});
});

test('tags are 16 texts at most', () => {
  const many = Object.fromEntries(Array.from({length: 20}, (none, i) => ['k' + i, i]));

  assert.equal(Object.keys(tags(many)).length, 16);
  assert.deepEqual(tags({plan: 'free', paid: true, size: 3, user: {mail: 'x'}, none: null}), {plan: 'free', paid: 'true', size: '3'});
  assert.deepEqual(tags(undefined), {});
});

test('an element is named by tag and role', () => {
  const element = (tagName, attributes) => {
    const made = {tagName, getAttribute: (name) => attributes[name] ?? null};
    made.closest = () => made;
    return made;
  };
  assert.equal(elementName(element('DIV', {role: 'menuitem', id: 'jo'})), 'div[role=menuitem]');
  assert.equal(elementName(element('INPUT', {type: 'submit', value: 'Jo'})), 'input[type=submit]');
  assert.equal(elementName(element('DIV', {role: 'Jo Miller'})), 'div');
  assert.equal(elementName(null), 'document');
});

test('errors have type, message, stack and place', () => {
  const event = errorEvent(new RangeError('too far'), 'unhandled', {file: 'https://a.example/b.js?x=1', line: 3, column: 4});

  assert.equal(event.name, 'RangeError');
  assert.equal(event.labels.message, 'too far');
  assert.equal(event.labels.file, '/b.js');
  assert.deepEqual(event.measures, {line: 3, column: 4});
  assert.equal(errorEvent('text', 'unhandledrejection').labels.message, 'text');
  assert.equal(errorEvent({mail: 'jo'}, 'unhandledrejection').labels.message, 'object');
  assert.equal(errorEvent(undefined, 'unhandledrejection').labels.message, 'undefined');
  assert.equal(errorEvent(null, 'unhandled', {message: 'Script error.'}).labels.message, 'Script error.');
});

test('kinds of resources', () => {
  for (const [initiator, path, expected] of [['script', '/a', 'js'], ['link', '/a.css', 'css'], ['css', '/a.woff2', 'font'],
    ['css', '/a.PNG', 'image'], ['link', '/a.js', 'js'], ['xmlhttprequest', '/a', 'xhr'], ['other', '/a', 'other']]) {
    assert.equal(kind(initiator, path), expected);
  }
});

test('resources of 100 ms and failed ones are events, without query', () => {
  const entry = {name: 'https://cdn.example/a.js?user=jo', initiatorType: 'script', duration: 99.9, responseStatus: 200};

  assert.equal(resourceEvent(entry, 'shop.example'), null);
  const slow = resourceEvent({...entry, duration: 100}, 'shop.example');
  assert.equal(slow.value, 100);
  assert.deepEqual(slow.labels, {url_host: 'cdn.example', url_path: '/a.js'});
  assert.equal(resourceEvent({...entry, responseStatus: 404}, 'shop.example').measures.status, 404);
});

test('status 0 is a failure for XHR and for the host of the page only', () => {
  const entry = (initiatorType, host) => ({name: `https://${host}/x`, initiatorType, responseStatus: 0});

  assert.equal(hasFailed(entry('fetch', 'shop.example'), 'shop.example'), true);
  assert.equal(hasFailed(entry('xmlhttprequest', 'a.example'), 'shop.example'), true);
  assert.equal(hasFailed(entry('fetch', 'a.example'), 'shop.example'), false);
  assert.equal(hasFailed(entry('img', 'shop.example'), 'shop.example'), false);
});

test('layout shifts count by their largest session window', () => {
  const shifts = new LayoutShifts();
  [[0, 0.1], [900, 0.1], [1900, 0.05], [2000, 0.3, true], [9000, 0.15]].forEach(([startTime, value, hadRecentInput]) =>
    shifts.add({startTime, value, hadRecentInput}));
  assert.equal(Math.round(shifts.value * 100), 20);

  const long = new LayoutShifts();
  for (let time = 0; time < 10000; time += 900) {
    long.add({startTime: time, value: 1});
  }
  assert.equal(long.value, 6);
});

test('interactions count by the longest but one of each 50', () => {
  const interactions = new Interactions();
  assert.equal(interactions.value, undefined);
  for (let i = 1; i <= 49; i++) {
    interactions.add({interactionId: i, duration: i, name: 'click'});
  }
  assert.equal(interactions.value, 49);
  interactions.add({interactionId: 50, duration: 500, name: 'keydown'});
  interactions.add({interactionId: 50, duration: 8, name: 'keyup'});
  interactions.add({duration: 900, name: 'mouseover'});

  assert.equal(interactions.value, 49);
  assert.equal(interactions.slowest, 'keydown');
});

test('ratings', () => {
  assert.deepEqual([200, 201, 500, 501].map((value) => rating('inp', value)), ['good', 'needs-improvement', 'needs-improvement', 'poor']);
});

test('labels of browsers', () => {
  const labels = (userAgent, more) => {
    const {browser, browser_major: major, os, device} = browserLabels({userAgent, ...more});
    return [browser, major, os, device].join(' ');
  };
  const apple = 'AppleWebKit/605.1.15 (KHTML, like Gecko) ';
  assert.equal(labels('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0'), 'edge 130 windows desktop');
  assert.equal(labels('Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'), 'firefox 128 linux desktop');
  assert.equal(labels('Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36'), 'chrome 130 android mobile');
  assert.equal(labels('Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36'), 'chrome 130 android tablet');
  assert.equal(labels(`Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) ${apple}Version/17.5 Mobile/15E148 Safari/604.1`), 'safari 17 ios mobile');
  assert.equal(labels(`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${apple}Version/17.5 Safari/605.1.15`, {maxTouchPoints: 5}), 'safari 17 ios tablet');
  assert.equal(labels(`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${apple}Version/17.5 Safari/605.1.15`, {maxTouchPoints: 0}), 'safari 17 macos desktop');
  assert.equal(labels('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36'), 'chrome 156 linux desktop');
  assert.equal(labels('curl/8'), 'other  other desktop');
  assert.equal(browserLabels({userAgent: '', connection: {effectiveType: '4g'}}).connection, '4g');
  assert.equal(browserLabels({userAgent: '', connection: {type: 'wifi', effectiveType: '4g'}}).connection, 'wifi');
  assert.equal(browserLabels({userAgent: ''}).connection, 'unknown');
});

test('who asks not to be tracked', () => {
  assert.deepEqual([{globalPrivacyControl: true}, {doNotTrack: '1'}, {doNotTrack: 'yes'}, {doNotTrack: '0'}, {}].map(hasOptedOut),
    [true, true, true, false, false]);
});
