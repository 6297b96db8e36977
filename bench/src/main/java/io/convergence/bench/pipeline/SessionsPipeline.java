package io.convergence.bench.pipeline;

import static io.convergence.jobs.topology.Uids.identify;

import io.convergence.core.event.RumEvent;
import io.convergence.flink.intake.Arrival;
import io.convergence.jobs.JobEnvironment;
import io.convergence.jobs.SessionsJob;
import io.convergence.jobs.connect.SessionsSource;
import io.convergence.jobs.kafka.KafkaTopics;
import io.convergence.jobs.settings.SessionsSettings;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Builder of the Flink jobs that read events of sessions. */
final class SessionsPipeline {
    private SessionsPipeline() {}

    /** Adds the operators of a variant to an environment. */
    static void build(Variant variant, StreamExecutionEnvironment environment, SessionsSettings settings) {
        if (variant == Variant.SESSIONS) {
            SessionsJob.prepare(environment, settings);
            return;
        }
        JobEnvironment.secure(environment);
        int partitions =
                KafkaTopics.partitions(settings.kafka(), settings.topics()).getOrDefault(settings.events(), 1);
        DataStream<Arrival<RumEvent>> events = SessionsSource.attach(environment, settings, partitions);
        identify(events.sinkTo(new DiscardingSink<>()).setParallelism(events.getParallelism()), "discard-arrivals");
    }
}
