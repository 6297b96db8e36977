package io.convergence.jobs.settings;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;

/** Options of a job that rebuilds the results of a past span while the live job runs on. */
public final class ReplayOptions {
    /** {@code replay.epoch}. */
    public static final ConfigOption<String> EPOCH = text(
            "replay.epoch",
            "Name of a replay; its topics end in a dot and this name, its tables are in the schema replay_ and this "
                    + "name; without a name the job is live.");

    /** {@code replay.from}. */
    public static final ConfigOption<String> FROM = text(
            "replay.from",
            "Start of the span whose results a replay rebuilds, inclusive, a full minute such as "
                    + "2026-06-05T00:00:00Z.");

    /** {@code replay.until}. */
    public static final ConfigOption<String> UNTIL = text(
            "replay.until",
            "End of that span, exclusive; a replay reads on until no result of the span can change any more, then it "
                    + "ends.");

    /** {@code replay.warm-up}. */
    public static final ConfigOption<Duration> WARM_UP = key("replay.warm-up")
            .durationType()
            .defaultValue(Duration.ofHours(26))
            .withDescription(
                    "How long before replay.from reading begins: at least two windows; the default is how long "
                            + "a host is remembered; budgets need their period plus its longest window.");

    private ReplayOptions() {}

    private static ConfigOption<String> text(String key, String description) {
        return key(key).stringType().noDefaultValue().withDescription(description);
    }
}
