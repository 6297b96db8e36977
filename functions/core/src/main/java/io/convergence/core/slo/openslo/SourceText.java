package io.convergence.core.slo.openslo;

import org.jspecify.annotations.Nullable;

/**
 * Text with one or more OpenSLO documents.
 *
 * @param name its name in problems: a file name, or the key of a record
 * @param tenant owner of all its documents; null when each document names its own
 * @param text YAML or JSON
 */
public record SourceText(String name, @Nullable String tenant, String text) {}
