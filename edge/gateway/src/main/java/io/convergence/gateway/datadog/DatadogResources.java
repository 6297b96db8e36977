package io.convergence.gateway.datadog;

import static io.convergence.gateway.datadog.DatadogEvents.millis;
import static io.convergence.gateway.event.EventJson.number;
import static io.convergence.gateway.event.EventJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.core.event.EventDraft;
import io.convergence.core.host.HostName;
import io.convergence.gateway.event.ResourceKind;
import java.util.Map;

/** Conversion of the part of a Datadog event that describes a resource. */
final class DatadogResources {
    private static final Map<String, String> RESOURCE_SIZES = Map.of(
            "size", "bytes",
            "encoded_body_size", "encoded_bytes",
            "decoded_body_size", "decoded_bytes",
            "transfer_size", "transfer_bytes");

    private static final Map<String, String> RESOURCE_TIMES = Map.of(
            "download", "download_ms",
            "first_byte", "first_byte_ms",
            "dns", "dns_ms",
            "connect", "tcp_ms",
            "ssl", "ssl_ms");

    private DatadogResources() {}

    /**
     * Adds a resource to an event.
     *
     * @param internal the part with the ids of a trace
     */
    static void add(EventDraft draft, JsonNode resource, JsonNode internal) {
        String kind = text(resource, "type");
        String url = text(resource, "url");
        draft.name(ResourceKind.of(kind == null ? "" : kind))
                .value(millis(resource, "duration"))
                .measure("status", number(resource, "status_code"))
                .label("method", text(resource, "method"))
                .label("trace_id", text(internal, "trace_id"))
                .label("span_id", text(internal, "span_id"))
                .label("url_host", url == null ? null : HostName.fromAddress(url))
                .label("url_path", url);
        RESOURCE_SIZES.forEach((field, measure) -> draft.measure(measure, number(resource, field)));
        RESOURCE_TIMES.forEach((part, measure) -> draft.measure(measure, millis(resource.path(part), "duration")));
    }
}
