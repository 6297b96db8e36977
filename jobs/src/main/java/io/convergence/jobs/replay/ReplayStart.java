package io.convergence.jobs.replay;

import io.convergence.jobs.postgres.Migrations;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.ReplaySettings;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;

/** What is done before a replay starts, so that it touches nothing of the live job. */
public final class ReplayStart {
    /** Set before the job's code runs where the job is to be found again after its cluster is lost. */
    private static final ConfigOption<String> FIXED_JOB_ID =
            ConfigOptions.key("$internal.pipeline.job-id").stringType().noDefaultValue();

    private ReplayStart() {}

    /**
     * Looks whether the input is whole, and makes schema and topics.
     *
     * @param engine configuration of the engine: whether the job is restored
     * @param partitions how many partitions each live topic has
     * @throws io.convergence.jobs.settings.InvalidSettings when the replay cannot be whole, or its epoch is taken
     */
    public static void prepare(
            ConvergenceSettings settings,
            ReplaySettings replay,
            ReadableConfig engine,
            Map<String, Integer> partitions) {
        ReplayInput.check(settings, replay, partitions);
        Migrations.apply(settings.postgres(), replay.schema());
        List<String> written = settings.neededTopics().stream()
                .filter(settings.topics().outputs()::contains)
                .toList();
        ReplayTopics.create(settings.kafka(), replay, written, ReplayRun.isClaimed(settings.postgres(), replay));
        ReplayRun.claim(
                settings.postgres(),
                replay,
                new ReplayRun.Beginning(
                        engine.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent(),
                        engine.getOptional(FIXED_JOB_ID).orElse(null)));
    }
}
