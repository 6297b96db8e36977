package io.convergence.relay.delivered;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Latest delivery of a receiver about a deduplication key.
 *
 * @param receiver name of the receiver
 * @param dedupKey deduplication key
 * @param episode episode of the signal
 * @param sequence sequence of the signal
 * @param firing whether the signal fired; otherwise it was resolved
 * @param id identity of the signal
 * @param labels labels under which the receiver has, or may have, a fire that is not resolved; null when it has none
 * @param outcome what became of it
 * @param httpStatus status of the last answer, 0 without an answer
 * @param attempts requests that were sent for it
 * @param atMillis time of the outcome in epoch milliseconds
 */
public record RecordedDelivery(
        String receiver,
        String dedupKey,
        long episode,
        int sequence,
        boolean firing,
        String id,
        @Nullable Map<String, String> labels,
        Outcome outcome,
        int httpStatus,
        int attempts,
        long atMillis) {

    public RecordedDelivery {
        labels = labels == null ? null : new TreeMap<>(labels);
    }

    /** Outcomes of deliveries. */
    public enum Outcome {
        /** A fire is about to be sent; written first, so that a resolve follows even when the relay is killed meanwhile. */
        SENDING,
        /** The receiver accepted it. */
        DELIVERED,
        /** The receiver refused it; it is not repeated. */
        REFUSED,
        /** The signal was resolved before the receiver accepted its fire, so nothing more is sent. */
        SKIPPED;

        /** The word in the record. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Key of the record. */
    public String key() {
        return key(receiver, dedupKey);
    }

    /** Key of the record of a receiver and a deduplication key. */
    public static String key(String receiver, String dedupKey) {
        return receiver + '|' + dedupKey;
    }

    /** Whether the receiver has, or may have, a fire that is not resolved. */
    public boolean holdsFire() {
        return labels != null;
    }
}
