/** Key of the app and address of the gateway. */
export interface ConvergenceOptions {
  /** Public key of the app in the registry of the gateway. */
  readonly key: string;
  /** URL of `/ingest/rum` of the gateway. */
  readonly endpoint: string;
}

/** The SDK of a page. Neither method throws. */
export interface Convergence {
  /** Starts to measure, unless Do Not Track or Global Privacy Control is set. To be called when the user has agreed. */
  consent(): void;
  /** Discards the measurements and sends nothing more. To be called when the user no longer agrees. */
  revoke(): void;
}

/** Creates the SDK of this page, which does nothing before `consent()`. A later call returns the first one's. */
export function init(options: ConvergenceOptions): Convergence;

declare global {
  interface Window {
    convergence?: Convergence;
  }
}
