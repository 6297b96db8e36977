package io.convergence.core.yaml;

/**
 * Where something stands in a document.
 *
 * @param line line in the text, from 1
 * @param path fields from the outermost, such as {@code spec.objectives[0]}
 */
public record Place(int line, String path) {}
