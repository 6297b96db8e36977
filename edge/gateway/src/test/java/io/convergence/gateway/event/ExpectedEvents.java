package io.convergence.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.codec.EventEncoder;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.settings.Secret;
import io.convergence.gateway.cdn.Aliases;
import io.convergence.gateway.cdn.CdnFile;
import io.convergence.gateway.registry.Registry;
import io.convergence.gateway.registry.SampleRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Comparison of the events of a format with the expected results of an independent implementation. */
public final class ExpectedEvents {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final EventRules RULES = new EventRules(
            new Secret("an-id-secret-of-32-characters-xx"), Map.of(), CdnFile.open(null)::current, Aliases.NONE);

    private ExpectedEvents() {}

    /** The published events of batches as JSON, without their ids and the provider of resources. */
    public static List<JsonNode> published(List<EventBatch> batches, long receivedAt)
            throws IOException, RefusedEventsException {
        List<JsonNode> events = new ArrayList<>();
        for (EventBatch batch : batches) {
            for (RumEvent event : RULES.admit(batch, false, receivedAt).events()) {
                ObjectNode node = (ObjectNode) MAPPER.readTree(new EventEncoder().encode(event));
                assertThat(node.remove("id").asText()).hasSize(22);
                // The expected results are those of the formats, without the provider that the gateway adds, and
                // without the id of the app by which symbol files are found.
                if (event.labels().containsKey("app_id")) {
                    assertThat(event.type()).isEqualTo(EventType.ERROR);
                    assertThat(((ObjectNode) node.get("labels"))
                                    .remove("app_id")
                                    .asText())
                            .isNotEmpty();
                }
                if (event.labels().containsKey("url_host")) {
                    ObjectNode labels = (ObjectNode) node.get("labels");
                    assertThat(labels.remove("provider_type").asText()).isIn("CDN", "first-party", "unknown");
                    assertThat(labels.remove("provider_name").asText()).isNotEmpty();
                }
                events.add(node);
            }
        }
        return events;
    }

    /** Asserts that events are the expected ones, in their order. */
    public static void assertEvents(List<JsonNode> events, JsonNode expected) {
        List<JsonNode> all = new ArrayList<>();
        expected.forEach(all::add);
        for (int i = 0; i < Math.min(events.size(), all.size()); i++) {
            assertThat(text(events.get(i))).isEqualTo(text(all.get(i)));
        }
        assertThat(events).hasSameSizeAs(all);
    }

    /**
     * A request of the DSN of the expected results.
     *
     * @param token token of the request, or null for a format without tokens
     * @param parameters query parameters
     */
    public static WireRequest request(@Nullable String token, Map<String, String> parameters, long receivedAt) {
        Registry registry = SampleRegistry.ofConsole();
        return new WireRequest(
                "/", token == null ? null : registry.dsn("rk_console"), registry, parameters, "", receivedAt, null);
    }

    /** The JSON of a file of expected results. */
    public static JsonNode vector(String file) throws IOException {
        return MAPPER.readTree(Files.readAllBytes(Path.of("src/test/resources/vectors/events/" + file)));
    }

    /** The text of an event, in which whole numbers have no decimals. */
    private static String text(JsonNode event) {
        return event.toString().replaceAll("(\\d)\\.0(?=[,}])", "$1").replace("1.0E-4", "0.0001");
    }
}
