package io.convergence.jobs;

import io.convergence.core.settings.CommandLine;
import io.convergence.core.slo.book.DefinitionLog;
import io.convergence.core.slo.definition.InitialDefinitions;
import io.convergence.jobs.connect.ConvergenceSinks;
import io.convergence.jobs.connect.ConvergenceSources;
import io.convergence.jobs.kafka.DefinitionDeadLetters;
import io.convergence.jobs.kafka.DefinitionSource;
import io.convergence.jobs.kafka.KafkaTopics;
import io.convergence.jobs.postgres.Migrations;
import io.convergence.jobs.postgres.ThresholdHistory;
import io.convergence.jobs.replay.ReplayStart;
import io.convergence.jobs.settings.Branch;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.ReplaySettings;
import io.convergence.jobs.topology.ConvergenceOutputs;
import io.convergence.jobs.topology.ConvergenceTopology;
import io.convergence.jobs.topology.IntakeOutputs;
import io.convergence.jobs.topology.IntakeTopology;
import io.convergence.jobs.topology.SloOutputs;
import io.convergence.jobs.topology.SloTopology;
import java.time.Clock;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job that joins real-user and synthetic monitoring into verdicts, service level objectives and signals. */
public final class ConvergenceJob {
    /** The name of the job in a cluster. */
    public static final String NAME = "convergence";

    private ConvergenceJob() {}

    /**
     * Submits the job. Invalid settings are listed on standard error and end with exit code 2.
     *
     * @param arguments {@code --config FILE}, {@code --key value} or {@code --key=value}; later values replace earlier ones
     */
    public static void main(String[] arguments) throws Exception {
        int code = JobStart.run(System.err, () -> {
            Configuration configuration = Configuration.fromMap(CommandLine.parse(arguments));
            ConvergenceSettings settings = ConvergenceSettings.from(configuration, System.getenv());
            StreamExecutionEnvironment environment = JobEnvironment.create(configuration);
            prepare(environment, settings);
            environment.execute(
                    settings.replay() == null
                            ? NAME
                            : NAME + " replay " + settings.replay().epoch());
        });
        if (code != JobStart.STARTED) {
            System.exit(code);
        }
    }

    /**
     * Migrates the database, checks the topics, assembles the job and records its thresholds. A replay does not migrate the
     * live tables.
     *
     * @throws io.convergence.core.settings.InvalidSettings when the database or a topic does not meet the job's needs
     */
    public static void prepare(StreamExecutionEnvironment environment, ConvergenceSettings settings) {
        ReplaySettings replay = settings.replay();
        if (replay == null) {
            Migrations.apply(settings.postgres());
        }
        Map<String, Integer> partitions = KafkaTopics.partitions(settings.kafka(), settings.neededTopics());
        if (replay != null) {
            ReplayStart.prepare(settings, replay, environment.getConfiguration(), partitions);
        }
        String topic = settings.topics().definitions();
        InitialDefinitions definitions = settings.publishes(Branch.SLO)
                ? DefinitionSource.read(settings.kafka(), topic, partitions.getOrDefault(topic, 0))
                : InitialDefinitions.NONE;
        assemble(environment, settings, partitions, definitions);
        if (replay == null && settings.publishes(Branch.CONVERGENCE)) {
            ThresholdHistory.record(
                    settings.postgres(),
                    settings.forVerdicts(),
                    Clock.systemUTC().instant());
        }
    }

    /**
     * Adds sources, topologies and sinks to an environment.
     *
     * @param partitions number of partitions of each input topic
     * @param definitions documents of the definition topic
     * @throws io.convergence.core.settings.InvalidSettings when transactions would never be committed
     */
    static void assemble(
            StreamExecutionEnvironment environment,
            ConvergenceSettings settings,
            Map<String, Integer> partitions,
            InitialDefinitions definitions) {
        JobEnvironment.secure(environment);
        CheckpointConfig checkpoints = environment.getCheckpointConfig();
        settings.kafka().requireCheckpoints(checkpoints.getCheckpointInterval(), checkpoints.getCheckpointTimeout());
        ConvergenceSources sources = ConvergenceSources.attach(environment, settings.forSources(), partitions);
        IntakeOutputs intake = IntakeTopology.build(sources.beacons(), sources.synthetic(), settings.forSources());
        ConvergenceOutputs convergence = ConvergenceTopology.build(intake, settings.forVerdicts());
        SloOutputs slo = settings.publishes(Branch.SLO)
                ? SloTopology.build(
                        intake,
                        convergence.minutes(),
                        definitions(environment, settings, definitions),
                        settings.forBudgets())
                : null;
        ConvergenceSinks.attach(intake, convergence, slo, settings, Clock.systemUTC());
    }

    private static SloTopology.Definitions definitions(
            StreamExecutionEnvironment environment, ConvergenceSettings settings, InitialDefinitions initial) {
        return new SloTopology.Definitions(
                DefinitionSource.attach(
                        environment, settings.kafka(), settings.topics().definitions(), initial),
                initial,
                DefinitionLog.start(initial, Clock.systemUTC().millis()),
                DefinitionDeadLetters.of(settings.forSources()));
    }
}
