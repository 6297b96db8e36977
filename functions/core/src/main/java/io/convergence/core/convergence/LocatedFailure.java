package io.convergence.core.convergence;

/**
 * A failed check and where it ran from.
 *
 * @param sliceStart start of its slice, epoch milliseconds
 * @param location where it ran from, or empty
 */
public record LocatedFailure(long sliceStart, String location) {}
