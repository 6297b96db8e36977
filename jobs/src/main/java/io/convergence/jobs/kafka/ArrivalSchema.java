package io.convergence.jobs.kafka;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.RejectReason;
import io.convergence.flink.intake.Arrival;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Deserializer that turns each Kafka record into one arrival: a value, a heartbeat or a dead letter. Records are
 * rejected here, inside the source, so that a bad record cannot advance the watermark of its partition.
 */
public final class ArrivalSchema<T> implements KafkaRecordDeserializationSchema<Arrival<T>> {
    private static final long serialVersionUID = 1;

    private static final byte[] EMPTY = {};

    private final ArrivalDecoding<T> decoding;
    private final ArrivalRule rule;

    private transient ArrivalDecoding.@Nullable Decoder<T> decoder;
    private transient @Nullable Fingerprint fingerprint;
    private transient @Nullable ArrivalCounters counters;

    /** Creates the deserializer of a topic. */
    public ArrivalSchema(ArrivalDecoding<T> decoding, ArrivalRule rule) {
        this.decoding = decoding;
        this.rule = rule;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        decoder = decoding.decoders().get();
        fingerprint = new Fingerprint(rule.fingerprintSecret());
        counters = new ArrivalCounters(context.getMetricGroup(), decoding.plane());
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival<T>> out) {
        Arrival<T> arrival = arrival(record);
        ArrivalCounters openCounters = opened(counters);
        openCounters.count(arrival);
        out.collect(arrival);
    }

    @Override
    public TypeInformation<Arrival<T>> getProducedType() {
        return decoding.type();
    }

    private Arrival<T> arrival(ConsumerRecord<byte[], byte[]> record) {
        byte[] bytes = record.value();
        if (bytes == null) {
            return rejected(record, RejectReason.MALFORMED, null);
        }
        if (bytes.length > decoding.maxBytes()) {
            return rejected(record, RejectReason.TOO_LARGE, null);
        }
        ArrivalDecoding.Decoder<T> openDecoder = opened(decoder);
        Decoded<T> decoded = openDecoder.decode(bytes);
        if (decoded instanceof Decoded.Accepted<T> accepted) {
            return accepted(record, accepted.value());
        }
        if (decoded instanceof Decoded.Heartbeat<T> heartbeat) {
            return rule.isAhead(heartbeat.at(), record.timestamp())
                    ? rejected(record, RejectReason.FUTURE, null)
                    : Arrival.heartbeat(record.partition(), heartbeat.at());
        }
        Decoded.Rejected<T> refusal = (Decoded.Rejected<T>) decoded;
        return rejected(
                record, refusal.rejection().reason(), refusal.rejection().tenant());
    }

    private Arrival<T> accepted(ConsumerRecord<byte[], byte[]> record, T value) {
        String tenant = decoding.tenant().apply(value);
        if (!rule.accepts(tenant)) {
            return rejected(record, RejectReason.UNKNOWN_TENANT, tenant);
        }
        long eventTime = decoding.eventTime().applyAsLong(value);
        return rule.isAhead(eventTime, record.timestamp())
                ? rejected(record, RejectReason.FUTURE, tenant)
                : Arrival.value(record.partition(), eventTime, value);
    }

    private Arrival<T> rejected(ConsumerRecord<byte[], byte[]> record, RejectReason reason, @Nullable String tenant) {
        byte[] bytes = record.value() == null ? EMPTY : record.value();
        Fingerprint openFingerprint = opened(fingerprint);
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
                        openFingerprint.of(bytes)));
    }

    private static <V> V opened(@Nullable V part) {
        if (part == null) {
            throw new IllegalStateException("open has not been called");
        }
        return part;
    }
}
