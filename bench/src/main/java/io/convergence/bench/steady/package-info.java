/** The job at a steady rate of live traffic: state, checkpoints, lag of evaluations, pauses and heap, and cost of each stage. */
@NullMarked
package io.convergence.bench.steady;

import org.jspecify.annotations.NullMarked;
