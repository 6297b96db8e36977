/** Metrics by minute: their state and rows. */
package io.convergence.flink.rollup;
