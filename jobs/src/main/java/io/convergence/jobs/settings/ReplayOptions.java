package io.convergence.jobs.settings;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;

/** Options of a job that rebuilds the results of a past span beside the live job. */
public final class ReplayOptions {
    /** {@code replay.epoch}. */
    public static final ConfigOption<String> EPOCH = text(
            "replay.epoch",
            "Names a replay, with topics that end in a dot and that name and tables in the schema replay_ and that "
                    + "name; without one the job is live.");

    /** {@code replay.from}. */
    public static final ConfigOption<String> FROM = text(
            "replay.from",
            "Start of the span whose results a replay rebuilds, inclusive, a full minute such as "
                    + "2026-06-05T00:00:00Z.");

    /** {@code replay.until}. */
    public static final ConfigOption<String> UNTIL = text(
            "replay.until",
            "End of that span, exclusive; a replay reads on until nothing of the span changes any more, and ends.");

    /** {@code replay.warm-up}. */
    public static final ConfigOption<Duration> WARM_UP = key("replay.warm-up")
            .durationType()
            .defaultValue(Duration.ofHours(26))
            .withDescription("How far before replay.from a replay begins to read: two windows at least, as long as a "
                    + "host is remembered by default; budgets need their period and its longest window.");

    private ReplayOptions() {}

    private static ConfigOption<String> text(String key, String description) {
        return key(key).stringType().noDefaultValue().withDescription(description);
    }
}
