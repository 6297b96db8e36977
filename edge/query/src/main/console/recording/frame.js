/*
 * Opens the document that plays recordings. Its address is a data: URL, so its origin is opaque: what runs in it reaches
 * neither the service, nor its cookies, nor the pages around it. A sandbox without allow-same-origin would give the frame of
 * the recorded page, which is within that document, another opaque origin, and rrweb could not draw into it.
 * The document inherits the content security policy of this one.
 */
(() => {
  const address = (name) => new URL(name, location.href).href;
  const script = (name) => '<script src="' + address(name) + '"></script>';
  const sheet = (name) => '<link rel="stylesheet" href="' + address(name) + '">';
  const stage = document.createElement('iframe');
  stage.title = 'Recorded page';
  stage.setAttribute('sandbox', 'allow-scripts allow-same-origin');
  stage.src = 'data:text/html;charset=utf-8,' + encodeURIComponent('<!doctype html><html lang="en"><head>'
    + '<meta http-equiv="Content-Security-Policy" content="frame-src \'none\'"><title>Recorded page</title>'
    + sheet('rrweb.css') + sheet('stage.css') + script('rrweb.js') + script('harmless.js') + script('stage.js')
    + '</head><body></body></html>');
  document.body.append(stage);
})();
