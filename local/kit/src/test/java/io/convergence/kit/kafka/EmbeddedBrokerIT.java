package io.convergence.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    private static final String TOPIC = "records";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    @TempDir
    Path directory;

    @Test
    void aBrokerKeepsItsDataAndAddressOverARestartAndDeletesThemWhenClosed() throws Exception {
        Path data = directory.resolve("kafka");
        EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
        String address = broker.bootstrapServers();
        Topics.create(address, List.of(new NewTopic(TOPIC, 1, (short) 1)));
        // Timestamps far in the past and far in the future are both accepted.
        publish(address, 1_000, "k", "old");
        publish(address, 4_000_000_000_000L, "k", "new");

        broker.stop();
        assertThat(broker.isRunning()).isFalse();
        broker.start();

        assertThat(broker.bootstrapServers()).isEqualTo(address);
        assertThat(records(address, Map.of())).containsExactly("1000 k old", "4000000000000 k new");
        assertThat(new TopicReader(address).ends(TOPIC)).isEqualTo(Map.of(PARTITION, 2L));
        publish(address, 2_000, null, "more");
        assertThat(records(address, Map.of())).hasSize(3).endsWith("2000 - more");
        assertThat(records(address, Map.of(PARTITION, 2L))).containsExactly("2000 - more");
        broker.close();
        assertThat(data).doesNotExist();
    }

    @Test
    void aDeletedTopicCanBeCreatedAgainAtOnceAndIsEmpty() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"), 0)) {
            String address = broker.bootstrapServers();
            Topics.create(address, List.of(new NewTopic(TOPIC, 3, (short) 1)));
            publish(address, 1_000, "k", "old");

            Topics.delete(address, Set.of(TOPIC));
            Topics.create(address, List.of(new NewTopic(TOPIC, 1, (short) 1)));

            assertThat(records(address, Map.of())).isEmpty();
        }
    }

    private static void publish(String address, long timestamp, @Nullable String key, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, 0, timestamp, key, value)).get();
        }
    }

    private static List<String> records(String address, Map<TopicPartition, Long> from) {
        List<String> read = new ArrayList<>();
        new TopicReader(address)
                .read(
                        TOPIC,
                        from,
                        message -> read.add(message.timestamp()
                                + " " + (message.key() == null ? "-" : text(message.key()))
                                + " " + text(message.value())));
        return read;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
