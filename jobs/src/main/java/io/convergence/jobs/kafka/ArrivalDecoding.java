package io.convergence.jobs.kafka;

import io.convergence.core.event.EventDecoder;
import io.convergence.core.event.RumEvent;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.StrictJson;
import io.convergence.core.rum.Beacon;
import io.convergence.core.rum.BeaconDecoder;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.synthetic.SyntheticResultDecoder;
import io.convergence.flink.intake.Arrival;
import java.io.Serializable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * How the records of one input topic are decoded.
 *
 * @param plane kind of monitoring, a label of metrics
 * @param decoders factory of one decoder per subtask
 * @param eventTime event time of a value, epoch milliseconds
 * @param tenant tenant of a value
 * @param type type information of arrivals
 * @param maxBytes largest size of a record
 */
public record ArrivalDecoding<T>(
        String plane,
        Decoders<T> decoders,
        EventTime<T> eventTime,
        Tenant<T> tenant,
        TypeInformation<Arrival<T>> type,
        int maxBytes)
        implements Serializable {

    /** Decoding of records of the strict plane, with its largest size. */
    public ArrivalDecoding(
            String plane,
            Decoders<T> decoders,
            EventTime<T> eventTime,
            Tenant<T> tenant,
            TypeInformation<Arrival<T>> type) {
        this(plane, decoders, eventTime, tenant, type, StrictJson.MAX_BYTES);
    }

    /** Decoding of beacons; their event time is the time of receipt. */
    public static ArrivalDecoding<Beacon> beacons() {
        return new ArrivalDecoding<>(
                "rum",
                () -> new BeaconDecoder()::decode,
                Beacon::receivedAt,
                Beacon::tenant,
                TypeInformation.of(new TypeHint<>() {}));
    }

    /**
     * Decoding of synthetic results; their event time is the time of receipt.
     *
     * @param maxAgeMillis how long before its receipt a result may have been started, in milliseconds
     */
    public static ArrivalDecoding<SyntheticResult> synthetic(long maxAgeMillis) {
        return new ArrivalDecoding<>(
                "synthetic",
                () -> new SyntheticResultDecoder(maxAgeMillis)::decode,
                SyntheticResult::receivedAt,
                SyntheticResult::tenant,
                TypeInformation.of(new TypeHint<>() {}));
    }

    /** Decoding of events of the second plane; their event time is the time of receipt. */
    public static ArrivalDecoding<RumEvent> events() {
        return new ArrivalDecoding<>(
                "events",
                () -> new EventDecoder()::decode,
                RumEvent::receivedAt,
                RumEvent::tenant,
                TypeInformation.of(new TypeHint<>() {}),
                RumEvent.MAX_BYTES);
    }

    /** Decoder of the values of a topic. */
    public interface Decoder<T> {
        /** The decoded value, a heartbeat or a rejection. */
        Decoded<T> decode(byte[] value);
    }

    /** Factory of decoders. */
    public interface Decoders<T> extends Supplier<Decoder<T>>, Serializable {}

    /** Event time of a value, epoch milliseconds. */
    public interface EventTime<T> extends ToLongFunction<T>, Serializable {}

    /** Tenant of a value. */
    public interface Tenant<T> extends Function<T, String>, Serializable {}
}
