package io.convergence.gateway.event;

import java.util.List;

/** Reader of one wire format. Thread-safe. */
@FunctionalInterface
public interface WireFormat {
    /** Largest number of events of a request. */
    int MAX_EVENTS = 1000;

    /** The events in a decoded body, by DSN. */
    List<EventBatch> read(byte[] body, WireRequest request) throws RefusedEventsException;

    /** Refuses a request with more events than admitted. */
    static void requireFew(int events) throws RefusedEventsException {
        if (events > MAX_EVENTS) {
            throw RefusedEventsException.tooLarge("a request must have at most " + MAX_EVENTS + " events");
        }
    }
}
