package io.convergence.core.convergence;

/**
 * A failed synthetic result with the location of its check.
 *
 * @param sliceStart start of the slice of the result, epoch milliseconds
 * @param location location that the check ran from, or empty
 */
public record LocatedFailure(long sliceStart, String location) {}
