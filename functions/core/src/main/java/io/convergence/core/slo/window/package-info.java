/** Sliding-window counts of error budgets: running sums over stored buckets of several lengths. */
package io.convergence.core.slo.window;
