package io.convergence.gateway.faro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.core.event.EventDraft;
import io.convergence.core.event.EventType;
import io.convergence.gateway.event.EventBatch;
import io.convergence.gateway.event.ExpectedEvents;
import io.convergence.gateway.event.RefusedEventsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FaroFormatTest {
    @Test
    @Tag("fixtures")
    void realPayloadsBecomeTheirEvents() throws IOException, RefusedEventsException {
        JsonNode cases = ExpectedEvents.vector("faro.json").get("cases");
        assertThat(cases).hasSize(2);
        for (JsonNode one : cases) {
            long receivedAt = one.get("received_at").asLong();
            Path sample = Path.of(
                    System.getProperty("fixtures.dir", ""), one.get("sample").asText());
            List<EventBatch> batches = read(Files.readString(sample), receivedAt);
            ExpectedEvents.assertEvents(ExpectedEvents.published(batches, receivedAt), one.get("events"));
            assertThat(batches.get(0).dropped())
                    .isEqualTo(one.get("dropped").get("traces").asInt());
        }
    }

    @Test
    void webVitalsAreVitalsAndOtherMeasurementsAreMetrics() throws RefusedEventsException {
        List<EventDraft> drafts = read(
                        "{\"measurements\":[{\"type\":\"web-vitals\",\"values\":{\"lcp\":1200.5,\"delta\":20},"
                                + "\"context\":{\"id\":\"v5-1\",\"navigation_type\":\"reload\"}},"
                                + "{\"type\":\"cart\",\"values\":{\"lcp\":2}}]}",
                        1)
                .get(0)
                .drafts();
        assertThat(drafts).extracting(EventDraft::type).containsExactly(EventType.VITAL, EventType.METRIC);
        assertThat(drafts).extracting(EventDraft::name).containsExactly("lcp", "cart.lcp");
        assertThat(drafts.get(0).label("metric_id")).isEqualTo("v5-1");
        assertThat(requireNonNull(drafts.get(0).build("", "acme", "console", 1)).measures())
                .isEqualTo(Map.of("delta", 20.0));
    }

    @Test
    void eventsAreSessionsNavigationsOrActions() throws RefusedEventsException {
        List<EventDraft> drafts = read(
                        "{\"events\":[{\"name\":\"session_start\"},{\"name\":\"view_changed\"},{\"name\":\"pay\"}]}", 1)
                .get(0)
                .drafts();
        assertThat(drafts)
                .extracting(EventDraft::type)
                .containsExactly(EventType.SESSION, EventType.BREADCRUMB, EventType.ACTION);
        assertThat(drafts).extracting(EventDraft::name).containsExactly(null, "navigation", "pay");
    }

    @Test
    void elementsThatAreNoObjectsAreDroppedAlone() throws RefusedEventsException {
        EventBatch batch = read(
                        "{\"logs\":[7,{\"message\":\"x\",\"timestamp\":\"yesterday\"}],\"exceptions\":{\"a\":{}},"
                                + "\"measurements\":[{\"values\":[]}]}",
                        1)
                .get(0);
        assertThat(batch.drafts()).hasSize(2);
        assertThat(batch.dropped()).isEqualTo(2);
    }

    @Test
    void aBodyThatIsNoObjectOrHasNothingInItIsRefused() {
        for (String body : List.of("", "{", "[]", "7", "{}", "{\"meta\":{}}")) {
            assertThatThrownBy(() -> read(body, 1))
                    .as(body)
                    .isInstanceOfSatisfying(
                            RefusedEventsException.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(400));
        }
    }

    private static List<EventBatch> read(String body, long receivedAt) throws RefusedEventsException {
        return new FaroFormat().read(body.getBytes(UTF_8), ExpectedEvents.request("faro", Map.of(), receivedAt));
    }
}
