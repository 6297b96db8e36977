package io.convergence.core.yaml;

/**
 * What is wrong with a document, or might not be meant.
 *
 * @param error whether the document is refused for it; a warning otherwise
 * @param source name of the text
 * @param document position of the document in the text, from 1; 0 when the text as a whole is meant
 * @param line line in the text, from 1
 * @param path where in the document, such as {@code spec.objectives[0].target}, or empty
 * @param message what is wrong and what is admissible; one line
 */
public record Problem(boolean error, String source, int document, int line, String path, String message) {}
