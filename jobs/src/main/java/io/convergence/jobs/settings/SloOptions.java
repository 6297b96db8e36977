package io.convergence.jobs.settings;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.convergence.core.slo.definition.AlertMinimums;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;

/** Options that all service level objectives share; everything else about an objective is in its definition. */
public final class SloOptions {
    /** {@code slo.allowed-lateness}. */
    public static final ConfigOption<Duration> ALLOWED_LATENESS = key("slo.allowed-lateness")
            .durationType()
            .defaultValue(Duration.ofMinutes(10))
            .withDescription("How late an event may arrive and still be counted; results that it changes are written "
                    + "again.");

    /** {@code slo.min-events}. */
    public static final ConfigOption<Integer> MIN_EVENTS = number(
            "slo.min-events",
            AlertMinimums.DEFAULT_EVENTS,
            "Fewest events in the long window of a tier that may fire.");

    /** {@code slo.min-bad}. */
    public static final ConfigOption<Integer> MIN_BAD = number(
            "slo.min-bad", AlertMinimums.DEFAULT_BAD, "Fewest bad events in the long window of a tier that may fire.");

    /** {@code slo.min-slices}. */
    public static final ConfigOption<Integer> MIN_SLICES = number(
            "slo.min-slices",
            AlertMinimums.DEFAULT_SLICES,
            "Fewest slices that count in the long window of a tier that may fire, for Timeslices and RatioTimeslices.");

    /** {@code slo.min-bad-slices}. */
    public static final ConfigOption<Integer> MIN_BAD_SLICES = number(
            "slo.min-bad-slices",
            AlertMinimums.DEFAULT_BAD_SLICES,
            "Fewest slices with a bad event in the long window of a tier that may fire.");

    /** {@code joint.min-views}. */
    public static final ConfigOption<Integer> JOINT_MIN_VIEWS = number(
            "joint.min-views",
            20,
            "Fewest page views of a minute for which a joint objective counts views; with fewer it counts synthetic "
                    + "results.");

    private SloOptions() {}

    private static ConfigOption<Integer> number(String key, int value, String description) {
        return key(key).intType().defaultValue(value).withDescription(description);
    }
}
