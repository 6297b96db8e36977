package io.convergence.symbols.stack;

import org.jspecify.annotations.Nullable;

/**
 * A frame in source names.
 *
 * @param function the function, or null where it is unknown
 * @param isFunctionOfDevice whether the function is the word of the device, which differs between builds of a minified script
 * @param file the source file, or null where it is unknown
 * @param line from 1; 0 where it is unknown
 * @param column from 1; 0 where it is unknown
 * @param module the script, class, library or image of the raw frame, or null
 * @param inlined whether the function was inlined into the next frame
 * @param ignored whether the source is listed as code of others
 * @param rawIndex the line of the raw stack, from 0
 */
public record SourceFrame(
        @Nullable String function,
        boolean isFunctionOfDevice,
        @Nullable String file,
        int line,
        int column,
        @Nullable String module,
        boolean inlined,
        boolean ignored,
        int rawIndex) {}
