package io.convergence.relay.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Latest signal of a deduplication key, read from its published JSON.
 *
 * @param id identity of the signal
 * @param dedupKey deduplication key
 * @param episode number of the episode; a later episode has a greater one
 * @param sequence number within the episode, from 0
 * @param firing whether it fires; otherwise it is resolved
 * @param replay whether it comes from a replay of history
 * @param labels labels of its identity
 * @param startsAt start of the episode
 * @param endsAt end of the episode, or null while it fires
 * @param emittedAt when the job wrote it
 * @param body all fields; not modified
 * @param value the record's value as it was read
 */
// Compared by the identity of the signal.
@SuppressWarnings("ArrayRecordComponent")
public record DesiredSignal(
        String id,
        String dedupKey,
        long episode,
        int sequence,
        boolean firing,
        boolean replay,
        Map<String, String> labels,
        Instant startsAt,
        @Nullable Instant endsAt,
        Instant emittedAt,
        ObjectNode body,
        byte[] value) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CRITICAL = "critical";

    /**
     * Reads a signal.
     *
     * @throws UnreadableSignalException when the value is not a signal
     */
    public static DesiredSignal read(byte[] value) {
        try {
            if (!(JSON.readTree(value) instanceof ObjectNode body)) {
                throw new UnreadableSignalException("the value is not a JSON object");
            }
            Map<String, String> labels = new TreeMap<>();
            body.path("labels")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            String ends = textOf(body, "ends_at");
            return new DesiredSignal(
                    required(body, "id"),
                    required(body, "dedup_key"),
                    body.path("episode").asLong(),
                    body.path("sequence").asInt(),
                    required(body, "status").equals("firing"),
                    body.path("replay").asBoolean(),
                    labels,
                    Instant.parse(required(body, "starts_at")),
                    ends.isEmpty() ? null : Instant.parse(ends),
                    Instant.parse(required(body, "emitted_at")),
                    body,
                    value);
        } catch (IOException | DateTimeException e) {
            throw new UnreadableSignalException(
                    "a field cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** Whether this signal comes after another one of the same key. */
    public boolean isAfter(long otherEpisode, int otherSequence) {
        return episode > otherEpisode || (episode == otherEpisode && sequence > otherSequence);
    }

    /** Whether it pages. */
    public boolean isCritical() {
        return severity().equals(CRITICAL);
    }

    /** The tenant. */
    public String tenant() {
        return text("tenant");
    }

    /** The kind of signal, such as {@code slo.burn_rate}. */
    public String kind() {
        return text("kind");
    }

    /** The severity: critical, error, warning or info. */
    public String severity() {
        return text("severity");
    }

    /** The app, or an empty text. */
    public String app() {
        return text("app");
    }

    /** A field as text; empty when it is absent or null. */
    public String text(String field) {
        return textOf(body, field);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DesiredSignal signal && id.equals(signal.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    private static String required(ObjectNode body, String field) {
        String text = textOf(body, field);
        if (text.isEmpty()) {
            throw new UnreadableSignalException(field + " is missing");
        }
        return text;
    }

    private static String textOf(ObjectNode body, String field) {
        JsonNode value = body.path(field);
        return value.isNull() ? "" : value.asText();
    }
}
