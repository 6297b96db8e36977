package io.convergence.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.codec.EventEncoder;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.settings.Secret;
import io.convergence.gateway.cdn.CdnFile;
import io.convergence.gateway.datakit.DataKitFormat;
import io.convergence.gateway.registry.Registry;
import io.convergence.gateway.registry.SampleRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFormatsTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private final EventRules rules =
            new EventRules(new Secret("an-id-secret-of-32-characters-xx"), Map.of(), CdnFile.open(null)::current);

    @Test
    void thePtRumArrayBecomesItsEvents() throws IOException, RefusedEventsException {
        JsonNode vector = vector("pt-rum.json");
        List<EventBatch> batches = new PtRumFormat()
                .read(
                        vector.get("body").toString().getBytes(StandardCharsets.UTF_8),
                        request("pt", "", 1700000000200L));
        List<JsonNode> events = events(batches, 1700000000200L);
        assertEvents(events, vector.get("events"));
        assertThat(vector.get("received").asInt() - events.size())
                .isEqualTo(vector.get("dropped").asInt());
    }

    @ParameterizedTest
    @CsvSource({
        "rum_body.lp, datakit-rum_body.json, 1636524726000",
        "rum_23points.scrubbed.lp, datakit-rum_23points.json, 1664520304000"
    })
    void realPointsBecomeTheirEvents(String sample, String file, long receivedAt)
            throws IOException, RefusedEventsException {
        byte[] body = Files.readAllBytes(Path.of("src/test/resources/datakit/" + sample));
        List<JsonNode> events = events(new DataKitFormat().read(body, request(null, "", receivedAt)), receivedAt);
        List<JsonNode> expected = new ArrayList<>();
        vector(file).get("points").forEach(point -> point.get("events").forEach(expected::add));
        assertEvents(events, MAPPER.createArrayNode().addAll(expected));
    }

    @Test
    void codingsAreDecoded() throws IOException, RefusedEventsException {
        JsonNode vector = vector("codings.json");
        for (JsonNode one : vector.get("accepted")) {
            assertThat(EventBody.decode(bytes(one), one.get("coding").asText()))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(vector.get("body").asText());
        }
    }

    @Test
    void brokenAndOversizedCodingsAreRefused() throws IOException {
        JsonNode vector = vector("codings.json");
        for (String set : new String[] {"refused", "too_large"}) {
            for (JsonNode one : vector.get(set)) {
                assertThatThrownBy(() ->
                                EventBody.decode(bytes(one), one.get("coding").asText()))
                        .as("%s %s", set, one.get("coding"))
                        .isInstanceOfSatisfying(
                                RefusedEventsException.class,
                                refusal -> assertThat(refusal.status()).isEqualTo(set.equals("refused") ? 400 : 413));
            }
        }
    }

    private static byte[] bytes(JsonNode one) {
        return Base64.getDecoder().decode(one.get("base64").asText());
    }

    private List<JsonNode> events(List<EventBatch> batches, long receivedAt)
            throws IOException, RefusedEventsException {
        List<JsonNode> events = new ArrayList<>();
        for (EventBatch batch : batches) {
            for (RumEvent event : rules.admit(batch, false, receivedAt).events()) {
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

    private static void assertEvents(List<JsonNode> events, JsonNode expected) {
        List<JsonNode> all = new ArrayList<>();
        expected.forEach(all::add);
        for (int i = 0; i < Math.min(events.size(), all.size()); i++) {
            assertThat(events.get(i).toString()).isEqualTo(all.get(i).toString().replaceAll("(\\d)\\.0(?=[,}])", "$1"));
        }
        assertThat(events).hasSameSizeAs(all);
    }

    private static WireRequest request(@Nullable String token, String contentType, long receivedAt) {
        Registry registry = SampleRegistry.ofConsole();
        return new WireRequest(
                "/",
                token == null ? null : registry.dsn("rk_console"),
                registry,
                Map.of(),
                contentType,
                receivedAt,
                null);
    }

    private static JsonNode vector(String file) throws IOException {
        return MAPPER.readTree(Files.readAllBytes(Path.of("src/test/resources/vectors/events/" + file)));
    }
}
