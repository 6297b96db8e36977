package io.convergence.flink.deduplicate;

import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.window.HostKey;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.TimedBeaconFormat;
import io.convergence.flink.state.TimedResultFormat;
import java.io.Serializable;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * How records of a type are deduplicated.
 *
 * @param noun suffix of the state names; never changes
 * @param key identity of a record: records with equal keys are copies
 * @param time event time of a record, epoch milliseconds
 * @param type type information of the records between tasks
 * @param stateType type information of the records in state; never changes
 * @param retentionMillis how long after an accepted record its copies are dropped, event time
 */
public record Deduplication<T>(
        String noun,
        Key<T> key,
        Time<T> time,
        TypeInformation<Timed<T>> type,
        TypeInformation<Timed<T>> stateType,
        long retentionMillis)
        implements Serializable {
    /** Retention of beacons; the gateway remembers their ids as long. */
    public static final long BEACONS_MILLIS = 600_000;

    /** Identity of a record. */
    public interface Key<T> extends Function<T, String>, Serializable {}

    /** Event time of a record. */
    public interface Time<T> extends ToLongFunction<T>, Serializable {}

    /** Beacons are copies when tenant and id are equal. */
    public static Deduplication<Beacon> beacons() {
        return new Deduplication<>(
                "view",
                beacon -> beacon.tenant() + '|' + beacon.id(),
                Beacon::receivedAt,
                new FormatTypeInfo<>(new TimedBeaconFormat()),
                new FormatTypeInfo<>(new TimedBeaconFormat()),
                BEACONS_MILLIS);
    }

    /**
     * Check results are copies when tenant, host and id are equal.
     *
     * @param retentionMillis after it a repeated id is another result
     */
    public static Deduplication<SyntheticResult> results(long retentionMillis) {
        return new Deduplication<>(
                "result",
                result -> HostKey.of(result).recordKey() + '|' + result.id(),
                SyntheticResult::receivedAt,
                new FormatTypeInfo<>(new TimedResultFormat()),
                TypeInformation.of(new TypeHint<Timed<SyntheticResult>>() {}),
                retentionMillis);
    }

    /** The key of a record. */
    public String keyOf(Timed<T> timed) {
        return key.apply(timed.value());
    }

    /** The event time of a record, epoch milliseconds. */
    long timeOf(T value) {
        return time.applyAsLong(value);
    }
}
