package io.convergence.jobs.connect;

import io.convergence.jobs.topology.Uids;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/** The values of updates without tombstones: rows are replaced, or dropped with their day, but never deleted one by one. */
final class UpdateValues {
    private UpdateValues() {}

    /** The value of an update, or null when the update is a tombstone. */
    interface Value<U, T> extends Serializable {
        @Nullable
        T of(U update);
    }

    /** The values of a stream of updates. */
    static <U, T> DataStream<T> of(DataStream<U> updates, Value<U, T> valueOf, Class<T> type, String uid) {
        return Uids.identify(
                updates.flatMap(
                        (update, out) -> {
                            T value = valueOf.of(update);
                            if (value != null) {
                                out.collect(value);
                            }
                        },
                        TypeInformation.of(type)),
                uid);
    }
}
