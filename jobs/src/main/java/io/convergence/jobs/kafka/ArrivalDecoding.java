package io.convergence.jobs.kafka;

import io.convergence.core.ingest.Decoded;
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
 * How the records of one input topic are understood.
 *
 * @param plane kind of monitoring, as metrics call it
 * @param decoders makes a decoder for a subtask
 * @param eventTime event time of a value, epoch milliseconds
 * @param tenant tenant of a value
 * @param type how arrivals are serialised
 */
public record ArrivalDecoding<T>(
        String plane, Decoders<T> decoders, EventTime<T> eventTime, Tenant<T> tenant, TypeInformation<Arrival<T>> type)
        implements Serializable {

    /** Beacons, timed by their receipt. */
    public static ArrivalDecoding<Beacon> beacons() {
        return new ArrivalDecoding<>(
                "rum",
                () -> new BeaconDecoder()::decode,
                Beacon::receivedAt,
                Beacon::tenant,
                TypeInformation.of(new TypeHint<>() {}));
    }

    /**
     * Synthetic results, timed by their receipt.
     *
     * @param maxAgeMillis how long before its receipt a result may have been started
     */
    public static ArrivalDecoding<SyntheticResult> synthetic(long maxAgeMillis) {
        return new ArrivalDecoding<>(
                "synthetic",
                () -> new SyntheticResultDecoder(maxAgeMillis)::decode,
                SyntheticResult::receivedAt,
                SyntheticResult::tenant,
                TypeInformation.of(new TypeHint<>() {}));
    }

    /** Understands the bytes of a value. */
    public interface Decoder<T> {
        /** What the bytes are. */
        Decoded<T> decode(byte[] value);
    }

    /** Makes decoders. */
    public interface Decoders<T> extends Supplier<Decoder<T>>, Serializable {}

    /** Tells when a value happened. */
    public interface EventTime<T> extends ToLongFunction<T>, Serializable {}

    /** Tells whose a value is. */
    public interface Tenant<T> extends Function<T, String>, Serializable {}
}
