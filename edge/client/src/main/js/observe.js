/** Observes entries of the performance timeline; types that the browser does not know are left out. */
export class Timeline {
  /**
   * @param handle function that takes each entry
   * @param buffered whether to handle also the entries of before
   */
  constructor(handle, buffered) {
    this.handle = handle;
    this.buffered = buffered;
    this.observer = typeof PerformanceObserver === 'undefined' ? null
      : new PerformanceObserver((list) => list.getEntries().forEach(handle));
  }

  /** Whether the browser reports a type of entries. */
  static knows(type) {
    return typeof PerformanceObserver !== 'undefined'
      && (PerformanceObserver.supportedEntryTypes || []).indexOf(type) >= 0;
  }

  /** Starts to observe a type. */
  observe(type, options) {
    if (this.observer && Timeline.knows(type)) {
      this.observer.observe(Object.assign({type, buffered: this.buffered}, options));
    }
    return this;
  }

  /** Handles the entries that the browser has not yet delivered. */
  drain() {
    this.observer && this.observer.takeRecords().forEach(this.handle);
  }

  /** Stops to observe. */
  stop() {
    this.observer && this.observer.disconnect();
  }
}
