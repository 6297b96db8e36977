package io.convergence.jobs;

import io.convergence.jobs.postgres.Store;
import io.convergence.jobs.settings.SettingsSamples;
import io.convergence.kit.kafka.EmbeddedBroker;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;

/** Configurations of the sessions job in tests. */
final class SessionsSamples {
    private SessionsSamples() {}

    /** The topics {@code rum.events.NAME} and {@code dead.letters.NAME}, frequent checkpoints and rows, and further options. */
    static Configuration configuration(EmbeddedBroker broker, Store store, String name, String... further) {
        Stream<String> pairs = Stream.of(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "postgres.url",
                store.settings().url(),
                "postgres.user",
                store.settings().user(),
                "topics.events",
                "rum.events." + name,
                "topics.dead-letters",
                "dead.letters." + name,
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
