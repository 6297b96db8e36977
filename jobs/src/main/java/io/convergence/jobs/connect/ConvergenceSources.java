package io.convergence.jobs.connect;

import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.flink.intake.Arrival;
import io.convergence.jobs.kafka.ArrivalDecoding;
import io.convergence.jobs.kafka.ArrivalRule;
import io.convergence.jobs.kafka.ArrivalSchema;
import io.convergence.jobs.kafka.ArrivalWatermarks;
import io.convergence.jobs.kafka.KafkaClients;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.topology.Uids;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The inputs of the convergence job: decoded, with event time per partition.
 *
 * @param beacons arrivals of the topic of beacons
 * @param synthetic arrivals of the topic of synthetic results
 */
public record ConvergenceSources(DataStream<Arrival<Beacon>> beacons, DataStream<Arrival<SyntheticResult>> synthetic) {

    /**
     * Adds the sources to an environment, whose parallelism is set by now.
     *
     * @param partitions of each input topic: a subtask without a partition would hold event time for ever
     */
    public static ConvergenceSources attach(
            StreamExecutionEnvironment environment, ConvergenceSettings settings, Map<String, Integer> partitions) {
        return new ConvergenceSources(
                source(
                        environment,
                        settings,
                        partitions,
                        settings.topics().beacons(),
                        ArrivalDecoding.beacons(),
                        "beacons"),
                source(
                        environment,
                        settings,
                        partitions,
                        settings.topics().synthetic(),
                        ArrivalDecoding.synthetic(settings.time().syntheticMaxAgeMillis()),
                        "synthetic-results"));
    }

    private static <T> DataStream<Arrival<T>> source(
            StreamExecutionEnvironment environment,
            ConvergenceSettings settings,
            Map<String, Integer> partitions,
            String topic,
            ArrivalDecoding<T> intake,
            String uid) {
        Integer known = partitions.get(topic);
        if (known == null) {
            throw new IllegalArgumentException("the partitions of " + topic + " have not been looked up");
        }
        long outOfOrderness = settings.time().outOfOrdernessMillis();
        return Uids.identify(
                environment
                        .fromSource(
                                new KafkaClients(settings.kafka())
                                        .source(
                                                topic,
                                                new ArrivalSchema<>(intake, ArrivalRule.of(settings)),
                                                outOfOrderness),
                                settings.replay() == null
                                        ? new ArrivalWatermarks<>(outOfOrderness)
                                        : ArrivalWatermarks.bounded(outOfOrderness),
                                uid,
                                intake.type())
                        .setParallelism(Math.min(environment.getParallelism(), known)),
                uid);
    }
}
