/** Where beacons go, and for which app. */
export interface ConvergenceOptions {
  /** The public key of the app, as the gateway's registry lists it. */
  readonly key: string;
  /** The URL of the gateway's `/ingest/rum`. */
  readonly endpoint: string;
}

/** The SDK of a page. Neither call ever throws. */
export interface Convergence {
  /** The user agrees: measures the view, unless Do Not Track or Global Privacy Control is set. */
  consent(): void;
  /** The user no longer agrees: drops what was measured and sends nothing more. */
  revoke(): void;
}

/** The SDK of this page, silent until `consent()`. A later call answers the first one's. */
export function init(options: ConvergenceOptions): Convergence;

declare global {
  interface Window {
    convergence?: Convergence;
  }
}
