package io.convergence.jobs.settings;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** Options of the sessions job. */
public final class SessionsOptions {
    /** {@code topics.events}. */
    public static final ConfigOption<String> TOPIC_EVENTS = key("topics.events")
            .stringType()
            .defaultValue("rum.events")
            .withDescription("Topic of events of the second plane.");

    /** {@code session.gap}. */
    public static final ConfigOption<Duration> GAP =
            duration("session.gap", Duration.ofMinutes(15), "A session without an event for this long has ended.");

    /** {@code session.cap}. */
    public static final ConfigOption<Duration> CAP =
            duration("session.cap", Duration.ofHours(4), "Longest session; what comes later begins another one.");

    /** {@code vital.settle}. */
    public static final ConfigOption<Duration> SETTLE = duration(
            "vital.settle",
            Duration.ofMinutes(30),
            "How long after its first report a vital can change; what comes later is counted as late.");

    /** {@code timeline.resource-min}. */
    public static final ConfigOption<Duration> RESOURCE_MIN = duration(
            "timeline.resource-min",
            Duration.ofMillis(100),
            "Faster resources have no row in the timeline unless they failed; they are counted.");

    /** {@code timeline.types}. */
    public static final ConfigOption<List<String>> TIMELINE_TYPES = key("timeline.types")
            .stringType()
            .asList()
            .defaultValues()
            .withDescription("Types of events with rows in the timeline, separated by commas; empty means all.");

    /** {@code error.new-after}. */
    public static final ConfigOption<Duration> NEW_AFTER = duration(
            "error.new-after",
            Duration.ofDays(30),
            "A group of errors without an occurrence for this long is new again.");

    /** {@code error.new-count}. */
    public static final ConfigOption<Integer> NEW_COUNT = number(
            "error.new-count",
            5,
            "Fewest occurrences of a new group of errors on a host in its first 15 minutes that make its signal fire.");

    /** {@code error.new-sessions}. */
    public static final ConfigOption<Integer> NEW_SESSIONS =
            number("error.new-sessions", 3, "Fewest sessions with these occurrences that make the signal fire.");

    /** {@code budget.window}. */
    public static final ConfigOption<Duration> BUDGET_WINDOW = duration(
            "budget.window",
            Duration.ofMinutes(15),
            "Time before a full minute whose values of a vital are compared with its performance budget; whole minutes.");

    /** {@code budget.min-samples}. */
    public static final ConfigOption<Integer> BUDGET_MIN_SAMPLES = number(
            "budget.min-samples", 20, "Fewest values of a vital on a page that decide whether its budget is exceeded.");

    /** {@code symbols.timeout}. */
    public static final ConfigOption<Duration> SYMBOLS_TIMEOUT = duration(
            "symbols.timeout",
            Duration.ofSeconds(2),
            "How long an error waits for its stack in source names; then it passes with the stack as it is.");

    /** {@code symbols.memory}. */
    public static final ConfigOption<MemorySize> SYMBOLS_MEMORY = key("symbols.memory")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(128))
            .withDescription("Memory of a process for symbol files; a file that needs more than half is not read.");

    /** {@code bounds.session-events}. */
    public static final ConfigOption<Integer> BOUND_EVENTS =
            number("bounds.session-events", 10_000, "Most events of a session; later ones are counted and dropped.");

    /** {@code bounds.minute-rows}. */
    public static final ConfigOption<Integer> BOUND_ROWS = number(
            "bounds.minute-rows",
            2000,
            "Most rows of metrics of an app and host in a minute; samples of further ones are counted and dropped.");

    /** {@code bounds.metric-names}. */
    public static final ConfigOption<Integer> BOUND_METRICS = number(
            "bounds.metric-names",
            64,
            "Most custom metrics of an app and host in a minute; further ones are counted and dropped.");

    /** {@code sessions.cache-bytes}. */
    public static final ConfigOption<MemorySize> CACHE = key("sessions.cache-bytes")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(128))
            .withDescription(
                    "Most heap per subtask for decoded sessions (three quarters) and minutes, which are written "
                            + "to RocksDB with each checkpoint; 0 bytes means none.");

    /** {@code retention.sessions}. */
    public static final ConfigOption<Duration> RETENTION_SESSIONS = days("sessions", 30, "sessions");

    /** {@code retention.timeline}. */
    public static final ConfigOption<Duration> RETENTION_TIMELINE = days("timeline", 30, "events of the timeline");

    /** {@code retention.metric-minutes}. */
    public static final ConfigOption<Duration> RETENTION_METRIC_MINUTES =
            days("metric-minutes", 90, "metrics by minute");

    /** {@code retention.error-minutes}. */
    public static final ConfigOption<Duration> RETENTION_ERROR_MINUTES =
            days("error-minutes", 90, "occurrences of errors by minute");

    /** {@code retention.segments}. */
    public static final ConfigOption<Duration> RETENTION_SEGMENTS = days("segments", 14, "segments of recordings");

    /** {@code retention.error-groups}. */
    public static final ConfigOption<Duration> RETENTION_ERROR_GROUPS =
            days("error-groups", 90, "groups of errors after their latest occurrence");

    private SessionsOptions() {}

    private static ConfigOption<Duration> days(String table, int days, String what) {
        return duration(
                "retention." + table,
                Duration.ofDays(days),
                "Whole days that " + what + " are kept, counted from the newest day of any table.");
    }

    private static ConfigOption<Duration> duration(String key, Duration value, String description) {
        return key(key).durationType().defaultValue(value).withDescription(description);
    }

    private static ConfigOption<Integer> number(String key, int value, String description) {
        return key(key).intType().defaultValue(value).withDescription(description);
    }
}
