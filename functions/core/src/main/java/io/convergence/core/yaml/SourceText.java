package io.convergence.core.yaml;

import org.jspecify.annotations.Nullable;

/**
 * A text with one or more documents.
 *
 * @param name what problems call it: a file name, or where it was read
 * @param tenant whose the documents are, whatever they say; null when each says so itself
 * @param text YAML or JSON
 */
public record SourceText(String name, @Nullable String tenant, String text) {}
