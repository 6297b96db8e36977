package io.convergence.relay.delivered;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.relay.delivered.RecordedDelivery.Outcome;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON of deliveries. */
public final class DeliveryJson {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeliveryJson() {}

    /** The value of the record of a delivery. */
    public static byte[] write(RecordedDelivery delivery) {
        ObjectNode json = JSON.createObjectNode()
                .put("v", VERSION)
                .put("receiver", delivery.receiver())
                .put("dedup_key", delivery.dedupKey())
                .put("episode", delivery.episode())
                .put("sequence", delivery.sequence())
                .put("status", delivery.firing() ? "firing" : "resolved")
                .put("id", delivery.id());
        Map<String, String> labels = delivery.labels();
        if (labels == null) {
            json.putNull("labels");
        } else {
            ObjectNode object = json.putObject("labels");
            labels.forEach(object::put);
        }
        json.put("outcome", delivery.outcome().label())
                .put("http_status", delivery.httpStatus())
                .put("attempts", delivery.attempts())
                .put("at", Instant.ofEpochMilli(delivery.atMillis()).toString());
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
        }
    }

    /** The delivery of a record's value, or null when it cannot be read, for example because it is of a later version. */
    public static @Nullable RecordedDelivery read(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            if (json.path("v").asInt() != VERSION) {
                return null;
            }
            return new RecordedDelivery(
                    json.path("receiver").asText(),
                    json.path("dedup_key").asText(),
                    json.path("episode").asLong(),
                    json.path("sequence").asInt(),
                    json.path("status").asText().equals("firing"),
                    json.path("id").asText(),
                    labels(json.path("labels")),
                    Outcome.valueOf(json.path("outcome").asText().toUpperCase(Locale.ROOT)),
                    json.path("http_status").asInt(),
                    json.path("attempts").asInt(),
                    Instant.parse(json.path("at").asText()).toEpochMilli());
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Map<String, String> labels(JsonNode json) {
        if (!json.isObject()) {
            return null;
        }
        Map<String, String> labels = new TreeMap<>();
        json.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }
}
