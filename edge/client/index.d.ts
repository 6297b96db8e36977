/** Budgets of vitals on the pages that match, in milliseconds; `cls` without a unit. Used in debug mode only. */
export interface RumBudget {
  /** Path of the page, in which `*` stands for any characters. */
  readonly page?: string;
  readonly lcp?: number;
  readonly inp?: number;
  readonly cls?: number;
  readonly fcp?: number;
  readonly ttfb?: number;
}

/** Values that become tags of an event; other types are left out. */
export type RumTags = Readonly<Record<string, string | number | boolean>>;

/** Kinds of breadcrumbs. */
export type BreadcrumbKind = 'navigation' | 'user' | 'http' | 'console' | 'log' | 'error' | 'lifecycle' | 'custom';

/** An event before it is sent, in the form of the gateway's native format. */
export interface RumEvent {
  type: 'view' | 'vital' | 'error' | 'resource' | 'action' | 'long_task' | 'breadcrumb' | 'metric';
  /** Epoch milliseconds. */
  at: number;
  view: string;
  host: string;
  page: string;
  name?: string;
  value?: number;
  vitals?: Record<string, number>;
  measures: Record<string, number | undefined>;
  labels?: Record<string, string | undefined>;
  tags: Record<string, string>;
}

export interface RumOptions {
  /** Address of the gateway with the token of the app, such as `https://rum.acme.example/ingest?token=rk_shop`. */
  readonly dsn: string;
  /** Share of the sessions that are measured, in [0, 1]; 1 by default. */
  readonly sampleRate?: number;
  /** Tags of every event. The gateway keeps those that the DSN lists. */
  readonly tags?: RumTags;
  /** Version of the site: up to 64 of A-Z a-z 0-9 . _ + - */
  readonly version?: string;
  /** Environment of the site: up to 64 of A-Z a-z 0-9 . _ - */
  readonly environment?: string;
  /** Where the session id is: in the session storage of the tab (default), or in memory, where it ends with the page. */
  readonly storage?: 'session' | 'memory';
  /** Application id of the DSN. With it the client asks the gateway for a lower rate. */
  readonly appId?: string;
  /** Performance budgets, checked in debug mode. Those that raise signals are in the DSN. */
  readonly budgets?: readonly RumBudget[];
  /** Logs exceeded budgets and dropped events to the console. */
  readonly debug?: boolean;
  /** Loads rrweb, such as `() => import('rrweb')`: sessions in the sample of `replaySampleRate` are recorded, masked. */
  readonly replay?: () => Promise<unknown>;
  /** Share of the measured sessions that are recorded, in [0, 1]; 0 by default. */
  readonly replaySampleRate?: number;
  /** Changes an event before it is sent, or drops it by returning null. An event for which it throws is dropped. */
  readonly beforeSend?: (event: RumEvent) => RumEvent | null | undefined | false;
}

/** Functions that measure one interaction. */
export interface TrackedInteraction {
  /** Begins to measure. */
  start(): void;
  /** Records the time since `start()`. Does nothing without it. */
  end(meta?: RumTags): void;
  /** Records a click without a duration. */
  click(meta?: RumTags): void;
}

/** The client of a page. Its methods never throw; before `consent()` and after `revoke()` they do nothing. */
export class RumClient {
  private constructor();
  /** Creates the client of this page; a later call returns the first one's. Throws a TypeError when the DSN is invalid. */
  static init(options: RumOptions): RumClient;
  /** The client of this page, or null before `init`. */
  static get(): RumClient | null;
  /** Starts to measure, unless Do Not Track or Global Privacy Control is set. To be called when the user has agreed. */
  consent(): void;
  /** Discards what was measured and sends nothing more. To be called when the user no longer agrees. */
  revoke(): void;
  /**
   * Sets the id of the user: up to 128 of A-Z a-z 0-9 . _ : - so no e-mail address; null removes it. The gateway keeps a
   * keyed hash of it, or nothing, depending on `users` of the DSN.
   */
  setUserId(id: string | null): void;
  /** Records an error that the page has handled. */
  recordError(error: unknown, meta?: RumTags): void;
  /** Records a number of the page's own. */
  recordCustomMetric(name: string, value: number, meta?: RumTags): void;
  /** Records how long an interaction took, in milliseconds. */
  recordInteraction(name: string, duration: number, meta?: RumTags): void;
  /** Functions that measure an interaction of this name. */
  track(name: string): TrackedInteraction;
  /** Records a step that led to what follows. */
  breadcrumb(kind: BreadcrumbKind, message: string, data?: RumTags): void;
  /** Names the page of the current view by the pattern of its route, such as `/products/:id`. */
  page(route: string): void;
}

/** Same as `RumClient.init`. */
export const initRUM: typeof RumClient.init;

/** Same as `RumClient.get`. */
export const getRUM: typeof RumClient.get;

declare global {
  interface Window {
    /** The client that the script has created from its attributes. */
    rum?: RumClient;
    /** The exports of this module, where the page has loaded it as a script. */
    ConvergenceRum?: {readonly RumClient: typeof RumClient; readonly initRUM: typeof initRUM; readonly getRUM: typeof getRUM};
  }
}
