package io.convergence.gateway.faro;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.core.event.EventDraft;
import io.convergence.gateway.event.EventBatch;
import io.convergence.gateway.event.EventJson;
import io.convergence.gateway.event.RefusedEventsException;
import io.convergence.gateway.event.WireFormat;
import io.convergence.gateway.event.WireRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * The payload of Faro's SDK: an object with exceptions, measurements, logs and events, in this order here. Spans are dropped
 * and counted. Elements that are no objects are dropped alone. Thread-safe.
 */
public final class FaroFormat implements WireFormat {
    private static final List<String> LISTS = List.of("exceptions", "measurements", "logs", "events");

    /** A reader. */
    public FaroFormat() {}

    @Override
    public List<EventBatch> read(byte[] body, WireRequest request) throws RefusedEventsException {
        JsonNode payload = EventJson.lenient(body);
        if (payload == null || !payload.isObject()) {
            throw RefusedEventsException.malformed("invalidBody", "the body must be one JSON object");
        }
        int spans = payload.path("traces").path("resourceSpans").size();
        int dropped = spans;
        int elements = spans;
        for (String list : LISTS) {
            elements += payload.path(list).size();
        }
        if (elements == 0) {
            throw RefusedEventsException.malformed(
                    "emptyBody", "the body must have exceptions, measurements, logs, events or traces");
        }
        WireFormat.requireFew(elements);
        FaroEvents events = new FaroEvents(payload.path("meta"), request);
        List<EventDraft> drafts = new ArrayList<>();
        for (String list : LISTS) {
            for (JsonNode element : payload.path(list)) {
                List<EventDraft> taken = element.isObject() ? events.of(list, element) : List.of();
                drafts.addAll(taken);
                dropped += taken.isEmpty() ? 1 : 0;
            }
        }
        WireFormat.requireFew(drafts.size());
        return List.of(new EventBatch(request.tokenDsn(), drafts, dropped, spans, null, null));
    }
}
