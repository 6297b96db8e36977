package io.convergence.bench.pipeline;

import static io.convergence.jobs.topology.Uids.identify;

import io.convergence.core.rum.Beacon;
import io.convergence.flink.intake.Arrival;
import io.convergence.jobs.ConvergenceJob;
import io.convergence.jobs.JobEnvironment;
import io.convergence.jobs.connect.ConvergenceSources;
import io.convergence.jobs.kafka.KafkaTopics;
import io.convergence.jobs.settings.ConvergenceSettings;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Builder of the Flink job of a variant. */
final class PipelineJob {
    private PipelineJob() {}

    /** Adds the operators of a variant to an environment. */
    static void build(Variant variant, StreamExecutionEnvironment environment, ConvergenceSettings settings) {
        switch (variant) {
            case LIMIT -> limit(environment, settings);
            case CONVERGENCE, SLO -> ConvergenceJob.prepare(environment, settings);
            case STOCK -> StockWindows.build(sources(environment, settings), settings);
            case SQL -> SqlWindows.build(environment, settings);
            case POLL, EVENTS, SESSIONS -> throw new IllegalArgumentException(variant + " is no job over views");
        }
    }

    private static void limit(StreamExecutionEnvironment environment, ConvergenceSettings settings) {
        DataStream<Arrival<Beacon>> beacons = sources(environment, settings).beacons();
        identify(beacons.sinkTo(new DiscardingSink<>()).setParallelism(beacons.getParallelism()), "discard-arrivals");
    }

    private static ConvergenceSources sources(StreamExecutionEnvironment environment, ConvergenceSettings settings) {
        JobEnvironment.secure(environment);
        Map<String, Integer> partitions = KafkaTopics.partitions(settings.kafka(), settings.neededTopics());
        return ConvergenceSources.attach(environment, settings.forSources(), partitions);
    }
}
