package io.convergence.relay.send;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time until a failed request is repeated: {@code Retry-After} of the answer, else 1 s doubled with each failure up to 8 s,
 * with full jitter, so that a receiver that is back has everything within 10 s. A lane has one request open at a time, so
 * this is at most one request in some seconds for each receiver (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter).
 */
final class RetryDelay {
    private static final long FIRST_MILLIS = 1_000;
    private static final long MOST_MILLIS = Duration.ofSeconds(8).toMillis();
    private static final long MOST_SECONDS = Duration.ofHours(1).toSeconds();
    private static final int MOST_DOUBLINGS = 20;

    private RetryDelay() {}

    /**
     * Milliseconds until the next attempt.
     *
     * @param failures failed attempts in a row, at least 1
     * @param retryAfter the header's value: seconds or a date; null without it
     * @param random values in [0, 1)
     */
    static long millis(int failures, @Nullable String retryAfter, Instant now, DoubleSupplier random) {
        Long asked = retryAfter == null ? null : parse(retryAfter.strip(), now);
        if (asked != null) {
            return asked;
        }
        long most = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(failures - 1, MOST_DOUBLINGS));
        return (long) (random.getAsDouble() * most);
    }

    /** RFC 9110, section 10.2.3; at most an hour, null when it cannot be read. */
    private static @Nullable Long parse(String retryAfter, Instant now) {
        if (retryAfter.matches("\\d{1,9}")) {
            return Math.min(MOST_SECONDS, Long.parseLong(retryAfter)) * 1_000;
        }
        try {
            Instant at = Instant.from(
                    DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).parse(retryAfter));
            return Math.max(
                    0, Math.min(MOST_SECONDS * 1_000, Duration.between(now, at).toMillis()));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
