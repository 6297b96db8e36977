package io.convergence.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.kit.kafka.Topics;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Publication of a replay to a real broker. */
class ReplayPublisherIT {
    private static final long START = 1_000_000_000_000L;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startTheBroker() {
        broker = EmbeddedBroker.startTemporary();
    }

    @AfterAll
    static void stopTheBroker() {
        broker.close();
    }

    @AfterEach
    void deleteTheTopics() {
        Topics.delete(
                broker.bootstrapServers(), LocalTopics.defaults().partitions().keySet());
    }

    @Test
    void filesAreMergedByTimeWithHeartbeatsOnEveryPartition() throws IOException {
        String beacons = beacon("a", START + 1_000)
                + "\r\n" + beacon("b", START + 21_000)
                + "\n\n\u0000garbage \u00ff\n"
                + beacon("c", START + 18_000) + '\n'
                + beacon("d", START + 400L * 86_400_000) + '\n'
                + beacon("e", START + 22_000);
        String results = beacon("r", START + 12_000) + '\n';
        LocalTopics topics = LocalTopics.defaults().with(LocalTopics.BEACONS, 2).with(LocalTopics.SYNTHETIC_RESULTS, 1);
        topics.create(broker.bootstrapServers());
        PublishedCounts published;
        try (RecordPublisher publisher = new RecordPublisher(broker.bootstrapServers())) {
            published = new ReplayPublisher(publisher, topics, ReplayPublisher.RUN_OUT, () -> 0L)
                    .publish(lines(beacons), lines(results), lines(""));
        }

        // Every 10 s from START + 10 s to START + 22 s + 16 min, and one at that time.
        long last = START + 22_000 + 960_000;
        assertThat(published).isEqualTo(new PublishedCounts(6, 1, 0, (98 + 1) * 3, last));
        List<ConsumerRecord<byte[], byte[]>> first = partition(LocalTopics.BEACONS, 0);
        List<ConsumerRecord<byte[], byte[]>> second = partition(LocalTopics.BEACONS, 1);
        List<ConsumerRecord<byte[], byte[]>> only = partition(LocalTopics.SYNTHETIC_RESULTS, 0);
        for (List<ConsumerRecord<byte[], byte[]>> each : List.of(first, second, only)) {
            List<Long> beats = each.stream()
                    .filter(message -> text(message).startsWith("{\"heartbeat\":"))
                    .map(ConsumerRecord::timestamp)
                    .toList();
            assertThat(beats).hasSize(99).startsWith(START + 10_000).isSorted().endsWith(last);
            assertThat(text(each.get(each.size() - 1))).isEqualTo("{\"heartbeat\":" + last + '}');
            assertThat(each.get(each.size() - 1).key()).isNull();
        }
        assertThat(only.stream().map(ReplayPublisherIT::text).toList())
                .startsWith("{\"heartbeat\":" + (START + 10_000) + '}', results.strip());

        List<ConsumerRecord<byte[], byte[]>> keyed = new ArrayList<>(first);
        keyed.addAll(second);
        keyed.removeIf(message -> message.key() == null);
        keyed.sort(Comparator.comparingLong(ConsumerRecord::offset));
        assertThat(keyed.stream().map(message -> new String(message.key(), StandardCharsets.UTF_8)))
                .containsOnly("t|h.example");
        // In the order of the file; the record with the time far ahead has the time of the stream.
        assertThat(keyed.stream().map(ConsumerRecord::timestamp))
                .containsExactly(START + 1_000, START + 21_000, START + 18_000, START + 21_000, START + 22_000);

        ConsumerRecord<byte[], byte[]> garbage = first.stream()
                .filter(message -> text(message).contains("garbage"))
                .findFirst()
                .orElseThrow();
        assertThat(garbage.value()).isEqualTo("\u0000garbage \u00ff".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(garbage.timestamp()).isEqualTo(START + 21_000);
    }

    @Test
    void withObjectivesHeartbeatsContinueForTheirShortWindows() throws IOException {
        LocalTopics topics = LocalTopics.defaults().with(LocalTopics.BEACONS, 1).with(LocalTopics.SYNTHETIC_RESULTS, 1);
        topics.create(broker.bootstrapServers());
        PublishedCounts published;
        try (RecordPublisher publisher = new RecordPublisher(broker.bootstrapServers())) {
            published = new ReplayPublisher(publisher, topics, ReplayPublisher.SLO_RUN_OUT, () -> 0L)
                    .publish(lines(beacon("a", START + 5_000)), lines(""), lines(""));
        }

        // Every 10 s for 16 min, then every minute up to 6 h 30 min after the event.
        long last = START + 5_000 + 23_400_000;
        assertThat(published).isEqualTo(new PublishedCounts(1, 0, 0, (96 + 374 + 1) * 2, last));
        List<Long> beats = partition(LocalTopics.SYNTHETIC_RESULTS, 0).stream()
                .map(ConsumerRecord::timestamp)
                .toList();
        assertThat(beats)
                .isSorted()
                .startsWith(START + 10_000)
                .contains(START + 5_000 + 960_000, START + 5_000 + 1_020_000)
                .endsWith(last - 60_000, last);
    }

    private static String beacon(String id, long at) {
        return "{\"id\":\"" + id + "\",\"tenant\":\"t\",\"host\":\"H.example:443\",\"received_at\":" + at + '}';
    }

    private static TimedLines lines(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new TimedLines(new LineReader(new ByteArrayInputStream(bytes), 1 << 20), 60_000);
    }

    private static List<ConsumerRecord<byte[], byte[]>> partition(String topic, int partition) {
        List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
        new TopicReader(broker.bootstrapServers()).read(topic, message -> {
            if (message.partition() == partition) {
                messages.add(message);
            }
        });
        return messages;
    }

    private static String text(ConsumerRecord<byte[], byte[]> message) {
        return new String(message.value(), StandardCharsets.ISO_8859_1);
    }
}
