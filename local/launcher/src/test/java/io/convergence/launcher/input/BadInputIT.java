package io.convergence.launcher.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.launcher.harness.BadRecord;
import io.convergence.launcher.harness.EventTime;
import io.convergence.launcher.harness.Lines;
import io.convergence.launcher.harness.Members;
import io.convergence.launcher.harness.Output;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RunningJob;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records that violate every rule of the contract, mixed with valid ones. */
class BadInputIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final int GOOD = 200;
    private static final long HEARTBEATS_END = Lines.START + 120_000;

    /** Without restarts, so that a job that fails once has ended. */
    private static final Variant VARIANT = Variant.usual()
            .withJobOption("tenants.allowed", Lines.TENANT)
            .withFlinkOption("restart-strategy.type", "none");

    @Test
    void badRecordsHaveDeadLettersWithoutTheirBodyAndNoOtherRecordIsLost() throws Exception {
        List<BadRecord> bad = BadRecord.ofEveryRule();
        Map<String, String> expected = new TreeMap<>();
        try (Stage stage = SYSTEM.stage();
                KafkaProducer<byte[], byte[]> producer = producer(stage)) {
            for (int i = 0; i < GOOD; i++) {
                long at = Lines.START + i * 300L;
                send(producer, LocalTopics.BEACONS, at, bytes(Lines.view("b" + i, "good.example", at, 0)));
                String result = Lines.result("r" + i, "good.example", at, true);
                send(producer, LocalTopics.SYNTHETIC_RESULTS, at, bytes(result));
                if (i < bad.size()) {
                    BadRecord record = bad.get(i);
                    RecordMetadata place = send(producer, record.topic(), record.timestamp(), record.value());
                    expected.put(
                            place.topic() + ' ' + place.partition() + ' ' + place.offset(),
                            record.reason() + ' ' + record.size() + ": " + record.rule());
                }
            }
            assertThat(bad).hasSizeLessThan(GOOD);
            heartbeats(stage, producer);
            RunningJob job = stage.start(VARIANT);
            EventTime.await(job, HEARTBEATS_END);
            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
            Output output = stage.finish(job, HEARTBEATS_END);

            Map<String, String> letters = new TreeMap<>();
            for (Members letter : output.values(LocalTopics.DEAD_LETTERS)) {
                String place = letter.joined("topic", "partition", "offset");
                String rule = expected.getOrDefault(place, "?: valid record").replaceFirst("^[^:]*: ", "");
                assertThat(letters.put(place, letter.joined("reason", "size") + ": " + rule))
                        .as("no second dead letter of %s", place)
                        .isNull();
                assertThat(letter.text("fingerprint")).isNotBlank();
            }
            assertThat(letters).isEqualTo(expected);
            assertThat(output.of(LocalTopics.DEAD_LETTERS))
                    .allSatisfy(letter -> assertThat(letter.toString())
                            .doesNotContain(BadRecord.MARKER)
                            .doesNotContain("bad"));

            assertThat(output.verdictOf("good.example", Lines.START + 60_000)
                            .joined("verdict", "views", "error_views", "synthetic_samples", "synthetic_failures"))
                    .isEqualTo("healthy 200 0 200 0");
            assertThat(output.verdicts())
                    .allSatisfy(verdict -> assertThat(verdict.text("host")).isEqualTo("good.example"));
            assertThat(stage.rows().query("SELECT sum(views) FROM rum_minutes")).containsExactly("200");
            assertThat(output.of(LocalTopics.LATE_BEACONS)).isEmpty();
            assertThat(output.of(LocalTopics.LATE_RESULTS)).isEmpty();
        }
    }

    private static void heartbeats(Stage stage, KafkaProducer<byte[], byte[]> producer) throws Exception {
        for (String topic : List.of(LocalTopics.BEACONS, LocalTopics.SYNTHETIC_RESULTS)) {
            for (int partition = 0; partition < stage.topics().count(topic); partition++) {
                byte[] heartbeat = bytes("{\"heartbeat\":" + HEARTBEATS_END + '}');
                producer.send(new ProducerRecord<>(topic, partition, HEARTBEATS_END, null, heartbeat))
                        .get();
            }
        }
    }

    /** Sends a record without a key, so that every partition has valid and invalid records. */
    private static RecordMetadata send(
            KafkaProducer<byte[], byte[]> producer, String topic, long timestamp, byte @Nullable [] value)
            throws Exception {
        return producer.send(new ProducerRecord<>(topic, null, timestamp, null, value))
                .get();
    }

    private static KafkaProducer<byte[], byte[]> producer(Stage stage) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", stage.bootstrapServers(), "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
