package io.convergence.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.codec.EventEncoder;
import io.convergence.core.dsn.MaskMode;
import io.convergence.core.event.RumEvent;
import io.convergence.gateway.filter.FilterRules;
import io.convergence.recordings.ObjectName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class SegmentFormTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path RESOURCES = Path.of("src/test/resources");

    @Test
    void theRealSegmentHasTheEventOfTheVector() throws IOException, RefusedSegmentException {
        JsonNode vector = vector();
        SegmentForm form = form(vector.get("form"));
        long receivedAt = vector.get("received_at").longValue();
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (DeflaterOutputStream coder = new DeflaterOutputStream(coded)) {
            coder.write(Files.readAllBytes(RESOURCES.resolve("datakit/session_replay_segment.decoded.json")));
        }
        SegmentFacts facts = new RecordingMask(MaskMode.TEXT, 32 << 20, false)
                .mask(coded.toByteArray(), "records", new ByteArrayOutputStream());
        ObjectName name = new ObjectName(
                Instant.ofEpochMilli(receivedAt).atZone(ZoneOffset.UTC).toLocalDate(),
                "acme",
                Objects.requireNonNull(form.text("session_id")),
                Objects.requireNonNull(form.text("view_id")),
                Objects.requireNonNull(form.index()));
        RumEvent event = Objects.requireNonNull(
                form.event(facts, MaskMode.TEXT, name, 1234).build("id", "acme", "console", receivedAt));
        ObjectNode json = (ObjectNode) MAPPER.readTree(new EventEncoder().encode(event));
        json.remove("id");
        assertThat(((ObjectNode) json.get("measures")).remove("bytes").intValue())
                .isEqualTo(1234);
        assertThat(json.toString()).isEqualTo(vector.get("event").toString());
    }

    @Test
    void rulesCompareSizesAndPositionsAsNumbersAndTheRestAsTexts() throws IOException {
        Map<String, String> texts = new HashMap<>(form(vector().get("form")).texts());
        assertThat(matches("{ raw_segment_size > 51896, index_in_view = 0, records_count = 429, end > 1 }", texts))
                .isTrue();
        assertThat(matches("{ has_full_snapshot = 'true', env = 'test' }", texts))
                .isTrue();
        texts.put("raw_segment_size", "many");
        assertThat(matches("{ raw_segment_size = 'many' }", texts)).isTrue();
    }

    @Test
    void anIndexThatIsNoNumberIsNone() {
        assertThat(new SegmentForm(Map.of()).index()).isZero();
        assertThat(new SegmentForm(Map.of("index_in_view", "-1")).index()).isNull();
        assertThat(new SegmentForm(Map.of("index_in_view", "1".repeat(16))).index())
                .isNull();
    }

    private static boolean matches(String rule, Map<String, String> texts) {
        return FilterRules.of(List.of(rule)).match(new SegmentForm(texts).filterValues());
    }

    private static SegmentForm form(JsonNode fields) {
        Map<String, String> texts = new HashMap<>();
        fields.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().textValue()));
        return new SegmentForm(texts);
    }

    private static JsonNode vector() throws IOException {
        return MAPPER.readTree(Files.readAllBytes(RESOURCES.resolve("vectors/events/replay.json")))
                .get("datakit");
    }
}
