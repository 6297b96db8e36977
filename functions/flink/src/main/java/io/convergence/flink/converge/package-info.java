/** The keyed function that joins page views and check results of a host and emits verdicts and signals. */
package io.convergence.flink.converge;
