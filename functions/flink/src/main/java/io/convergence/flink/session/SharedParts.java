package io.convergence.flink.session;

import io.convergence.core.rollup.Measurement;
import io.convergence.core.session.RepeatedRow;

/**
 * Sharing of the parts that rows of views and vitals have in common, so that a remembered row does not keep the texts of its
 * event. A part replaces the one with the same slot, so the memory is bounded. Not thread-safe.
 */
final class SharedParts {
    private static final int SLOTS = 4096;

    private final Object[] parts = new Object[SLOTS];

    /** The same row with shared parts. */
    RepeatedRow share(RepeatedRow row) {
        Measurement counted = row.counted();
        if (counted == null) {
            return row;
        }
        return new RepeatedRow(
                row.sessionStart(),
                row.firstAt(),
                row.changes(),
                row.revision(),
                row.at(),
                new Measurement(
                        share(counted.key()),
                        share(counted.metric()),
                        counted.custom(),
                        share(counted.device()),
                        share(counted.dimensions()),
                        counted.value(),
                        counted.weight(),
                        counted.sign()));
    }

    @SuppressWarnings("unchecked") // an object that is equal to a value of these types has its type
    private <T> T share(T part) {
        int hash = part.hashCode();
        int slot = (hash ^ (hash >>> 12) ^ (hash >>> 24)) & (SLOTS - 1);
        Object known = parts[slot];
        if (part.equals(known)) {
            return (T) known;
        }
        parts[slot] = part;
        return part;
    }
}
