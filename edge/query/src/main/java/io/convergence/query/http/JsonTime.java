package io.convergence.query.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Instants in JSON: RFC 3339 in UTC, always with three digits of milliseconds. */
public final class JsonTime {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private JsonTime() {}

    /** The text of an instant; null for null. */
    public static @Nullable String of(@Nullable Instant instant) {
        return instant == null ? null : FORMAT.format(instant);
    }
}
