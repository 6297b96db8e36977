package io.convergence.jobs.settings;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/**
 * Options of the connections to Kafka and Postgres. Every other {@code kafka.*} key is passed to the Kafka clients and
 * every other {@code postgres.*} key to the JDBC driver, without the prefix.
 */
public final class TransportOptions {
    /** {@code topics.beacons}. */
    public static final ConfigOption<String> TOPIC_BEACONS = topic("beacons", "rum.beacons", "Topic of beacons.");

    /** {@code topics.synthetic}. */
    public static final ConfigOption<String> TOPIC_SYNTHETIC =
            topic("synthetic", "synthetic.results", "Topic of synthetic results.");

    /** {@code topics.definitions}. */
    public static final ConfigOption<String> TOPIC_DEFINITIONS =
            topic("definitions", "slo.definitions", "Compacted topic of OpenSLO documents, with one partition.");

    /** {@code topics.verdicts}. */
    public static final ConfigOption<String> TOPIC_VERDICTS =
            topic("verdicts", "convergence.verdicts", "Compacted topic of verdicts.");

    /** {@code topics.signal-events}. */
    public static final ConfigOption<String> TOPIC_SIGNAL_EVENTS =
            topic("signal-events", "signals.events", "Append-only topic of every signal.");

    /** {@code topics.signal-state}. */
    public static final ConfigOption<String> TOPIC_SIGNAL_STATE =
            topic("signal-state", "signals.state", "Compacted topic of the latest signal of each dedup key.");

    /** {@code topics.dead-letters}. */
    public static final ConfigOption<String> TOPIC_DEAD_LETTERS = topic(
            "dead-letters",
            "dead.letters",
            "Topic of dead letters: reason, position and fingerprint of rejected records.");

    /** {@code topics.late-beacons}. */
    public static final ConfigOption<String> TOPIC_LATE_BEACONS =
            topic("late-beacons", "rum.late", "Topic of page views that arrived after their verdict.");

    /** {@code topics.late-synthetic}. */
    public static final ConfigOption<String> TOPIC_LATE_SYNTHETIC =
            topic("late-synthetic", "synthetic.late", "Topic of synthetic results that arrived after their verdict.");

    /** {@code topics.late-slo}. */
    public static final ConfigOption<String> TOPIC_LATE_SLO =
            topic("late-slo", "slo.late", "Topic of events that arrived too late for an objective to count them.");

    /** {@code source.group}. */
    public static final ConfigOption<String> SOURCE_GROUP = text(
            "source.group",
            "convergence",
            "Consumer group whose offsets are committed with each checkpoint; unique per deployment. A job that publishes "
                    + "one branch appends its name.");

    /** {@code source.starting-offsets}. */
    public static final ConfigOption<StartingOffsets> STARTING_OFFSETS = key("source.starting-offsets")
            .enumType(StartingOffsets.class)
            .defaultValue(StartingOffsets.COMMITTED)
            .withDescription("Where a job without a savepoint begins to read: committed (else earliest), earliest, "
                    + "latest or timestamp; definitions are always read from the beginning.");

    /** {@code source.starting-time}. */
    public static final ConfigOption<String> STARTING_TIME = key("source.starting-time")
            .stringType()
            .noDefaultValue()
            .withDescription("With timestamp: Kafka timestamp at which reading begins, such as 2026-06-05T12:00:00Z.");

    /** {@code source.partition-discovery}. */
    public static final ConfigOption<Duration> PARTITION_DISCOVERY = duration(
            "source.partition-discovery",
            Duration.ofMinutes(1),
            "Interval of the search for new partitions; 0 means never.");

    /** {@code delivery.guarantee}. */
    public static final ConfigOption<Delivery> DELIVERY_GUARANTEE = key("delivery.guarantee")
            .enumType(Delivery.class)
            .defaultValue(Delivery.EXACTLY_ONCE)
            .withDescription("exactly-once (transactions, visible with each checkpoint) or at-least-once (visible at "
                    + "once, some repeated after a failure).");

    /** {@code delivery.transaction-timeout}. */
    public static final ConfigOption<Duration> TRANSACTION_TIMEOUT = duration(
            "delivery.transaction-timeout",
            Duration.ofMinutes(14),
            "How long the broker keeps an open transaction: longer than a checkpoint plus the longest restart, at most "
                    + "the broker's transaction.max.timeout.ms (15 min).");

    /** {@code delivery.transaction-prefix}. */
    public static final ConfigOption<String> TRANSACTION_PREFIX = text(
            "delivery.transaction-prefix",
            "convergence",
            "Prefix of transactional ids; unique per deployment on a Kafka cluster and never changed. A job that publishes "
                    + "one branch appends its name.");

    /** {@code sink.parallelism}. */
    public static final ConfigOption<Integer> SINK_PARALLELISM =
            number("sink.parallelism", 4, "Most subtasks that write to Kafka, and to each table; 1 to 4.");

    /** {@code sink.batch-rows}. */
    public static final ConfigOption<Integer> BATCH_ROWS =
            number("sink.batch-rows", 1000, "Most rows that are written to a table in one statement.");

    /** {@code sink.batch-interval}. */
    public static final ConfigOption<Duration> BATCH_INTERVAL = duration(
            "sink.batch-interval",
            Duration.ofSeconds(1),
            "Longest time that a row waits for others before a statement, on the wall clock.");

    /** {@code sink.buffer-bytes}. */
    public static final ConfigOption<MemorySize> BUFFER_BYTES = key("sink.buffer-bytes")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(256))
            .withDescription("Most memory of rows that a TaskManager buffers while Postgres is unavailable; then the "
                    + "oldest are dropped, minutes and snapshots first.");

    /** {@code retention.rum-minutes}. */
    public static final ConfigOption<Duration> RETENTION_RUM_MINUTES = days("rum-minutes", 90, "page minutes are kept");

    /** {@code retention.minutes}. */
    public static final ConfigOption<Duration> RETENTION_MINUTES = days("minutes", 90, "judged minutes are kept");

    /** {@code retention.transitions}. */
    public static final ConfigOption<Duration> RETENTION_TRANSITIONS =
            days("transitions", 90, "verdict changes are kept");

    /** {@code retention.snapshots}. */
    public static final ConfigOption<Duration> RETENTION_SNAPSHOTS =
            days("snapshots", 90, "snapshots of service level objectives are kept");

    /** {@code retention.snapshots-1m}. */
    public static final ConfigOption<Duration> RETENTION_SNAPSHOTS_1M = duration(
            "retention.snapshots-1m",
            Duration.ofHours(6),
            "Whole hours that every snapshot is kept, then the last of each 5 minutes; retention.snapshots keeps all.");

    /** {@code retention.snapshots-5m}. */
    public static final ConfigOption<Duration> RETENTION_SNAPSHOTS_5M = duration(
            "retention.snapshots-5m",
            Duration.ofDays(3),
            "Whole hours that the last snapshot of each 5 minutes is kept, then the last of each hour.");

    /** {@code retention.verdicts}. */
    public static final ConfigOption<Duration> RETENTION_VERDICTS =
            days("verdicts", 90, "the latest verdict of a silent key is kept");

    /** {@code retention.signals}. */
    public static final ConfigOption<Duration> RETENTION_SIGNALS = days("signals", 400, "signals are kept");

    /** {@code retention.reports}. */
    public static final ConfigOption<Duration> RETENTION_REPORTS =
            days("reports", 3650, "reports of objectives are kept after their span");

    /** {@code kafka.bootstrap.servers}. */
    public static final ConfigOption<String> BOOTSTRAP_SERVERS = key("kafka.bootstrap.servers")
            .stringType()
            .noDefaultValue()
            .withDescription("Bootstrap brokers, host:port separated by commas; required.");

    /** {@code postgres.url}. */
    public static final ConfigOption<String> POSTGRES_URL = key("postgres.url")
            .stringType()
            .noDefaultValue()
            .withDescription("JDBC URL of the database, as jdbc:postgresql://host:port/database; required.");

    /** {@code postgres.user}. */
    public static final ConfigOption<String> POSTGRES_USER = text(
            "postgres.user",
            "convergence",
            "Database user; the password is read from the environment variable CONVERGENCE_POSTGRES_PASSWORD.");

    private TransportOptions() {}

    private static ConfigOption<String> topic(String name, String value, String description) {
        return text("topics." + name, value, description);
    }

    private static ConfigOption<String> text(String key, String value, String description) {
        return key(key).stringType().defaultValue(value).withDescription(description);
    }

    private static ConfigOption<Integer> number(String key, int value, String description) {
        return key(key).intType().defaultValue(value).withDescription(description);
    }

    private static ConfigOption<Duration> days(String table, int value, String what) {
        String description = "Whole days that " + what + ", counted from the newest day of any table.";
        return duration("retention." + table, Duration.ofDays(value), description);
    }

    private static ConfigOption<Duration> duration(String key, Duration value, String description) {
        return key(key).durationType().defaultValue(value).withDescription(description);
    }
}
