package io.convergence.jobs.settings;

import io.convergence.core.collapse.CollapsePolicy;
import io.convergence.core.convergence.HeartbeatPolicy;
import io.convergence.core.convergence.MinuteUse;
import io.convergence.core.convergence.Thresholds;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.SignalLinks;
import io.convergence.core.window.RumMinutes;
import io.convergence.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.jspecify.annotations.Nullable;

/**
 * All settings of the convergence job. They are read once and checked across fields; parts of the job receive the slice
 * that they read, such as {@link #forVerdicts()}.
 *
 * @param branches branches whose results are published
 * @param storesMinutes whether the verdict of each key at each full minute is stored
 * @param rumMinutes rows of page views that are stored for each minute
 * @param window windows and their boundaries
 * @param thresholds when users or synthetic checks count as degraded
 * @param collapse when the silence of real users counts as a traffic collapse
 * @param episodes how signals are latched and repeated
 * @param heartbeats when unchanged verdicts are published
 * @param time bounds on event time
 * @param bounds bounds on cardinality
 * @param cacheBytes most bytes of decoded hosts that a subtask caches, 0 for none
 * @param slo rules that all service level objectives share
 * @param bundle limits of bundles before the shuffle
 * @param intake rules for accepting records
 * @param links default links of signals
 * @param topics names of the input topics and of the output topics of a live job
 * @param kafka how Kafka is read and written; already that of the replay, if there is one
 * @param postgres the database; already with the schema of the replay, if there is one
 * @param sink limits of the sinks
 * @param retention days that rows are kept
 * @param replay the past span to rebuild, or null when the job is live
 */
public record ConvergenceSettings(
        Set<Branch> branches,
        boolean storesMinutes,
        RumMinutes rumMinutes,
        WindowSpec window,
        Thresholds thresholds,
        CollapsePolicy collapse,
        EpisodePolicy episodes,
        HeartbeatPolicy heartbeats,
        TimeSettings time,
        BoundSettings bounds,
        long cacheBytes,
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

    /**
     * Reads the settings.
     *
     * @param configuration every key that was set
     * @param environment environment variables, the only source of secrets
     * @throws io.convergence.core.settings.InvalidSettings with all problems, if there are any
     */
    public static ConvergenceSettings from(Configuration configuration, Map<String, String> environment) {
        ConfigOptionReader reader = new ConfigOptionReader(configuration);
        JobKeys.check(reader);
        WindowSpec window = VerdictSettings.window(reader);
        TimeSettings time = TimeSettings.read(reader, window.slideMillis());
        SloSettings slo = SloSettings.read(reader);
        Set<Branch> branches = branches(reader);
        IntakeSettings intake = IntakeSettings.read(reader, environment);
        RetentionSettings retention = RetentionSettings.read(reader);
        ReplaySettings replay = ReplaySettings.read(reader, window, time, slo, branches, intake.allowedTenants());
        TopicSettings topics = TopicSettings.read(reader);
        KafkaSettings kafka = KafkaSettings.read(reader, environment, branches);
        PostgresSettings postgres = PostgresSettings.read(reader, environment);
        if (replay != null) {
            topics.check(reader, replay);
            replay.check(reader, retention);
        }
        ConvergenceSettings settings = new ConvergenceSettings(
                branches,
                reader.value(ConvergenceOptions.STORE_MINUTES),
                reader.value(ConvergenceOptions.STORE_RUM_MINUTES),
                window,
                VerdictSettings.thresholds(reader, window),
                VerdictSettings.collapse(reader, window),
                VerdictSettings.episodes(reader, window.slideMillis()),
                VerdictSettings.heartbeats(reader, minuteUse(reader, branches)),
                time,
                BoundSettings.read(reader),
                reader.bytes(VerdictOptions.WINDOW_CACHE, MemorySize.ZERO),
                slo,
                BundleSettings.read(reader),
                intake,
                SignalSettings.links(reader),
                topics,
                replay == null ? kafka : kafka.of(replay),
                replay == null ? postgres : postgres.within(replay.schema()),
                SinkSettings.read(reader),
                // Rows of a replay are compared with live ones, whatever the age of each.
                replay == null ? retention : retention.withoutThinning(),
                replay);
        reader.problems().throwIfAny();
        return settings;
    }

    /** Whether the results of a branch are published. */
    public boolean publishes(Branch branch) {
        return branches.contains(branch);
    }

    /** The topics that this job reads and writes: the live ones, or the inputs and the output topics of the replay. */
    public TopicSettings ownTopics() {
        return replay == null ? topics : topics.of(replay);
    }

    /** The live topics that must exist; a replay creates its output topics like the live ones. */
    public List<String> neededTopics() {
        List<String> needed = new ArrayList<>(topics.all());
        if (!publishes(Branch.SLO)) {
            needed.removeAll(List.of(topics.definitions(), topics.lateSlo()));
        }
        return needed;
    }

    /** The slice for the sources and the intake. */
    public SourceSettings forSources() {
        return new SourceSettings(topics, kafka, time, intake);
    }

    /** The slice for the convergence branch. */
    public VerdictSettings forVerdicts() {
        return new VerdictSettings(
                window,
                thresholds,
                collapse,
                episodes,
                heartbeats,
                bounds,
                bundle,
                rumMinutes,
                cacheBytes,
                time.staggerMillis());
    }

    /** The slice for the SLO branch. */
    public BudgetSettings forBudgets() {
        return new BudgetSettings(slo, episodes, bounds, bundle, time.staggerMillis(), window.sizeMillis());
    }

    /** The slice for the sinks that write tables. */
    public TableSettings forTables() {
        return new TableSettings(postgres, sink, retention);
    }

    private static MinuteUse minuteUse(ConfigOptionReader reader, Set<Branch> branches) {
        if (branches.contains(Branch.CONVERGENCE) && reader.value(ConvergenceOptions.STORE_MINUTES)) {
            return MinuteUse.STORED;
        }
        return branches.contains(Branch.SLO) ? MinuteUse.COUNTED : MinuteUse.UNUSED;
    }

    private static Set<Branch> branches(ConfigOptionReader reader) {
        List<Branch> branches = reader.constants(ConvergenceOptions.BRANCHES, Branch.class);
        reader.check(!branches.isEmpty(), ConvergenceOptions.BRANCHES, "at least one branch must be published");
        Set<Branch> set = EnumSet.noneOf(Branch.class);
        set.addAll(branches);
        return Set.copyOf(set);
    }
}
