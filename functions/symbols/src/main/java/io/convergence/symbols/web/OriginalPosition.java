package io.convergence.symbols.web;

import org.jspecify.annotations.Nullable;

/**
 * A position of the source behind a generated position.
 *
 * @param source with the map's source root in front
 * @param line from 1
 * @param column from 0, in UTF-16 units
 * @param name the name of the token, or null
 * @param function the function around the position, or null; only React Native's maps know it
 * @param ignored whether the map lists the source as code of others
 */
public record OriginalPosition(
        String source,
        int line,
        int column,
        @Nullable String name,
        @Nullable String function,
        boolean ignored) {}
