/** The relay process: it makes every alert router agree with the compacted topic of signals. */
package io.convergence.relay;
