/** What the gateway counts, as Prometheus reads it; labels come from closed sets and the registry, never from senders. */
package io.convergence.gateway.metrics;
