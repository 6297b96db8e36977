/** Metrics of the relay. */
package io.convergence.relay.metrics;
