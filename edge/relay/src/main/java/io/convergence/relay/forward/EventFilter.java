package io.convergence.relay.forward;

import io.convergence.core.event.EventDecoder;
import io.convergence.core.event.RumEvent;
import io.convergence.core.ingest.Decoded;
import org.jspecify.annotations.Nullable;

/** The choice of the records that one receiver gets. Thread-safe. */
public final class EventFilter {
    /** The word for the events of every tenant. */
    public static final String ANY_TENANT = "*";

    private final EventDecoder decoder = new EventDecoder();
    private final String tenant;

    /**
     * Creates a filter.
     *
     * @param tenant the tenant whose events are sent, or {@link #ANY_TENANT}
     */
    public EventFilter(String tenant) {
        this.tenant = tenant;
    }

    /** What becomes of a record. */
    public enum Choice {
        /** It is sent. */
        SEND,
        /** It is a heartbeat, or an event of another tenant. */
        PASS,
        /** It is no valid event, so nothing is known about whose it is. */
        UNREADABLE
    }

    /**
     * What becomes of a record.
     *
     * @param value value of the record, or null without one
     */
    public Choice choose(byte @Nullable [] value) {
        if (value == null) {
            return Choice.UNREADABLE;
        }
        Decoded<RumEvent> decoded = decoder.decode(value);
        if (decoded instanceof Decoded.Accepted<RumEvent> accepted) {
            return tenant.equals(ANY_TENANT) || tenant.equals(accepted.value().tenant()) ? Choice.SEND : Choice.PASS;
        }
        return decoded instanceof Decoded.Heartbeat<RumEvent> ? Choice.PASS : Choice.UNREADABLE;
    }
}
