package io.convergence.jobs;

import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.flink.intake.Arrival;
import io.convergence.jobs.connect.ConvergenceSinks;
import io.convergence.jobs.connect.ConvergenceSources;
import io.convergence.jobs.connect.Intake;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.topology.ConvergenceOutputs;
import java.time.Clock;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Joins real-user and synthetic monitoring into verdicts and signals. */
public final class ConvergenceJob {
    private ConvergenceJob() {}

    /** The graph between sources and sinks: a function from streams to streams. */
    @FunctionalInterface
    public interface Topology {
        /** Adds the operators. */
        ConvergenceOutputs build(
                DataStream<Arrival<Beacon>> beacons,
                DataStream<Arrival<SyntheticResult>> synthetic,
                ConvergenceSettings settings);
    }

    /**
     * Puts the job together: sources, topology, sinks.
     *
     * @param partitions of each input topic
     * @throws io.convergence.jobs.settings.InvalidSettings when transactions would never be committed
     */
    public static void assemble(
            StreamExecutionEnvironment environment,
            ConvergenceSettings settings,
            Map<String, Integer> partitions,
            Intake<Beacon> beacons,
            Intake<SyntheticResult> synthetic,
            Topology topology) {
        CheckpointConfig checkpoints = environment.getCheckpointConfig();
        settings.kafka().requireCheckpoints(checkpoints.getCheckpointInterval(), checkpoints.getCheckpointTimeout());
        ConvergenceSources sources = ConvergenceSources.attach(environment, settings, partitions, beacons, synthetic);
        ConvergenceOutputs outputs = topology.build(sources.beacons(), sources.synthetic(), settings);
        ConvergenceSinks.attach(outputs, settings, Clock.systemUTC());
    }
}
