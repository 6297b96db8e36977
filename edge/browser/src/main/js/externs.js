/**
 * @fileoverview What the compiler does not know of browsers yet.
 * @externs
 */

/** @type {string} */
Navigator.prototype.doNotTrack;

/** @type {boolean} */
Navigator.prototype.globalPrivacyControl;

/** @type {EventTarget} */
Window.prototype.navigation;

/** @type {number} */
PerformanceEntry.prototype.responseStatus;

/** @type {number} */
PerformanceEntry.prototype.interactionId;
