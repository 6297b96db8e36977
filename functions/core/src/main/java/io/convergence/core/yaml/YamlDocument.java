package io.convergence.core.yaml;

import org.jspecify.annotations.Nullable;

/**
 * One document of a text: a tree of nodes, or why there is none.
 *
 * @param number position in the text, from 1; 0 when the text as a whole is refused
 * @param line where it starts, or where it is broken
 * @param root its outermost node, or null when it is refused
 * @param refusal why it is refused, in one line, or null
 */
public record YamlDocument(
        int number, int line, @Nullable Node root, @Nullable String refusal) {}
