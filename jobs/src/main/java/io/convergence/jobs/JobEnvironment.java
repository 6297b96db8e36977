package io.convergence.jobs;

import io.convergence.jobs.settings.JobKeys;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Factory of the execution environment of a job. Options that correctness depends on are set here and replace any
 * configuration; tuning is left to {@code conf/config.yaml}.
 */
public final class JobEnvironment {
    /** Number of key groups, fixed for ever because savepoints contain it. Divisible by most parallelisms up to 10. */
    public static final int MAX_PARALLELISM = 720;

    private JobEnvironment() {}

    /**
     * An environment with the keys of Flink from a configuration. All other keys are left out, because the configuration
     * of a job is shown in the web interface and properties of clients may contain credentials.
     */
    public static StreamExecutionEnvironment create(Configuration configuration) {
        return StreamExecutionEnvironment.getExecutionEnvironment(JobKeys.engine(configuration));
    }

    /** Sets the options that correctness depends on. */
    public static void secure(StreamExecutionEnvironment environment) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        // The input of a replay ends. Its last transactions are committed by a checkpoint after the end, which only
        // the streaming mode makes.
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        configuration.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, true);
        configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
        configuration.set(CheckpointingOptions.ENABLE_UNALIGNED_INTERRUPTIBLE_TIMERS, false);
        environment.configure(configuration);
    }
}
