package io.convergence.jobs;

import io.convergence.core.settings.CommandLine;
import io.convergence.jobs.connect.SessionsSinks;
import io.convergence.jobs.connect.SessionsSource;
import io.convergence.jobs.kafka.KafkaTopics;
import io.convergence.jobs.postgres.Migrations;
import io.convergence.jobs.settings.SessionsSettings;
import io.convergence.jobs.stacks.StoredLookup;
import io.convergence.jobs.topology.SessionsTopology;
import java.time.Clock;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job that counts the events of the second plane: sessions, vitals, metrics by minute, performance budgets and groups of
 * errors.
 */
public final class SessionsJob {
    /** The name of the job in a cluster. */
    public static final String NAME = "sessions";

    private SessionsJob() {}

    /**
     * Submits the job. Invalid settings are listed on standard error and end with exit code 2.
     *
     * @param arguments {@code --config FILE}, {@code --key value} or {@code --key=value}; later values replace earlier ones
     */
    public static void main(String[] arguments) throws Exception {
        int code = JobStart.run(System.err, () -> {
            Configuration configuration = Configuration.fromMap(CommandLine.parse(arguments));
            SessionsSettings settings = SessionsSettings.from(configuration, System.getenv());
            StreamExecutionEnvironment environment = JobEnvironment.create(configuration);
            prepare(environment, settings);
            environment.execute(NAME);
        });
        if (code != JobStart.STARTED) {
            System.exit(code);
        }
    }

    /**
     * Migrates the database, checks the topics and assembles the job.
     *
     * @throws io.convergence.core.settings.InvalidSettings when the database or a topic does not meet the job's needs
     */
    public static void prepare(StreamExecutionEnvironment environment, SessionsSettings settings) {
        Migrations.apply(settings.postgres());
        Map<String, Integer> partitions = KafkaTopics.partitions(settings.kafka(), settings.topics());
        assemble(environment, settings, partitions.getOrDefault(settings.events(), 1));
    }

    /**
     * Adds the source, the topology and the sinks to an environment.
     *
     * @param partitions number of partitions of the topic of events
     * @throws io.convergence.core.settings.InvalidSettings when transactions would never be committed
     */
    static void assemble(StreamExecutionEnvironment environment, SessionsSettings settings, int partitions) {
        JobEnvironment.secure(environment);
        CheckpointConfig checkpoints = environment.getCheckpointConfig();
        settings.kafka().requireCheckpoints(checkpoints.getCheckpointInterval(), checkpoints.getCheckpointTimeout());
        SessionsSinks.attach(
                SessionsTopology.build(
                        SessionsSource.attach(environment, settings, partitions),
                        settings,
                        StoredLookup.factory(settings.postgres(), settings.stacks())),
                settings,
                Clock.systemUTC());
    }
}
