package io.convergence.core.dsn;

import java.util.List;

/**
 * Rules of a DSN for recordings of sessions.
 *
 * @param enabled whether recordings are accepted
 * @param mask how much of a recorded page is masked
 * @param bytesPerMinute bytes of requests with segments that are admitted in a minute; 0 means no limit
 * @param rules texts of filter rules; segments that match one of them are dropped
 */
public record RecordingRules(boolean enabled, MaskMode mask, int bytesPerMinute, List<String> rules) {
    /** Rules of a DSN without rules of its own: it accepts no recordings. */
    public static final RecordingRules NONE = new RecordingRules(false, MaskMode.TEXT, 64 << 20, List.of());

    public RecordingRules {
        rules = List.copyOf(rules);
    }
}
