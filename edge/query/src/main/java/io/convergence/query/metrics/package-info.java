/** Metrics of the query service. */
package io.convergence.query.metrics;
