/** Counts and distributions of metrics per minute, over all events and by one dimension at a time. */
package io.convergence.core.rollup;
