import {createContext, createElement, useContext, useEffect, useMemo} from 'react';
import {RumClient} from './index.js';

const Context = createContext(null);

/**
 * Gives the client to the components below. With `route`, the pattern of the current route such as `/products/:id`,
 * views are named by it, one for each route.
 */
export function RumProvider({client, route, children}) {
  const rum = client || RumClient.get();
  useEffect(() => {
    if (rum && route !== undefined) {
      rum.page(route);
    }
  }, [rum, route]);
  return createElement(Context.Provider, {value: rum}, children);
}

/** The client of the provider above, else that of the page; null before init. */
export function useRum() {
  return useContext(Context) || RumClient.get();
}

/** The functions `start()`, `end(meta)` and `click(meta)` of an interaction, the same ones at each render. */
export function useTrackInteraction(name) {
  const rum = useRum();
  return useMemo(() => rum ? rum.track(name) : {start() {}, end() {}, click() {}}, [rum, name]);
}
