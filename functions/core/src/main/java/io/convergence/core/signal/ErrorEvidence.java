package io.convergence.core.signal;

import org.jspecify.annotations.Nullable;

/**
 * Measurements that a signal about a new group of errors is based on.
 *
 * @param type type of the errors
 * @param template message without quoted parts and numbers
 * @param count number of occurrences on the host since the group is new
 * @param sessions number of sessions with an occurrence
 * @param version version of the app at the earliest occurrence in the app, or null
 */
public record ErrorEvidence(
        String type,
        String template,
        long count,
        long sessions,
        @Nullable String version) {}
