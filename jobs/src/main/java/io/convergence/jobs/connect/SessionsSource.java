package io.convergence.jobs.connect;

import io.convergence.core.event.RumEvent;
import io.convergence.flink.intake.Arrival;
import io.convergence.jobs.kafka.ArrivalDecoding;
import io.convergence.jobs.kafka.ArrivalRule;
import io.convergence.jobs.kafka.ArrivalSchema;
import io.convergence.jobs.kafka.ArrivalWatermarks;
import io.convergence.jobs.kafka.KafkaConnectors;
import io.convergence.jobs.settings.SessionsSettings;
import io.convergence.jobs.topology.Uids;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Source stream of the sessions job: decoded events with watermarks per partition. */
public final class SessionsSource {
    private SessionsSource() {}

    /**
     * Adds the source to an environment whose parallelism is already set.
     *
     * @param partitions number of partitions of the topic, which bounds the parallelism of the source
     */
    public static DataStream<Arrival<RumEvent>> attach(
            StreamExecutionEnvironment environment, SessionsSettings settings, int partitions) {
        ArrivalDecoding<RumEvent> decoding = ArrivalDecoding.events();
        ArrivalRule rule = new ArrivalRule(
                settings.maxAheadMillis(),
                settings.intake().allowedTenants(),
                settings.intake().fingerprintSecret());
        long outOfOrderness = settings.outOfOrdernessMillis();
        return Uids.identify(
                environment
                        .fromSource(
                                new KafkaConnectors(settings.kafka())
                                        .source(settings.events(), new ArrivalSchema<>(decoding, rule), outOfOrderness),
                                new ArrivalWatermarks<>(outOfOrderness),
                                "events-source",
                                decoding.type())
                        .setParallelism(Math.min(environment.getParallelism(), partitions)),
                "events-source");
    }
}
