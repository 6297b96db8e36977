package io.convergence.core.yaml;

import org.jspecify.annotations.Nullable;

/**
 * One document of a text: a tree of nodes, or the reason why it is refused.
 *
 * @param number position in the text, from 1; 0 when the whole text is refused
 * @param line where it starts, or where the reason for the refusal is
 * @param root its outermost node; null when it is refused
 * @param refusal why it is refused, on one line; null when it is not
 */
public record YamlDocument(
        int number, int line, @Nullable Node root, @Nullable String refusal) {

    /** Whether it is null, as between two separators with nothing between them. */
    public boolean isNull() {
        return root instanceof Node.Scalar scalar && scalar.isNull();
    }
}
