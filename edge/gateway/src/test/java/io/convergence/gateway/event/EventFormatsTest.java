package io.convergence.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.convergence.gateway.datakit.DataKitFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFormatsTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void thePtRumArrayBecomesItsEvents() throws IOException, RefusedEventsException {
        JsonNode vector = ExpectedEvents.vector("pt-rum.json");
        List<EventBatch> batches = new PtRumFormat()
                .read(
                        vector.get("body").toString().getBytes(StandardCharsets.UTF_8),
                        ExpectedEvents.request("pt", Map.of(), 1700000000200L));
        List<JsonNode> events = ExpectedEvents.published(batches, 1700000000200L);
        ExpectedEvents.assertEvents(events, vector.get("events"));
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
        List<JsonNode> events = ExpectedEvents.published(
                new DataKitFormat().read(body, ExpectedEvents.request(null, Map.of(), receivedAt)), receivedAt);
        List<JsonNode> expected = new ArrayList<>();
        ExpectedEvents.vector(file)
                .get("points")
                .forEach(point -> point.get("events").forEach(expected::add));
        ExpectedEvents.assertEvents(events, MAPPER.createArrayNode().addAll(expected));
    }

    @Test
    void codingsAreDecoded() throws IOException, RefusedEventsException {
        JsonNode vector = ExpectedEvents.vector("codings.json");
        for (JsonNode one : vector.get("accepted")) {
            assertThat(EventBody.decode(bytes(one), one.get("coding").asText()))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(vector.get("body").asText());
        }
    }

    @Test
    void brokenAndOversizedCodingsAreRefused() throws IOException {
        JsonNode vector = ExpectedEvents.vector("codings.json");
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
}
