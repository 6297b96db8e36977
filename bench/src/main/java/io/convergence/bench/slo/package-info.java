/** Measurements of the SLO branch: throughput with many budgets, and the cost of long periods. */
@NullMarked
package io.convergence.bench.slo;

import org.jspecify.annotations.NullMarked;
