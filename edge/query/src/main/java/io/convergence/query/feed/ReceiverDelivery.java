package io.convergence.query.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.JsonTime;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Latest delivery of a receiver about a signal.
 *
 * @param receiver name of the receiver
 * @param dedupKey key of the signal
 * @param episode episode of the signal
 * @param status status of the signal that was delivered: {@code firing} or {@code resolved}
 * @param outcome {@code sending}, {@code delivered}, {@code refused} or {@code skipped}
 * @param at time of the outcome
 * @param httpStatus status of the receiver's last answer, 0 without an answer
 */
record ReceiverDelivery(
        String receiver, String dedupKey, long episode, String status, String outcome, Instant at, int httpStatus) {
    private static final int VERSION = 1;

    /** The delivery of a record of the relay, or null when it is of a later version or unreadable. */
    static @Nullable ReceiverDelivery of(JsonNode record) {
        if (record.path("v").asInt() != VERSION) {
            return null;
        }
        try {
            return new ReceiverDelivery(
                    record.path("receiver").asText(),
                    record.path("dedup_key").asText(),
                    record.path("episode").asLong(),
                    record.path("status").asText(),
                    record.path("outcome").asText(),
                    Instant.parse(record.path("at").asText()),
                    record.path("http_status").asInt());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The item in the list of a signal. */
    ObjectNode json() {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("receiver", receiver);
        item.put("status", status);
        item.put("outcome", outcome);
        item.put("at", JsonTime.of(at));
        item.put("http_status", httpStatus == 0 ? null : httpStatus);
        return item;
    }
}
