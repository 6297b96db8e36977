/** Measurement of the time from the beacon that changes a verdict to the signal at its reader. */
@NullMarked
package io.convergence.bench.latency;

import org.jspecify.annotations.NullMarked;
