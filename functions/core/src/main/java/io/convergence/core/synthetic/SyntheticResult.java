package io.convergence.core.synthetic;

import org.jspecify.annotations.Nullable;

/**
 * One result of a synthetic check: the canonical record of {@code synthetic.results}, normalised.
 *
 * @param id identifies the result; a repeated id counts once
 * @param tenant owner of the check
 * @param app the app it speaks for, or null when it speaks for every app of the host
 * @param host normalised host name
 * @param check name of the check
 * @param type lower-case type of the check; {@code http}, {@code https} and {@code browser} are web-facing
 * @param success whether the check passed
 * @param startedAt when the check began, epoch milliseconds
 * @param receivedAt when its result was received, epoch milliseconds: the event time
 * @param durationMillis how long it took
 * @param statusCode HTTP status, or null
 * @param location where it ran from, or null
 * @param error kind of failure out of a closed set, or null
 */
public record SyntheticResult(
        String id,
        String tenant,
        @Nullable String app,
        String host,
        String check,
        String type,
        boolean success,
        long startedAt,
        long receivedAt,
        double durationMillis,
        @Nullable Integer statusCode,
        @Nullable String location,
        @Nullable String error) {

    /** Whether the check looks at the web as a browser does, and so feeds convergence. */
    public boolean isWebFacing() {
        return type.equals("http") || type.equals("https") || type.equals("browser");
    }
}
