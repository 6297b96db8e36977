package io.convergence.core.yaml;

/**
 * An error or a warning about a document.
 *
 * @param error true when the document is refused because of it; false for a warning
 * @param source name of the text, such as a file name
 * @param document position of the document in the text, from 1; 0 when the problem concerns the whole text
 * @param line line in the text, from 1
 * @param path position in the document, such as {@code spec.objectives[0].target}, or empty
 * @param message what is wrong and what is allowed, on one line
 */
public record Problem(boolean error, String source, int document, int line, String path, String message) {}
