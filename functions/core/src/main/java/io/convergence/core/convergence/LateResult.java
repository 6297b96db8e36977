package io.convergence.core.convergence;

/**
 * A result that counts from a later boundary than its slice says.
 *
 * @param id its id
 * @param sample what counts of it
 * @param passedBoundary the boundary after which it counts
 */
public record LateResult(String id, SyntheticSample sample, long passedBoundary) {}
