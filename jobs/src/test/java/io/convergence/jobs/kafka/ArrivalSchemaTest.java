package io.convergence.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.settings.Secret;
import io.convergence.flink.intake.Arrival;
import io.convergence.jobs.postgres.CountedGroup;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArrivalSchemaTest {
    private static final long SENT = 1_000_000;
    private static final long MAX_AHEAD = 60_000;
    private static final Secret SECRET = new Secret("0123456789abcdef0123456789abcdef");

    /** {@code printf nonsense | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef}. */
    private static final String FINGERPRINT_OF_NONSENSE =
            "a14d8ad384b2f2697ae376a189fbdab201609f89b73e10a7a00309f754e6ae8b";

    /** Decoding of {@code value TENANT TIME} and {@code heartbeat TIME}; anything else is malformed. */
    private static final ArrivalDecoding<Word> WORDS = new ArrivalDecoding<>(
            "words",
            () -> ArrivalSchemaTest::decode,
            Word::at,
            Word::tenant,
            TypeInformation.of(new TypeHint<Arrival<Word>>() {}));

    private final CountedGroup metrics = new CountedGroup();
    private final ArrivalSchema<Word> schema =
            new ArrivalSchema<>(WORDS, new ArrivalRule(MAX_AHEAD, Set.of("acme"), SECRET));

    @BeforeEach
    void open() {
        schema.open(new Context(metrics));
    }

    @Test
    void aValueCarriesItsPartitionAndEventTime() {
        assertThat(read("value acme 1000007")).isEqualTo(Arrival.value(3, 1_000_007, new Word("acme", 1_000_007)));
        assertThat(metrics.count("intake.plane.words.records")).isEqualTo(1);
        assertThat(metrics.count("intake.plane.words.heartbeats")).isEqualTo(0);
    }

    @Test
    void aHeartbeatCarriesOnlyItsEventTime() {
        assertThat(read("heartbeat 1000000")).isEqualTo(Arrival.heartbeat(3, 1_000_000));
        assertThat(metrics.count("intake.plane.words.heartbeats")).isEqualTo(1);
    }

    @Test
    void anEventTimeExactlyAtTheBoundIsAccepted() {
        assertThat(read("value acme 1060000").value()).isNotNull();
        assertThat(refusal("value acme 1060001").reason()).isEqualTo(RejectReason.FUTURE);
        assertThat(read("heartbeat 1060000").deadLetter()).isNull();
        assertThat(refusal("heartbeat 1060001").reason()).isEqualTo(RejectReason.FUTURE);
        assertThat(refusal("heartbeat " + Long.MAX_VALUE).reason()).isEqualTo(RejectReason.FUTURE);
    }

    @Test
    void theEventTimeOfARejectedRecordIsItsKafkaTimestamp() {
        assertThat(read("value acme 2000000").eventTime()).isEqualTo(SENT);
    }

    @Test
    void recordsOfUnknownTenantsAreRejected() {
        assertThat(refusal("value globex 1000000"))
                .extracting(DeadLetter::reason, DeadLetter::tenant)
                .containsExactly(RejectReason.UNKNOWN_TENANT, "globex");
    }

    @Test
    void anEmptyListOfTenantsAcceptsAll() {
        ArrivalSchema<Word> any = new ArrivalSchema<>(WORDS, new ArrivalRule(MAX_AHEAD, Set.of(), SECRET));
        any.open(new Context(metrics));
        assertThat(read(any, bytes("value globex 1000000")).value()).isNotNull();
    }

    @Test
    void aRecordThatTheDecoderRejectsBecomesADeadLetterWithoutItsContent() {
        DeadLetter letter = refusal("nonsense");
        assertThat(letter)
                .isEqualTo(new DeadLetter(
                        RejectReason.MALFORMED, "acme", "rum.beacons", 3, 42, 8, FINGERPRINT_OF_NONSENSE));
        assertThat(metrics.count("intake.plane.words.reason.malformed.rejected"))
                .isEqualTo(1);
        assertThat(metrics.count("intake.plane.words.reason.future.rejected")).isEqualTo(0);
    }

    @Test
    void aValueOverTheSizeLimitIsRejectedWithoutDecoding() {
        byte[] largest = new byte[16_384];
        assertThat(deadLetter(read(schema, largest)).reason()).isEqualTo(RejectReason.MALFORMED);
        DeadLetter letter = deadLetter(read(schema, new byte[16_385]));
        assertThat(letter.reason()).isEqualTo(RejectReason.TOO_LARGE);
        assertThat(letter.size()).isEqualTo(16_385);
        assertThat(letter.tenant()).isNull();
    }

    @Test
    void aTombstoneIsMalformedWithSizeZero() {
        DeadLetter letter = deadLetter(read(schema, null));
        assertThat(letter.reason()).isEqualTo(RejectReason.MALFORMED);
        assertThat(letter.size()).isZero();
    }

    private DeadLetter refusal(String text) {
        return deadLetter(read(text));
    }

    private Arrival<Word> read(String text) {
        return read(schema, bytes(text));
    }

    private static DeadLetter deadLetter(Arrival<Word> arrival) {
        assertThat(arrival.value()).isNull();
        return Objects.requireNonNull(arrival.deadLetter());
    }

    private static Arrival<Word> read(ArrivalSchema<Word> schema, byte @Nullable [] value) {
        List<Arrival<Word>> out = new ArrayList<>();
        schema.deserialize(
                new ConsumerRecord<>(
                        "rum.beacons",
                        3,
                        42,
                        SENT,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        null,
                        value,
                        new RecordHeaders(),
                        Optional.empty()),
                new Collector<>() {
                    @Override
                    public void collect(Arrival<Word> arrival) {
                        out.add(arrival);
                    }

                    @Override
                    public void close() {}
                });
        assertThat(out).hasSize(1);
        return out.get(0);
    }

    private static Decoded<Word> decode(byte[] value) {
        String[] words = new String(value, StandardCharsets.UTF_8).split(" ");
        if (words[0].equals("value")) {
            return new Decoded.Accepted<>(new Word(words[1], Long.parseLong(words[2])));
        }
        return words[0].equals("heartbeat")
                ? new Decoded.Heartbeat<>(Long.parseLong(words[1]))
                : new Decoded.Rejected<>(new Rejection(RejectReason.MALFORMED, "acme", "not a word"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Value of the topic of this test. */
    public record Word(String tenant, long at) {}

    private record Context(MetricGroup metrics) implements DeserializationSchema.InitializationContext {
        @Override
        public MetricGroup getMetricGroup() {
            return metrics;
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(ArrivalSchemaTest.class.getClassLoader());
        }
    }
}
