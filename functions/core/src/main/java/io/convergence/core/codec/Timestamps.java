package io.convergence.core.codec;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Timestamps in JSON records: RFC 3339 in UTC, always with three digits of milliseconds. */
final class Timestamps {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    static String of(Instant instant) {
        return FORMAT.format(instant);
    }

    /** The timestamp of epoch milliseconds. */
    static String of(long millis) {
        return of(Instant.ofEpochMilli(millis));
    }
}
