package io.convergence.jobs.kafka;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.StrictJson;
import io.convergence.flink.intake.Arrival;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns each Kafka record into one arrival: a value, a heartbeat, or a dead letter. Refusing happens here, in the
 * source, so that a bad record reaches no watermark and partitions keep their own event time.
 */
public final class ArrivalSchema<T> implements KafkaRecordDeserializationSchema<Arrival<T>> {
    private static final long serialVersionUID = 1;

    private static final byte[] NOTHING = {};

    private final ArrivalDecoding<T> intake;
    private final ArrivalRule rule;

    private transient ArrivalDecoding.@Nullable Decoder<T> decoder;
    private transient @Nullable Fingerprint fingerprint;
    private transient @Nullable ArrivalCounters counters;

    /** Understands records by an intake, and refuses by a rule. */
    public ArrivalSchema(ArrivalDecoding<T> intake, ArrivalRule rule) {
        this.intake = intake;
        this.rule = rule;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        decoder = intake.decoders().get();
        fingerprint = new Fingerprint(rule.fingerprintSecret());
        counters = new ArrivalCounters(context.getMetricGroup(), intake.plane());
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival<T>> out) {
        Arrival<T> arrival = arrival(record);
        ArrivalCounters counted = opened(counters);
        counted.count(arrival);
        out.collect(arrival);
    }

    @Override
    public TypeInformation<Arrival<T>> getProducedType() {
        return intake.type();
    }

    private Arrival<T> arrival(ConsumerRecord<byte[], byte[]> record) {
        byte[] bytes = record.value();
        if (bytes == null) {
            return refused(record, RejectReason.MALFORMED, null);
        }
        if (bytes.length > StrictJson.MAX_BYTES) {
            return refused(record, RejectReason.TOO_LARGE, null);
        }
        ArrivalDecoding.Decoder<T> opened = opened(decoder);
        Decoded<T> decoded = opened.decode(bytes);
        if (decoded instanceof Decoded.Accepted<T> accepted) {
            return admitted(record, accepted.value());
        }
        if (decoded instanceof Decoded.Heartbeat<T> heartbeat) {
            return rule.isAhead(heartbeat.at(), record.timestamp())
                    ? refused(record, RejectReason.FUTURE, null)
                    : Arrival.heartbeat(record.partition(), heartbeat.at());
        }
        Decoded.Rejected<T> rejected = (Decoded.Rejected<T>) decoded;
        return refused(
                record, rejected.rejection().reason(), rejected.rejection().tenant());
    }

    private Arrival<T> admitted(ConsumerRecord<byte[], byte[]> record, T value) {
        String tenant = intake.tenant().apply(value);
        if (!rule.admits(tenant)) {
            return refused(record, RejectReason.UNKNOWN_TENANT, tenant);
        }
        long eventTime = intake.eventTime().applyAsLong(value);
        return rule.isAhead(eventTime, record.timestamp())
                ? refused(record, RejectReason.FUTURE, tenant)
                : Arrival.value(record.partition(), eventTime, value);
    }

    private Arrival<T> refused(ConsumerRecord<byte[], byte[]> record, RejectReason reason, @Nullable String tenant) {
        byte[] bytes = record.value() == null ? NOTHING : record.value();
        Fingerprint opened = opened(fingerprint);
        return Arrival.refused(
                record.partition(),
                record.timestamp(),
                new DeadLetter(
                        reason,
                        tenant,
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        bytes.length,
                        opened.of(bytes)));
    }

    private static <V> V opened(@Nullable V part) {
        if (part == null) {
            throw new IllegalStateException("open comes before the first record");
        }
        return part;
    }
}
