/*
 * Plays a recording by commands over a port. Commands: {records, at, speed, skips} shows a recording at a position, and
 * {play: at}, {pause: at}, {speed}, {skips} control it; positions are milliseconds after the first record. Answers have a kind:
 * ready (shown), at (the position, every 100 ms and after each command), end, skip (whether idle time is being skipped),
 * absent (this build has no rrweb), failed.
 */
(() => {
  const TICK = 100;
  const FULL_SNAPSHOT = 2;
  // Pictures are not loaded: their place is marked. The content is an empty picture.
  const RULES = ['img:not([src]) { content: url(data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==); '
    + 'background: #e3e6ea; outline: 1px dashed #8a929b; outline-offset: -1px; min-width: 1em; min-height: 1em; }'];
  let port = null;
  let replayer = null;
  let timer = 0;
  let isPlaying = false;
  // The earliest position at which there is a page to be shown: rrweb draws what is before a position.
  let first = 0;
  let size = {width: 0, height: 0};

  const answer = (kind, more = {}) => port.postMessage({kind, ...more});
  const report = () => answer('at', {at: replayer.getCurrentTime(), isPlaying});

  /** The page is drawn as large as the frame permits, in its middle. */
  function fit() {
    if (replayer && size.width > 0 && size.height > 0) {
      const scale = Math.min(innerWidth / size.width, innerHeight / size.height);
      const left = (innerWidth - size.width * scale) / 2;
      const top = (innerHeight - size.height * scale) / 2;
      replayer.wrapper.style.transform = 'translate(' + left + 'px, ' + top + 'px) scale(' + scale + ')';
    }
  }

  function show({records, at, speed, skips}) {
    if (replayer) {
      replayer.destroy();
    }
    replayer = new window.rrweb.Replayer(records.map(harmless), {
      root: document.body, speed, skipInactive: skips, insertStyleRules: RULES, triggerFocus: false, showWarning: false,
      mouseTail: {duration: 400, lineCap: 'round', lineWidth: 2, strokeStyle: '#57606a'},
    });
    // Nothing of the recorded page takes the focus or a click.
    replayer.wrapper.inert = true;
    replayer.on('resize', (dimension) => {
      size = dimension;
      fit();
    });
    replayer.on('finish', () => {
      isPlaying = false;
      report();
      answer('end');
    });
    replayer.on('skip-start', () => answer('skip', {isSkipping: true}));
    replayer.on('skip-end', () => answer('skip', {isSkipping: false}));
    first = 1 + records.find((record) => record.type === FULL_SNAPSHOT).timestamp - records[0].timestamp;
    replayer.pause(Math.max(first, at));
    clearInterval(timer);
    timer = setInterval(() => isPlaying && report(), TICK);
    answer('ready');
  }

  function command(message) {
    if (!window.rrweb) {
      answer('absent');
    } else if (message.records) {
      isPlaying = false;
      show(message);
    } else if (message.speed) {
      replayer.setConfig({speed: message.speed});
    } else if (message.skips !== undefined) {
      replayer.setConfig({skipInactive: message.skips});
    } else {
      isPlaying = message.play !== undefined;
      if (isPlaying) {
        replayer.play(Math.max(first, message.play));
      } else {
        replayer.pause(Math.max(first, message.pause));
      }
      report();
    }
  }

  addEventListener('resize', fit);
  addEventListener('message', (event) => {
    if (port || !event.ports[0]) {
      return;
    }
    port = event.ports[0];
    port.onmessage = ({data}) => {
      try {
        command(data);
      } catch (failure) {
        answer('failed', {reason: String(failure && failure.message || failure)});
      }
    };
  });
})();
