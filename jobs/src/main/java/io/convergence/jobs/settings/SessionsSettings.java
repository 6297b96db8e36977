package io.convergence.jobs.settings;

import io.convergence.core.error.NewErrorRule;
import io.convergence.core.event.EventType;
import io.convergence.core.rollup.MetricMinuteRule;
import io.convergence.core.rollup.PerformanceBudgetRule;
import io.convergence.core.session.ReportRule;
import io.convergence.core.session.SessionRule;
import io.convergence.flink.session.SessionRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/**
 * All settings of the sessions job, read once and checked across fields.
 *
 * @param events topic of events
 * @param deadLetters topic of dead letters
 * @param sessions rules of sessions and of reports of vitals
 * @param minutes rules of metrics by minute
 * @param cacheBytes most bytes of decoded sessions and minutes that a subtask caches, 0 for none
 * @param budgets when a performance budget is exceeded
 * @param signals topics, repetition and links of signals
 * @param stacks settings of resolving stacks of errors
 * @param newAfterMillis how long after its latest occurrence a group of errors is new again
 * @param newErrors when a new group of errors concerns enough users
 * @param outOfOrdernessMillis how far a record may lag behind the latest of its partition without being late
 * @param maxAheadMillis how far the event time of a record may lie after its Kafka timestamp
 * @param intake rules for accepting records
 * @param kafka how Kafka is read and written
 * @param postgres the database
 * @param sink limits of the sinks
 * @param retention days that rows are kept
 */
public record SessionsSettings(
        String events,
        String deadLetters,
        SessionRules sessions,
        MetricMinuteRule minutes,
        long cacheBytes,
        PerformanceBudgetRule budgets,
        SignalSettings signals,
        StackSettings stacks,
        long newAfterMillis,
        NewErrorRule newErrors,
        long outOfOrdernessMillis,
        long maxAheadMillis,
        IntakeSettings intake,
        KafkaSettings kafka,
        PostgresSettings postgres,
        SinkSettings sink,
        EventRetention retention) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Shortest time between two rows of a session that lasts. */
    private static final long EMIT_MILLIS = 30_000;

    private static final int MAX_PAGES = 256;
    private static final int MAX_NAMES = 64;

    /** Suffix of the consumer group and of transactional ids, so that both jobs can share one configuration. */
    private static final String NAME = "sessions";

    /** Every option of the job. */
    public static List<ConfigOption<?>> options() {
        List<ConfigOption<?>> options = new ArrayList<>(JobKeys.options(SessionsOptions.class));
        options.addAll(List.of(
                ConvergenceOptions.ALLOWED_TENANTS,
                ConvergenceOptions.OUT_OF_ORDERNESS,
                ConvergenceOptions.MAX_AHEAD,
                ConvergenceOptions.REASSERT_INTERVAL,
                ConvergenceOptions.DISABLED_KINDS,
                ConvergenceOptions.RUNBOOK_URL,
                ConvergenceOptions.SIGNAL_URL,
                TransportOptions.TOPIC_SIGNAL_EVENTS,
                TransportOptions.TOPIC_SIGNAL_STATE,
                TransportOptions.TOPIC_DEAD_LETTERS,
                TransportOptions.SOURCE_GROUP,
                TransportOptions.STARTING_OFFSETS,
                TransportOptions.STARTING_TIME,
                TransportOptions.PARTITION_DISCOVERY,
                TransportOptions.DELIVERY_GUARANTEE,
                TransportOptions.TRANSACTION_TIMEOUT,
                TransportOptions.TRANSACTION_PREFIX,
                TransportOptions.SINK_PARALLELISM,
                TransportOptions.BATCH_ROWS,
                TransportOptions.BATCH_INTERVAL,
                TransportOptions.BUFFER_BYTES,
                TransportOptions.BOOTSTRAP_SERVERS,
                TransportOptions.POSTGRES_URL,
                TransportOptions.POSTGRES_USER));
        return options;
    }

    /**
     * Reads the settings.
     *
     * @param configuration every key that was set
     * @param environment environment variables, the only source of secrets
     * @throws io.convergence.core.settings.InvalidSettings with all problems, if there are any
     */
    public static SessionsSettings from(Configuration configuration, Map<String, String> environment) {
        ConfigOptionReader reader = new ConfigOptionReader(configuration);
        JobKeys.check(reader, options());
        SessionsSettings settings = new SessionsSettings(
                TopicSettings.name(reader, SessionsOptions.TOPIC_EVENTS),
                TopicSettings.name(reader, TransportOptions.TOPIC_DEAD_LETTERS),
                sessions(reader),
                new MetricMinuteRule(
                        reader.within(SessionsOptions.BOUND_ROWS, 1, Integer.MAX_VALUE),
                        reader.within(SessionsOptions.BOUND_METRICS, 0, Integer.MAX_VALUE),
                        MAX_PAGES,
                        MAX_NAMES),
                reader.bytes(SessionsOptions.CACHE, MemorySize.ZERO),
                budgets(reader),
                SignalSettings.read(reader),
                StackSettings.read(reader),
                reader.millis(SessionsOptions.NEW_AFTER, HOUR, Duration.ofDays(365)),
                new NewErrorRule(
                        reader.within(SessionsOptions.NEW_COUNT, 1, Integer.MAX_VALUE),
                        reader.within(SessionsOptions.NEW_SESSIONS, 1, Integer.MAX_VALUE)),
                reader.millis(ConvergenceOptions.OUT_OF_ORDERNESS, Duration.ZERO, HOUR),
                reader.millis(ConvergenceOptions.MAX_AHEAD, Duration.ZERO, HOUR),
                IntakeSettings.read(reader, environment),
                KafkaSettings.read(reader, environment, Set.of()).named(NAME),
                PostgresSettings.read(reader, environment),
                SinkSettings.read(reader),
                EventRetention.read(reader));
        List<String> topics = settings.topics();
        reader.check(
                Set.copyOf(topics).size() == topics.size(),
                SessionsOptions.TOPIC_EVENTS,
                "the topics of events, signals and dead letters need names of their own");
        reader.problems().throwIfAny();
        return settings;
    }

    /** Every topic that is read or written. */
    public List<String> topics() {
        return List.of(events, deadLetters, signals.events(), signals.state());
    }

    private static PerformanceBudgetRule budgets(ConfigOptionReader reader) {
        long window = reader.millis(SessionsOptions.BUDGET_WINDOW, Duration.ofMinutes(1), HOUR);
        reader.check(
                window % Duration.ofMinutes(1).toMillis() == 0,
                SessionsOptions.BUDGET_WINDOW,
                window + " ms are not whole minutes");
        return new PerformanceBudgetRule(
                window, reader.within(SessionsOptions.BUDGET_MIN_SAMPLES, 1, Integer.MAX_VALUE));
    }

    private static SessionRules sessions(ConfigOptionReader reader) {
        long gap = reader.millis(SessionsOptions.GAP, Duration.ofMinutes(1), DAY);
        long cap = reader.millis(SessionsOptions.CAP, Duration.ofMinutes(1), DAY);
        reader.check(cap >= gap, SessionsOptions.CAP, cap + " ms is shorter than session.gap, " + gap + " ms");
        List<EventType> types = reader
                .list(SessionsOptions.TIMELINE_TYPES, word -> EventType.of(word) == null ? null : word, "a type")
                .stream()
                .map(EventType::of)
                .toList();
        return new SessionRules(
                new SessionRule(
                        gap, cap, reader.within(SessionsOptions.BOUND_EVENTS, 1, Integer.MAX_VALUE), EMIT_MILLIS),
                new ReportRule(reader.millis(SessionsOptions.SETTLE, Duration.ZERO, Duration.ofMinutes(39))),
                types.isEmpty() ? EnumSet.allOf(EventType.class) : EnumSet.copyOf(types),
                reader.millis(SessionsOptions.RESOURCE_MIN, Duration.ZERO, HOUR));
    }
}
