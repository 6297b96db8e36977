package io.convergence.jobs;

import io.convergence.jobs.settings.KnownKeys;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The environment of every job: what correctness rests on is set here and wins over any configuration; what is a matter
 * of tuning is left to {@code conf/config.yaml}.
 */
public final class JobEnvironment {
    /** Bounds rescaling for ever: key groups are part of every savepoint. Divisible by most parallelisms up to 10. */
    public static final int MAX_PARALLELISM = 720;

    private JobEnvironment() {}

    /**
     * An environment with the engine's keys out of those given. The rest stays out of it: job configurations are shown
     * in the web interface, and clients' properties may hold credentials.
     */
    public static StreamExecutionEnvironment create(Configuration given) {
        return StreamExecutionEnvironment.getExecutionEnvironment(KnownKeys.engine(given));
    }

    /** Sets what correctness rests on. */
    public static void secure(StreamExecutionEnvironment environment) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        // A replay's input ends: its last transactions are committed by a checkpoint after that end, in streaming
        // alone.
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        configuration.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, true);
        configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
        configuration.set(CheckpointingOptions.ENABLE_UNALIGNED_INTERRUPTIBLE_TIMERS, false);
        environment.configure(configuration);
    }
}
