package io.convergence.jobs;

import io.convergence.core.slo.book.DefinitionLog;
import io.convergence.core.slo.definition.InitialDefinitions;
import io.convergence.jobs.connect.ConvergenceSinks;
import io.convergence.jobs.connect.ConvergenceSources;
import io.convergence.jobs.connect.DefinitionLetters;
import io.convergence.jobs.kafka.DefinitionSource;
import io.convergence.jobs.kafka.KafkaTopics;
import io.convergence.jobs.postgres.Migrations;
import io.convergence.jobs.replay.ReplayStart;
import io.convergence.jobs.settings.Branch;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.JobArguments;
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

/** Joins real-user and synthetic monitoring into verdicts and signals. */
public final class ConvergenceJob {
    /** The name of the job in a cluster. */
    public static final String NAME = "convergence";

    private ConvergenceJob() {}

    /**
     * Submits the job. A misconfiguration is told on standard error, all of it at once, and ends with exit code 2.
     *
     * @param arguments {@code --config FILE}, {@code --key value} or {@code --key=value}; later ones win
     */
    public static void main(String[] arguments) throws Exception {
        int code = JobStart.run(System.err, () -> {
            Configuration configuration = JobArguments.parse(arguments);
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
     * Brings the database up to date, looks at the topics and puts the job together. A replay leaves the live tables as
     * they are, even when they are not up to date.
     *
     * @throws io.convergence.jobs.settings.InvalidSettings when the database or a topic is not as the job needs it
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
    }

    /**
     * Puts the job together: sources, topology, sinks.
     *
     * @param partitions of each input topic
     * @param definitions what the topic of definitions holds
     * @throws io.convergence.jobs.settings.InvalidSettings when transactions would never be committed
     */
    static void assemble(
            StreamExecutionEnvironment environment,
            ConvergenceSettings settings,
            Map<String, Integer> partitions,
            InitialDefinitions definitions) {
        JobEnvironment.secure(environment);
        CheckpointConfig checkpoints = environment.getCheckpointConfig();
        settings.kafka().requireCheckpoints(checkpoints.getCheckpointInterval(), checkpoints.getCheckpointTimeout());
        ConvergenceSources sources = ConvergenceSources.attach(environment, settings, partitions);
        IntakeOutputs intake = IntakeTopology.build(sources.beacons(), sources.synthetic(), settings);
        ConvergenceOutputs convergence = ConvergenceTopology.build(intake, settings);
        SloOutputs slo = settings.publishes(Branch.SLO)
                ? SloTopology.build(
                        intake, convergence.verdicts(), definitions(environment, settings, definitions), settings)
                : null;
        ConvergenceSinks.attach(intake, convergence, slo, settings, Clock.systemUTC());
    }

    private static SloTopology.Definitions definitions(
            StreamExecutionEnvironment environment, ConvergenceSettings settings, InitialDefinitions initial) {
        return new SloTopology.Definitions(
                DefinitionSource.attach(environment, settings, initial),
                initial,
                DefinitionLog.start(initial, Clock.systemUTC().millis()),
                DefinitionLetters.of(settings));
    }
}
