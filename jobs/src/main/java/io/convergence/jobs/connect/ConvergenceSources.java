package io.convergence.jobs.connect;

import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.flink.intake.Arrival;
import io.convergence.jobs.kafka.ArrivalDecoding;
import io.convergence.jobs.kafka.ArrivalRule;
import io.convergence.jobs.kafka.ArrivalSchema;
import io.convergence.jobs.kafka.ArrivalWatermarks;
import io.convergence.jobs.kafka.KafkaConnectors;
import io.convergence.jobs.settings.SourceSettings;
import io.convergence.jobs.topology.Uids;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Source streams of the convergence job: decoded records with watermarks per partition.
 *
 * @param beacons arrivals of the beacon topic
 * @param synthetic arrivals of the topic of synthetic results
 */
public record ConvergenceSources(DataStream<Arrival<Beacon>> beacons, DataStream<Arrival<SyntheticResult>> synthetic) {

    /**
     * Adds the sources to an environment whose parallelism is already set.
     *
     * @param partitions number of partitions of each input topic, which bounds the parallelism of its source: more
     *     subtasks would read nothing
     */
    public static ConvergenceSources attach(
            StreamExecutionEnvironment environment, SourceSettings settings, Map<String, Integer> partitions) {
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
            SourceSettings settings,
            Map<String, Integer> partitions,
            String topic,
            ArrivalDecoding<T> decoding,
            String uid) {
        Integer known = partitions.get(topic);
        if (known == null) {
            throw new IllegalArgumentException("the number of partitions of " + topic + " is unknown");
        }
        long outOfOrderness = settings.time().outOfOrdernessMillis();
        return Uids.identify(
                environment
                        .fromSource(
                                new KafkaConnectors(settings.kafka())
                                        .source(
                                                topic,
                                                new ArrivalSchema<>(decoding, ArrivalRule.of(settings)),
                                                outOfOrderness),
                                settings.kafka().isBounded()
                                        ? ArrivalWatermarks.bounded(outOfOrderness)
                                        : new ArrivalWatermarks<>(outOfOrderness),
                                uid,
                                decoding.type())
                        .setParallelism(Math.min(environment.getParallelism(), known)),
                uid);
    }
}
