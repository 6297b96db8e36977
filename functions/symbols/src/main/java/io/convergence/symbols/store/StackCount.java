package io.convergence.symbols.store;

/**
 * Number of an app's distinct stacks of errors with the same outcome.
 *
 * @param sdk name of the SDK; empty for none
 * @param status outcome of resolving them, such as {@code success} or {@code no_zip}
 * @param stacks distinct stacks
 */
public record StackCount(String sdk, String status, long stacks) {}
