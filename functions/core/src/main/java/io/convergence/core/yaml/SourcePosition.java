package io.convergence.core.yaml;

/**
 * Position of a node in a text.
 *
 * @param line line in the text, from 1
 * @param path fields from the outermost one, such as {@code spec.objectives[0]}; empty for the document itself
 */
public record SourcePosition(int line, String path) {}
