package io.convergence.gateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.core.dsn.Dsn;
import io.convergence.core.event.EventDraft;
import io.convergence.core.event.EventType;
import io.convergence.core.host.HostName;
import io.convergence.core.host.UrlAuthority;
import io.convergence.core.privacy.ResourcePath;
import io.convergence.core.privacy.TextScrub;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The array of the pt-rum client. Elements that break a rule are dropped alone. Thread-safe. */
public final class PtRumFormat implements WireFormat {
    private static final Set<String> VITALS = Set.of("LCP", "INP", "CLS", "FCP", "TTFB", "FID");
    private static final Pattern ERROR_TYPE =
            Pattern.compile("(?:Uncaught )?([A-Z][A-Za-z]{0,60}(?:Error|Exception))\\b");
    private static final int ENTRY_NAME = 128;

    private static final Set<String> TYPES = Set.of("metric", "navigation", "interaction", "resource", "error");

    /** A reader. */
    public PtRumFormat() {}

    @Override
    public List<EventBatch> read(byte[] body, WireRequest request) throws RefusedEventsException {
        JsonNode array = EventJson.lenient(body);
        if (array == null || !array.isArray()) {
            throw RefusedEventsException.malformed("invalidPayload", "Invalid payload");
        }
        WireFormat.requireFew(array.size());
        List<EventDraft> drafts = new ArrayList<>();
        int unmapped = 0;
        for (JsonNode element : array) {
            EventDraft draft = draft(element, request);
            if (draft != null) {
                drafts.add(draft);
            }
            String type = EventJson.text(element, "type");
            unmapped += type == null || TYPES.contains(type) ? 0 : 1;
        }
        return List.of(new EventBatch(request.tokenDsn(), drafts, array.size() - drafts.size(), unmapped, null, null));
    }

    private static @Nullable EventDraft draft(JsonNode element, WireRequest request) {
        String type = EventJson.text(element, "type");
        String name = EventJson.text(element, "name");
        Double value = EventJson.number(element, "value");
        Long at = EventJson.millis(element, "timestamp");
        String url = EventJson.text(element, "url");
        String session = EventJson.text(element, "sessionId");
        if (type == null || name == null || value == null || at == null || url == null || session == null) {
            return null;
        }
        JsonNode metadata = element.path("metadata");
        EventDraft draft = switch (type) {
            case "metric" -> metric(name, value, metadata);
            case "navigation" -> new EventDraft(EventType.METRIC).name(name).value(value);
            case "interaction" -> action(name, value);
            case "resource" -> new EventDraft(EventType.RESOURCE).value(value);
            case "error" -> new EventDraft(EventType.ERROR);
            default -> null;
        };
        if (draft == null) {
            return null;
        }
        boolean hasOwnPath = draft.type() == EventType.METRIC && name.equals("page_view");
        String path = hasOwnPath ? EventJson.text(metadata, "path") : null;
        draft.at(at).session(session).host(HostName.fromAddress(url)).page(path == null ? url : path);
        draft.label("sdk", "pt-rum");
        addTags(draft, element.path("tags"), request.tokenDsn());
        draft.label("user", request.user(request.tokenDsn(), EventJson.text(element, "userId")));
        if (draft.type() == EventType.RESOURCE) {
            addResource(draft, name, metadata);
        } else if (draft.type() == EventType.ERROR) {
            addError(draft, name, metadata);
        }
        return draft;
    }

    private static EventDraft metric(String name, double value, JsonNode metadata) {
        if (VITALS.contains(name) && metadata.has("id")) {
            return new EventDraft(EventType.VITAL)
                    .name(name.toLowerCase(Locale.ROOT))
                    .value(value)
                    .measure("delta", EventJson.number(metadata, "delta"))
                    .label("metric_id", EventJson.text(metadata, "id"))
                    .label("navigation_type", EventJson.text(metadata, "navigationType"))
                    .label("entries", entries(metadata.path("entries")));
        }
        return name.equals("long_task")
                ? new EventDraft(EventType.LONG_TASK).name("longtask").value(value)
                : new EventDraft(EventType.METRIC).name(name).value(value);
    }

    private static EventDraft action(String name, double duration) {
        return new EventDraft(EventType.ACTION)
                .name(name)
                .value(duration)
                .label("action_type", name.startsWith("click") ? "click" : "custom");
    }

    private static void addTags(EventDraft draft, JsonNode tags, Dsn dsn) {
        draft.label("version", EventJson.text(tags, "version"));
        tags.properties().forEach(tag -> {
            if (dsn.tags().contains(tag.getKey()) && tag.getValue().isValueNode()) {
                draft.tag(tag.getKey(), tag.getValue().asText());
            }
        });
    }

    private static void addResource(EventDraft draft, String url, JsonNode metadata) {
        String kind = EventJson.text(metadata, "resourceType");
        draft.name(ResourceKind.of(kind == null ? "" : kind))
                .measure("transfer_bytes", EventJson.number(metadata, "transferSize"))
                .measure("encoded_bytes", EventJson.number(metadata, "encodedBodySize"))
                .measure("decoded_bytes", EventJson.number(metadata, "decodedBodySize"))
                .label("url_host", UrlAuthority.start(url) < 0 ? draft.host() : HostName.fromAddress(url))
                .label("url_path", url);
    }

    private static void addError(EventDraft draft, String name, JsonNode metadata) {
        String message = EventJson.text(metadata, "message");
        String stack = EventJson.text(metadata, "stack");
        String kind = EventJson.text(metadata, "type");
        draft.name(errorType(stack, message))
                .label("source", "source")
                .label("message", message)
                .label("stack", stack)
                .label("file", EventJson.text(metadata, "filename"))
                .measure("line", EventJson.number(metadata, "lineno"))
                .measure("column", EventJson.number(metadata, "colno"));
        if ("unhandledrejection".equals(kind) || name.equals("unhandledrejection")) {
            draft.label("handling", "unhandledrejection");
        }
    }

    private static String errorType(@Nullable String stack, @Nullable String message) {
        for (String text : new String[] {stack, message}) {
            Matcher type = ERROR_TYPE.matcher(text == null ? "" : text);
            if (type.lookingAt()) {
                return type.group(1);
            }
        }
        return "Error";
    }

    private static @Nullable String entries(JsonNode array) {
        String entries = StreamSupport.stream(array.spliterator(), false)
                .limit(8)
                .map(PtRumFormat::entry)
                .collect(Collectors.joining(","));
        return entries.isEmpty() ? null : entries;
    }

    private static String entry(JsonNode entry) {
        String name = EventJson.text(entry, "name");
        String safe = name == null
                ? ""
                : UrlAuthority.start(name) < 0 ? TextScrub.scrub(name, ENTRY_NAME) : ResourcePath.redact(name);
        return safe + '|' + rounded(entry, "startTime") + '|' + rounded(entry, "duration");
    }

    /** A number with at most one decimal. */
    private static String rounded(JsonNode entry, String field) {
        Double number = EventJson.number(entry, field);
        return BigDecimal.valueOf(number == null ? 0 : number)
                .setScale(1, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
