/** Delivery: which signals are due at a receiver, in which order, and when one is tried again. */
package io.convergence.relay.send;
