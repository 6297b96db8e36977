package io.convergence.core.synthetic;

import org.jspecify.annotations.Nullable;

/**
 * One result of a synthetic check: a record of {@code synthetic.results}, normalised.
 *
 * @param id identifies the result; results with the same id are counted once
 * @param tenant owner of the check
 * @param app app that the check belongs to, or null when the result counts for every app of the host
 * @param host normalised host name
 * @param check name of the check
 * @param type lower-case type of the check; {@code http}, {@code https} and {@code browser} are web-facing
 * @param success whether the check passed
 * @param startedAt start of the check, epoch milliseconds
 * @param receivedAt time at which the result was received, epoch milliseconds: the event time
 * @param durationMillis duration of the check
 * @param statusCode HTTP status, or null
 * @param location location that the check ran from, or null
 * @param error failure kind out of a closed set, or null
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

    /** Whether the check exercises the web, as browsers do; only such results count for verdicts. */
    public boolean isWebFacing() {
        return type.equals("http") || type.equals("https") || type.equals("browser");
    }
}
