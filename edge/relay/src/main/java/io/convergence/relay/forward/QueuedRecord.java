package io.convergence.relay.forward;

import org.jspecify.annotations.Nullable;

/** A record of the topic of events that was read and is not committed yet. Compared by identity. */
final class QueuedRecord {
    private final int partition;
    private final long offset;
    private final byte @Nullable [] event;

    /**
     * A record.
     *
     * @param event bytes of the event, or null for a record that is passed over
     */
    QueuedRecord(int partition, long offset, byte @Nullable [] event) {
        this.partition = partition;
        this.offset = offset;
        this.event = event;
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    byte @Nullable [] event() {
        return event;
    }
}
