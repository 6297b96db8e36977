package io.convergence.jobs.replay;

import io.convergence.jobs.kafka.ReplayInput;
import io.convergence.jobs.kafka.ReplayTopics;
import io.convergence.jobs.postgres.Migrations;
import io.convergence.jobs.postgres.ReplayRun;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.ReplaySettings;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;

/** Preparation of a replay: checks of its input, and topics and tables of its own. */
public final class ReplayStart {
    /** Key that Flink sets before it runs a job that is recovered when its cluster is lost. */
    private static final ConfigOption<String> FIXED_JOB_ID =
            ConfigOptions.key("$internal.pipeline.job-id").stringType().noDefaultValue();

    private ReplayStart() {}

    /**
     * Checks the input and creates the schema and the topics.
     *
     * @param engine configuration of Flink, which contains whether the job is restored
     * @param partitions number of partitions of each live topic
     * @throws io.convergence.core.settings.InvalidSettings when the input is incomplete or the epoch is already used
     */
    public static void prepare(
            ConvergenceSettings settings,
            ReplaySettings replay,
            ReadableConfig engine,
            Map<String, Integer> partitions) {
        List<String> inputs =
                List.of(settings.topics().beacons(), settings.topics().synthetic());
        ReplayInput.check(settings.kafka(), inputs, replay, partitions);
        Migrations.apply(settings.postgres(), replay.schema());
        List<String> outputs = settings.neededTopics().stream()
                .filter(settings.topics().outputs()::contains)
                .toList();
        ReplayTopics.create(settings.kafka(), replay, outputs, ReplayRun.isClaimed(settings.postgres(), replay));
        ReplayRun.claim(
                settings.postgres(),
                replay,
                new ReplayRun.Beginning(
                        engine.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent(),
                        engine.getOptional(FIXED_JOB_ID).orElse(null)));
    }
}
