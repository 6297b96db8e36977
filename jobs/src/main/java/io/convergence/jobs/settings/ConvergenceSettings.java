package io.convergence.jobs.settings;

import io.convergence.core.convergence.Thresholds;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalLinks;
import io.convergence.core.window.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Everything the convergence job is told, read once and checked across fields.
 *
 * @param branches what publishes
 * @param window windows and boundaries
 * @param thresholds when a plane counts as degraded
 * @param episodes how signals are latched and repeated
 * @param time bounds on time
 * @param bounds bounds on cardinality
 * @param slo how service level objectives are counted
 * @param bundle when sums before the shuffle are let go
 * @param intake which records are let in
 * @param links pages that signals link to
 * @param topics names of the topics that are read, and of those that a live job writes
 * @param kafka how Kafka is read and written
 * @param postgres how the database is reached
 * @param sink how much is written at once
 * @param retention days of data at rest
 * @param replay the span that is rebuilt, by which Kafka and the database are set already, or null when the job is live
 */
public record ConvergenceSettings(
        Set<Branch> branches,
        WindowSpec window,
        Thresholds thresholds,
        EpisodePolicy episodes,
        TimeSettings time,
        BoundSettings bounds,
        SloSettings slo,
        BundleSettings bundle,
        IntakeSettings intake,
        SignalLinks links,
        TopicSettings topics,
        KafkaSettings kafka,
        PostgresSettings postgres,
        SinkSettings sink,
        RetentionSettings retention,
        @Nullable ReplaySettings replay) {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * Reads the settings.
     *
     * @param configuration every key that was given
     * @param environment environment variables: secrets come from nowhere else
     * @throws InvalidSettings with all problems, if there are any
     */
    public static ConvergenceSettings from(Configuration configuration, Map<String, String> environment) {
        OptionReader reader = new OptionReader(configuration);
        KnownKeys.check(reader);
        WindowSpec window = window(reader);
        TimeSettings time = TimeSettings.read(reader, window.slideMillis());
        SloSettings slo = SloSettings.read(reader);
        Set<Branch> branches = branches(reader);
        IntakeSettings intake = IntakeSettings.read(reader, environment);
        RetentionSettings retention = RetentionSettings.read(reader);
        ReplaySettings replay = ReplaySettings.read(reader, window, time, slo, branches, intake.allowedTenants());
        TopicSettings topics = TopicSettings.read(reader);
        KafkaSettings kafka = KafkaSettings.read(reader, environment);
        PostgresSettings postgres = PostgresSettings.read(reader, environment);
        if (replay != null) {
            topics.check(reader, replay);
            replay.check(reader, retention);
        }
        ConvergenceSettings settings = new ConvergenceSettings(
                branches,
                window,
                thresholds(reader),
                episodes(reader, window.slideMillis()),
                time,
                BoundSettings.read(reader),
                slo,
                BundleSettings.read(reader),
                intake,
                SignalLinkSettings.read(reader),
                topics,
                replay == null ? kafka : kafka.of(replay),
                replay == null ? postgres : postgres.within(replay.schema()),
                SinkSettings.read(reader),
                retention,
                replay);
        reader.finish();
        return settings;
    }

    /** Whether a branch publishes. */
    public boolean publishes(Branch branch) {
        return branches.contains(branch);
    }

    /** The topics that are read and written. */
    public TopicSettings ownTopics() {
        return replay == null ? topics : topics.of(replay);
    }

    /** The topics that must exist for the branches that publish; those of a replay are made like the live ones. */
    public List<String> neededTopics() {
        List<String> needed = new ArrayList<>(topics.all());
        if (!publishes(Branch.SLO)) {
            needed.removeAll(List.of(topics.definitions(), topics.lateSlo()));
        }
        return needed;
    }

    private static Set<Branch> branches(OptionReader reader) {
        List<Branch> branches = reader.constants(ConvergenceOptions.BRANCHES, Branch.class);
        reader.check(!branches.isEmpty(), ConvergenceOptions.BRANCHES, "at least one branch publishes");
        Set<Branch> set = EnumSet.noneOf(Branch.class);
        set.addAll(branches);
        return Set.copyOf(set);
    }

    private static WindowSpec window(OptionReader reader) {
        Duration millisecond = Duration.ofMillis(1);
        long size = reader.millis(ConvergenceOptions.WINDOW_SIZE, millisecond, DAY);
        long slide = reader.millis(ConvergenceOptions.WINDOW_SLIDE, millisecond, MINUTE);
        reader.check(
                MINUTE.toMillis() % slide == 0,
                ConvergenceOptions.WINDOW_SLIDE,
                slide + " ms does not divide a minute; heartbeats are published at full minutes");
        return reader.attempt(ConvergenceOptions.WINDOW_SLIDE, () -> new WindowSpec(size, slide), WindowSpec.DEFAULTS);
    }

    private static Thresholds thresholds(OptionReader reader) {
        return new Thresholds(
                reader.within(ConvergenceOptions.RUM_MIN_VIEWS, 1, Integer.MAX_VALUE),
                reader.ratio(ConvergenceOptions.RUM_ERROR_RATE),
                reader.millis(ConvergenceOptions.RUM_LCP_P75, Duration.ofMillis(1), Duration.ofMinutes(10)),
                reader.within(ConvergenceOptions.SYNTHETIC_MIN_SAMPLES, 1, Integer.MAX_VALUE),
                reader.ratio(ConvergenceOptions.SYNTHETIC_FAILURE_RATIO),
                reader.within(ConvergenceOptions.SYNTHETIC_MIN_FAILING_LOCATIONS, 1, Integer.MAX_VALUE));
    }

    private static EpisodePolicy episodes(OptionReader reader, long slideMillis) {
        List<String> kinds = reader.list(
                ConvergenceOptions.DISABLED_KINDS,
                word -> isKind(word) ? word : null,
                "a kind or tenant/kind, where a kind is one of "
                        + Stream.of(SignalKind.values()).map(SignalKind::label).toList());
        return new EpisodePolicy(
                boundaries(reader, ConvergenceOptions.REARM_HOLD, slideMillis),
                boundaries(reader, ConvergenceOptions.REASSERT_INTERVAL, slideMillis),
                Set.copyOf(kinds));
    }

    private static long boundaries(OptionReader reader, ConfigOption<Duration> option, long slideMillis) {
        long millis = reader.millis(option, Duration.ZERO, DAY);
        reader.check(
                millis % slideMillis == 0,
                option,
                millis + " ms is not a multiple of window.slide, " + slideMillis + " ms");
        return millis;
    }

    private static boolean isKind(String word) {
        String kind = word.substring(word.indexOf('/') + 1);
        return !word.startsWith("/")
                && Stream.of(SignalKind.values())
                        .anyMatch(known -> known.label().equals(kind));
    }
}
