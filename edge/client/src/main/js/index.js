import {RumClient} from './client.js';

export {RumClient};

/** Same as RumClient.init. */
export const initRUM = RumClient.init;

/** Same as RumClient.get. */
export const getRUM = RumClient.get;
