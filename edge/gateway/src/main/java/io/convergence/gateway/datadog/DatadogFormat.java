package io.convergence.gateway.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.core.event.EventDraft;
import io.convergence.gateway.event.EventBatch;
import io.convergence.gateway.event.EventJson;
import io.convergence.gateway.event.RefusedEventsException;
import io.convergence.gateway.event.WireFormat;
import io.convergence.gateway.event.WireRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Datadog's intake of RUM events: one JSON object a line, with tags of all of them in the query parameter {@code ddtags}.
 * Lines that are no event, and types that are not taken, are dropped alone. Thread-safe.
 */
public final class DatadogFormat implements WireFormat {
    /** Query parameter with the content coding of the body, which browsers cannot set as a header of a beacon. */
    public static final String CODING = "dd-evp-encoding";

    /** A reader. */
    public DatadogFormat() {}

    @Override
    public List<EventBatch> read(byte[] body, WireRequest request) throws RefusedEventsException {
        String text = EventJson.utf8(body);
        List<String> lines = text == null
                ? List.of()
                : text.lines().filter(line -> !line.isBlank()).toList();
        List<JsonNode> objects = new ArrayList<>();
        for (String line : lines) {
            addObject(objects, EventJson.lenient(line));
        }
        int dropped = lines.size() - objects.size();
        if (objects.isEmpty() && text != null) {
            // One event over several lines, as people write it by hand.
            addObject(objects, EventJson.lenient(text));
            dropped = 0;
        }
        if (objects.isEmpty()) {
            throw RefusedEventsException.malformed(
                    "invalidBody", "the body must be lines of JSON, at least one of them an event");
        }
        WireFormat.requireFew(objects.size() + dropped);
        Map<String, String> tags = DatadogTags.of(request.parameters().get("ddtags"));
        List<EventDraft> drafts = new ArrayList<>();
        int unmapped = 0;
        for (JsonNode object : objects) {
            List<EventDraft> events = DatadogEvents.of(object, tags, request);
            drafts.addAll(events);
            unmapped += events.isEmpty() ? 1 : 0;
        }
        return List.of(new EventBatch(request.tokenDsn(), drafts, dropped + unmapped, unmapped, null, null));
    }

    private static void addObject(List<JsonNode> objects, @Nullable JsonNode node) {
        if (node != null && EventJson.text(node, "type") != null) {
            objects.add(node);
        }
    }
}
