package io.convergence.gateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.core.dsn.Dsn;
import io.convergence.core.event.EventDraft;
import io.convergence.core.event.EventLabels;
import io.convergence.core.event.EventMeasures;
import io.convergence.core.event.EventType;
import io.convergence.core.host.HostName;
import io.convergence.core.ingest.RejectReason;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The project's own batch of events. A body with an unknown field is refused. Thread-safe. */
public final class NativeFormat implements WireFormat {
    private static final Set<String> BATCH = Set.of("v", "consent", "sent_at", "session", "context", "events");
    private static final Set<String> EVENT =
            Set.of("type", "at", "view", "host", "page", "name", "value", "vitals", "measures", "labels", "tags");
    private static final Set<String> TYPES =
            Set.of("session", "view", "vital", "error", "resource", "action", "long_task", "breadcrumb", "metric");

    /** Labels and measures that only the gateway sets. */
    private static final Set<String> OWN = Set.of(
            "country", "region", "city", "isp", "provider_type", "provider_name", "object", "resolved_stack", "budget");

    /** A reader. */
    public NativeFormat() {}

    @Override
    public List<EventBatch> read(byte[] body, WireRequest request) throws RefusedEventsException {
        JsonNode batch = StrictFields.object(EventJson.strict(body), BATCH);
        JsonNode version = batch.get("v");
        StrictFields.require(version != null && version.isIntegralNumber());
        Boolean consent = StrictFields.flag(batch, "consent");
        String session = StrictFields.text(batch, "session");
        Long sentAt = StrictFields.millis(batch, "sent_at");
        JsonNode context = batch.path("context");
        JsonNode events = StrictFields.array(batch, "events");
        StrictFields.require(!events.isEmpty());
        List<EventDraft> drafts = new ArrayList<>();
        int dropped = 0;
        for (JsonNode event : events) {
            List<EventDraft> read = drafts(event, session, context, request);
            drafts.addAll(read);
            dropped += read.isEmpty() ? 1 : 0;
        }
        boolean current = version != null && version.asLong() == 1;
        if (!current && !Boolean.FALSE.equals(consent)) {
            throw RefusedEventsException.counted(
                    400, RejectReason.INVALID_FIELD, "invalidVersion", "v must be the integer 1");
        }
        return List.of(new EventBatch(request.tokenDsn(), drafts, dropped, Boolean.TRUE.equals(consent), sentAt));
    }

    private static List<EventDraft> drafts(
            JsonNode event, @Nullable String session, JsonNode context, WireRequest request)
            throws RefusedEventsException {
        StrictFields.object(event, EVENT);
        String type = StrictFields.text(event, "type");
        EventType known = type == null || !TYPES.contains(type) ? null : EventType.of(type);
        EventDraft draft = new EventDraft(known == null ? EventType.SESSION : known);
        String host = StrictFields.text(event, "host");
        String normalised = host == null ? null : HostName.normalise(host);
        Long at = StrictFields.millis(event, "at");
        if (at != null) {
            draft.at(at);
        }
        draft.session(session)
                .view(StrictFields.text(event, "view"))
                .host(normalised)
                .page(StrictFields.text(event, "page"))
                .name(StrictFields.text(event, "name"))
                .value(StrictFields.number(event, "value"));
        addLabels(draft, context, request);
        addLabels(draft, event.path("labels"), request);
        addMeasures(draft, event.path("measures"));
        addTags(draft, event.path("tags"), request.tokenDsn());
        Map<String, Double> vitals = vitals(event.path("vitals"));
        boolean isValid = known != null && (host == null || normalised != null);
        if (!isValid) {
            return List.of();
        }
        List<EventDraft> drafts = new ArrayList<>(List.of(draft));
        if (known == EventType.VIEW) {
            vitals.forEach((name, value) ->
                    drafts.add(draft.beside(EventType.VITAL).name(name).value(value)));
        }
        return drafts;
    }

    private static void addLabels(EventDraft draft, JsonNode labels, WireRequest request)
            throws RefusedEventsException {
        StrictFields.require(labels.isMissingNode() || labels.isObject());
        Iterator<String> names = labels.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            StrictFields.require(EventLabels.knows(name) && !OWN.contains(name));
            String text = StrictFields.text(labels, name);
            if (name.equals("user")) {
                draft.label(name, request.user(request.tokenDsn(), text));
            } else if (name.equals("stack") && isCrash(draft) && text != null) {
                draft.crashStack(text);
            } else {
                draft.label(name, text);
            }
        }
    }

    private static boolean isCrash(EventDraft draft) {
        return "native_crash".equals(draft.name()) || "ios_crash".equals(draft.name());
    }

    private static void addMeasures(EventDraft draft, JsonNode measures) throws RefusedEventsException {
        StrictFields.require(measures.isMissingNode() || measures.isObject());
        Iterator<String> names = measures.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            StrictFields.require(EventMeasures.knows(name) && !OWN.contains(name));
            draft.measure(name, StrictFields.number(measures, name));
        }
    }

    private static void addTags(EventDraft draft, JsonNode tags, Dsn dsn) throws RefusedEventsException {
        StrictFields.require(tags.isMissingNode() || tags.isObject());
        Iterator<String> names = tags.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            String text = StrictFields.text(tags, name);
            if (text != null && dsn.tags().contains(name)) {
                draft.tag(name, text);
            }
        }
    }

    private static Map<String, Double> vitals(JsonNode vitals) throws RefusedEventsException {
        StrictFields.require(vitals.isMissingNode() || vitals.isObject());
        Map<String, Double> sorted = new TreeMap<>();
        Iterator<String> names = vitals.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            Double value = StrictFields.number(vitals, name);
            if (value != null) {
                sorted.put(name, value);
            }
        }
        return sorted;
    }
}
