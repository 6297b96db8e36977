/** Evaluation of one budget at minute boundaries: counting, snapshots, burn-rate alerts, reports, and stored state. */
package io.convergence.core.slo.evaluate;
