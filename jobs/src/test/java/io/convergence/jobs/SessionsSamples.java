package io.convergence.jobs;

import io.convergence.jobs.postgres.Store;
import io.convergence.jobs.settings.SettingsSamples;
import io.convergence.kit.kafka.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Configurations of the sessions job in tests. */
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
}
