/** Metrics of the gateway for Prometheus. Label values come from closed sets and the registry, never from senders. */
package io.convergence.gateway.metrics;
