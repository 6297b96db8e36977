/** Metrics that several operators register in the same way. */
package io.convergence.flink.metrics;
