package io.convergence.core.convergence;

/**
 * Pending deletion of the latest state of a resolved signal.
 *
 * @param dedupKey dedup key of the signal
 * @param dueAt time of the deletion, epoch milliseconds
 */
public record SignalTombstone(String dedupKey, long dueAt) {}
