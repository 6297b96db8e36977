package io.convergence.core.convergence;

/**
 * A synthetic result that arrived after the first boundary of its slice had been evaluated.
 *
 * @param id id of the result
 * @param sample sample of the result
 * @param passedBoundary last boundary that does not count it, epoch milliseconds
 */
public record LateResult(String id, SyntheticSample sample, long passedBoundary) {}
