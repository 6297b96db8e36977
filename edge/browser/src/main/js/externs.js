/**
 * @fileoverview Members of browser objects that the compiler does not declare.
 * @externs
 */

/** @type {string} */
Navigator.prototype.doNotTrack;

/** @type {boolean} */
Navigator.prototype.globalPrivacyControl;

/** @type {boolean} */
Document.prototype.prerendering;

/** @type {EventTarget} */
Window.prototype.navigation;

/** @type {number} */
PerformanceEntry.prototype.activationStart;

/** @type {number} */
PerformanceEntry.prototype.loadEventEnd;

/** @type {number} */
PerformanceEntry.prototype.responseStart;

/** @type {number} */
PerformanceEntry.prototype.responseStatus;

/** @type {number} */
PerformanceEntry.prototype.interactionId;
