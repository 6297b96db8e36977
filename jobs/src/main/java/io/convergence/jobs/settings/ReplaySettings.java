package io.convergence.jobs.settings;

import io.convergence.core.window.WindowSpec;
import io.convergence.flink.minutes.PageMinuteFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/**
 * A past span whose results are rebuilt in topics and tables of their own.
 *
 * @param epoch name of the replay: a letter, then at most 30 letters, digits or underscores, all lower case
 * @param from start of the span, inclusive
 * @param until end of the span, exclusive
 * @param warmFrom event time from which every event is read; results that look back further are incomplete
 * @param readFrom Kafka timestamp at which reading begins
 * @param settledAt event time after which no result of the span changes any more
 * @param readUntil Kafka timestamp at which reading ends, exclusive
 * @param branches branches whose results are published
 * @param tenants tenants whose records are accepted; empty means all
 * @param options values that were set of the options on which results depend, by key
 */
public record ReplaySettings(
        String epoch,
        Instant from,
        Instant until,
        Instant warmFrom,
        Instant readFrom,
        Instant settledAt,
        Instant readUntil,
        Set<Branch> branches,
        Set<String> tenants,
        Map<String, String> options) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,30}");
    private static final long MINUTE_MILLIS = 60_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final Duration LONGEST_WARM_UP = Duration.ofDays(400);

    /** Time until the boundary of the last minute and the last phase of the stagger have passed. */
    private static final long BOUNDARY_MILLIS = 2 * MINUTE_MILLIS;

    /** How much later than its own time the heartbeat may be written that advances event time to the end. */
    private static final long HEARTBEAT_MILLIS = 5 * MINUTE_MILLIS;

    public ReplaySettings {
        branches = Set.copyOf(branches);
        tenants = Set.copyOf(tenants);
        options = Map.copyOf(options);
    }

    /** The output topic of this replay that corresponds to a live one. */
    public String topic(String live) {
        return live + '.' + epoch;
    }

    /** The schema of this replay's tables. */
    public String schema() {
        return "replay_" + epoch;
    }

    /** The consumer group or transaction prefix of this replay that corresponds to a live one, and never equals one. */
    public String name(String live) {
        return live + '-' + epoch;
    }

    /** Checks that retention keeps the whole span until the end of the replay, whose day is the newest. */
    void check(ConfigOptionReader reader, RetentionSettings retention) {
        check(reader, TransportOptions.RETENTION_RUM_MINUTES, retention.rumMinutesDays());
        check(reader, TransportOptions.RETENTION_MINUTES, retention.minutesDays());
        check(reader, TransportOptions.RETENTION_TRANSITIONS, retention.transitionsDays());
        check(reader, TransportOptions.RETENTION_SNAPSHOTS, retention.snapshotsDays());
    }

    /** The replay, or null when the job is live. */
    static @Nullable ReplaySettings read(
            ConfigOptionReader reader,
            WindowSpec window,
            TimeSettings time,
            SloSettings slo,
            Set<Branch> branches,
            Set<String> tenants) {
        Instant from = minute(reader, ReplayOptions.FROM);
        Instant until = minute(reader, ReplayOptions.UNTIL);
        long warmUp = reader.millis(ReplayOptions.WARM_UP, Duration.ofMillis(2 * window.sizeMillis()), LONGEST_WARM_UP);
        String epoch = reader.text(ReplayOptions.EPOCH);
        if (epoch == null) {
            String live = "without replay.epoch the job is live and has no span";
            reader.check(reader.text(ReplayOptions.FROM) == null, ReplayOptions.FROM, live);
            reader.check(reader.text(ReplayOptions.UNTIL) == null, ReplayOptions.UNTIL, live);
            return null;
        }
        reader.check(
                NAME.matcher(epoch).matches(),
                ReplayOptions.EPOCH,
                "'" + epoch + "' is not a lower-case letter with at most 30 lower-case letters, digits or '_'");
        reader.check(reader.text(ReplayOptions.FROM) != null, ReplayOptions.FROM, "a value is required for a replay");
        reader.check(reader.text(ReplayOptions.UNTIL) != null, ReplayOptions.UNTIL, "a value is required for a replay");
        if (from == null || until == null) {
            return null;
        }
        reader.check(from.isBefore(until), ReplayOptions.UNTIL, until + " is not after replay.from, " + from);
        Instant settledAt = until.plusMillis(
                Math.max(slo.allowedLatenessMillis(), PageMinuteFunction.CORRECTED_MILLIS) + BOUNDARY_MILLIS);
        return new ReplaySettings(
                epoch,
                from,
                until,
                from.minusMillis(warmUp),
                from.minusMillis(warmUp + time.maxAheadMillis()),
                settledAt,
                settledAt.plusMillis(time.outOfOrdernessMillis() + time.maxAheadMillis() + HEARTBEAT_MILLIS),
                branches,
                tenants,
                JobKeys.decisions(reader.values()));
    }

    private void check(ConfigOptionReader reader, ConfigOption<Duration> option, int kept) {
        long days = Math.floorDiv(readUntil.toEpochMilli(), DAY_MILLIS)
                - Math.floorDiv(from.toEpochMilli(), DAY_MILLIS)
                + 1;
        reader.check(kept >= days, option, kept + " d is shorter than a replay that touches " + days + " days");
    }

    private static @Nullable Instant minute(ConfigOptionReader reader, ConfigOption<String> option) {
        Instant instant = reader.instant(option);
        reader.check(
                instant == null || instant.toEpochMilli() % MINUTE_MILLIS == 0,
                option,
                instant + " is not a full minute");
        return instant;
    }
}
