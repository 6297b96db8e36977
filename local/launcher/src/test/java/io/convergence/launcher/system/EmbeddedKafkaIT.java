package io.convergence.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @TempDir
    Path directory;

    @Test
    void aBrokerKeepsItsDataAndAddressOverARestartAndNothingAfterItIsClosed() {
        Path data = directory.resolve("kafka");
        EmbeddedKafka kafka = EmbeddedKafka.start(data, 0);
        String address = kafka.bootstrapServers();
        LocalTopics.defaults().with(LocalTopics.SIGNAL_EVENTS, 1).create(address);
        try (RecordPublisher publisher = new RecordPublisher(address)) {
            // Old and far in the future: both are kept.
            publisher.send(LocalTopics.SIGNAL_EVENTS, 1_000, "k", bytes("old"));
            publisher.send(LocalTopics.SIGNAL_EVENTS, 4_000_000_000_000L, "k", bytes("new"));
            publisher.flush();
        }

        kafka.stop();
        assertThat(kafka.isRunning()).isFalse();
        kafka.start();

        assertThat(kafka.bootstrapServers()).isEqualTo(address);
        assertThat(values(address)).containsExactly("1000 k old", "4000000000000 k new");
        try (RecordPublisher publisher = new RecordPublisher(address)) {
            publisher.sendTo(0, LocalTopics.SIGNAL_EVENTS, 2_000, bytes("more"));
            publisher.flush();
        }
        assertThat(values(address)).hasSize(3).endsWith("2000 - more");
        kafka.close();
        assertThat(data).doesNotExist();
    }

    private static List<String> values(String address) {
        List<String> read = new ArrayList<>();
        new TopicReader(address)
                .read(
                        LocalTopics.SIGNAL_EVENTS,
                        message -> read.add(message.timestamp()
                                + " " + (message.key() == null ? "-" : text(message.key()))
                                + " " + text(message.value())));
        return read;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
