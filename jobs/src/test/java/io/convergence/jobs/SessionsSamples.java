package io.convergence.jobs;

import io.convergence.core.codec.EventEncoder;
import io.convergence.core.codec.HeartbeatEncoder;
import io.convergence.core.event.RumEvent;
import io.convergence.jobs.postgres.Store;
import io.convergence.jobs.settings.SessionsSettings;
import io.convergence.jobs.settings.SettingsSamples;
import io.convergence.kit.kafka.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Topics, configurations and events of the sessions job in tests. */
final class SessionsSamples {
    private SessionsSamples() {}

    /**
     * Creates the topics of {@link #configuration}. They keep records of any age: by default a broker deletes events with
     * times of past years as soon as it looks for old ones, half a minute after its start and then every five minutes.
     */
    static void createTopics(String brokers, String name, int partitions) {
        Topics.create(
                brokers,
                List.of(
                        topic("rum.events." + name, partitions),
                        topic("dead.letters." + name, 1),
                        topic("signals.events." + name, 2),
                        topic("signals.state." + name, 2)));
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, partitions, (short) 1).configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));
    }

    /** Topics whose names end with {@code .NAME}, frequent checkpoints and rows, and further options. */
    static Configuration configuration(String brokers, Store store, String name, String... further) {
        Stream<String> pairs = Stream.of(
                "kafka.bootstrap.servers",
                brokers,
                "postgres.url",
                store.settings().url(),
                "postgres.user",
                store.settings().user(),
                "topics.events",
                "rum.events." + name,
                "topics.dead-letters",
                "dead.letters." + name,
                "topics.signal-events",
                "signals.events." + name,
                "topics.signal-state",
                "signals.state." + name,
                "source.group",
                name,
                "delivery.transaction-prefix",
                name,
                "sink.batch-interval",
                "50 ms",
                "execution.checkpointing.interval",
                "500 ms");
        return SettingsSamples.configuration(
                Stream.concat(pairs, Stream.of(further)).toArray(String[]::new));
    }

    /** Starts a job with a configuration. */
    static JobClient start(String name, Configuration configuration, int parallelism) throws Exception {
        StreamExecutionEnvironment environment = JobEnvironment.create(configuration);
        environment.setParallelism(parallelism);
        SessionsJob.prepare(environment, SessionsSettings.from(configuration, SettingsSamples.ENVIRONMENT));
        return environment.executeAsync(name);
    }

    /** Writes events to the partitions of their keys, and then a heartbeat of a time to each partition. */
    static void publish(String brokers, String topic, int partitions, List<RumEvent> events, long heartbeat) {
        EventEncoder encoder = new EventEncoder();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new ByteArraySerializer())) {
            for (RumEvent event : events) {
                var unused = producer.send(new ProducerRecord<>(
                        topic,
                        Math.floorMod(event.recordKey().hashCode(), partitions),
                        event.receivedAt(),
                        event.recordKey(),
                        encoder.encode(event)));
            }
            for (int partition = 0; partition < partitions; partition++) {
                var unused = producer.send(
                        new ProducerRecord<>(topic, partition, heartbeat, null, HeartbeatEncoder.encode(heartbeat)));
            }
        }
    }
}
