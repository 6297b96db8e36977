package io.convergence.core.convergence;

/**
 * A resolved signal whose latest state is to be deleted.
 *
 * @param dedupKey of the signal
 * @param dueAt when, epoch milliseconds
 */
public record SignalTombstone(String dedupKey, long dueAt) {}
