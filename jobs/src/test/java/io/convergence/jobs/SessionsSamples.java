package io.convergence.jobs;

import io.convergence.jobs.postgres.Store;
import io.convergence.jobs.settings.SettingsSamples;
import io.convergence.kit.kafka.Topics;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.NewTopic;

/** Configurations of the sessions job in tests. */
final class SessionsSamples {
    private SessionsSamples() {}

    /** Creates the topics of {@link #configuration}. */
    static void createTopics(String brokers, String name, int partitions) {
        Topics.create(
                brokers,
                List.of(
                        new NewTopic("rum.events." + name, partitions, (short) 1),
                        new NewTopic("dead.letters." + name, 1, (short) 1),
                        new NewTopic("signals.events." + name, 2, (short) 1),
                        new NewTopic("signals.state." + name, 2, (short) 1)));
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
