import type {ReactElement, ReactNode} from 'react';
import type {RumClient, TrackedInteraction} from '@convergence/rum';

export interface RumProviderProps {
  /** The client; by default that of the page. */
  readonly client?: RumClient | null;
  /** Pattern of the current route, such as `/products/:id`. */
  readonly route?: string;
  readonly children?: ReactNode;
}

/** Gives the client to the components below; with `route`, views are named by it, one for each route. */
export function RumProvider(props: RumProviderProps): ReactElement;

/** The client of the provider above, else that of the page; null before `init`. */
export function useRum(): RumClient | null;

/** Functions that measure an interaction of this name. */
export function useTrackInteraction(name: string): TrackedInteraction;
