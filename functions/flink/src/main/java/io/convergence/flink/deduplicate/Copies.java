package io.convergence.flink.deduplicate;

import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.window.HostKey;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.TimedBeaconFormat;
import java.io.Serializable;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What makes records copies of one another.
 *
 * @param noun what a record is called in the names of states
 * @param key what identifies a record
 * @param time when it happened, epoch milliseconds
 * @param type how records are serialised
 * @param rememberedMillis how long a record is remembered
 */
public record Copies<T>(String noun, Key<T> key, Time<T> time, TypeInformation<Timed<T>> type, long rememberedMillis)
        implements Serializable {
    /** As long as the gateway remembers the id of a beacon. */
    public static final long BEACONS_MILLIS = 600_000;

    /** Identifies a record. */
    public interface Key<T> extends Function<T, String>, Serializable {}

    /** Tells when a record happened. */
    public interface Time<T> extends ToLongFunction<T>, Serializable {}

    /** Beacons with one tenant and id. */
    public static Copies<Beacon> beacons() {
        return new Copies<>(
                "view",
                beacon -> beacon.tenant() + '|' + beacon.id(),
                Beacon::receivedAt,
                new FormatTypeInfo<>(new TimedBeaconFormat()),
                BEACONS_MILLIS);
    }

    /**
     * Synthetic results with one tenant, host and id.
     *
     * @param windowMillis within how long a repeated id means the same result
     */
    public static Copies<SyntheticResult> results(long windowMillis) {
        return new Copies<>(
                "result",
                result -> HostKey.of(result).recordKey() + '|' + result.id(),
                SyntheticResult::receivedAt,
                TypeInformation.of(new TypeHint<Timed<SyntheticResult>>() {}),
                windowMillis);
    }

    /** What identifies a record. */
    public String keyOf(Timed<T> timed) {
        return key.apply(timed.value());
    }

    /** When a record happened, epoch milliseconds. */
    long at(T value) {
        return time.applyAsLong(value);
    }
}
