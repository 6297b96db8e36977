// Types of lit-html's directives that learn when their part leaves the page, for the check only.

/** @unrestricted */
export class AsyncDirective {
  /** @param {?} info */
  constructor(info) {}
}
