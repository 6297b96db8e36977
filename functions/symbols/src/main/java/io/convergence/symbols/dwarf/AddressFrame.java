package io.convergence.symbols.dwarf;

import org.jspecify.annotations.Nullable;

/**
 * A frame of an address.
 *
 * @param function by its declaring scopes, such as {@code shop::Cart::sum}; null where it is unknown
 * @param file null where it is unknown
 * @param line from 1, or 0
 * @param column from 1, or 0
 * @param inlined whether the function was inlined into the next frame
 */
public record AddressFrame(
        @Nullable String function, @Nullable String file, int line, int column, boolean inlined) {}
