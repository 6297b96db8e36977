/** The keyed function that emits rows of page views per minute. */
package io.convergence.flink.minutes;
