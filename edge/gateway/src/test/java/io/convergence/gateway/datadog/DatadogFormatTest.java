package io.convergence.gateway.datadog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

class DatadogFormatTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Map<String, String> TAGS =
            Map.of("ddtags", "env:staging,version:2.1.0,service:console,person:jo");

    /** The samples are those of Datadog's schema, each sent alone. */
    @Test
    @Tag("fixtures")
    void realSamplesBecomeTheirEvents() throws IOException, RefusedEventsException {
        JsonNode cases = ExpectedEvents.vector("datadog.json").get("cases");
        assertThat(cases).hasSizeGreaterThan(10);
        for (JsonNode one : cases) {
            long receivedAt = one.get("received_at").asLong();
            Path sample = Path.of(
                    System.getProperty("fixtures.dir", ""), one.get("sample").asText());
            String line = MAPPER.readTree(Files.readString(sample)).toString();
            for (String body : List.of(line, Files.readString(sample))) {
                List<EventBatch> batches = read(body, receivedAt);
                ExpectedEvents.assertEvents(ExpectedEvents.published(batches, receivedAt), one.get("events"));
                assertThat(batches.get(0).dropped()).isEqualTo(one.get("events").isEmpty() ? 1 : 0);
            }
        }
    }

    @Test
    void badLinesAndUnknownTypesAreDroppedAlone() throws RefusedEventsException {
        EventBatch batch = read("""
                        {"type":"long_task","date":1,"long_task":{"duration":2000000}}

                        {
                        7
                        {"type":"transition"}
                        """, 1).get(0);
        assertThat(batch.drafts()).extracting(EventDraft::type).containsExactly(EventType.LONG_TASK);
        assertThat(batch.dropped()).isEqualTo(3);
        assertThat(batch.unmapped()).isEqualTo(1);
    }

    @Test
    void aBodyWithoutAnEventIsRefused() {
        for (String body : List.of("", "\n", "{", "[]", "7\n8", "{}")) {
            assertThatThrownBy(() -> read(body, 1))
                    .as(body)
                    .isInstanceOfSatisfying(
                            RefusedEventsException.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(400));
        }
    }

    @Test
    void moreLinesThanAdmittedAreRefused() {
        assertThatThrownBy(() -> read("{\"type\":\"view\"}\n".repeat(1001), 1))
                .isInstanceOfSatisfying(
                        RefusedEventsException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(413));
    }

    @Test
    void aContextOnTheListOfTheDsnBecomesATagAndAnEndedViewIsLabelled() throws RefusedEventsException {
        List<EventDraft> drafts = read(
                        "{\"type\":\"view\",\"context\":{\"plan\":\"free\",\"mail\":\"a@b.c\"},\"view\":{\"is_active\":false,"
                                + "\"first_byte\":3000000}}",
                        1)
                .get(0)
                .drafts();
        assertThat(requireNonNull(drafts.get(0).build("", "acme", "console", 1)).tags())
                .isEqualTo(Map.of("plan", "free"));
        assertThat(drafts.get(0).label("ended")).isEqualTo("true");
        assertThat(drafts.get(1).name()).isEqualTo("ttfb");
        assertThat(drafts.get(1).label("ended")).isNull();
    }

    @Test
    void anErrorHasItsApplicationIdWhenTheDsnListsIt() throws RefusedEventsException {
        String error =
                "{\"type\":\"error\",\"application\":{\"id\":\"ID\"},\"error\":{\"message\":\"m\",\"stack\":\"s\"}}";
        String listed = "appid_3bfc27803d3a4797acfe9db35c3abecd";
        assertThat(read(error.replace("ID", listed), 1).get(0).drafts().get(0).label("app_id"))
                .isEqualTo(listed);
        assertThat(read(error.replace("ID", "appid_of_others"), 1)
                        .get(0)
                        .drafts()
                        .get(0)
                        .label("app_id"))
                .isNull();
        assertThat(read(error.replace("\"error\",", "\"action\",").replace("ID", listed), 1)
                        .get(0)
                        .drafts()
                        .get(0)
                        .label("app_id"))
                .as("of errors only, as for DataKit")
                .isNull();
    }

    @Test
    void ofACrashOfNativeCodeOnlyFramesAreKept() throws RefusedEventsException {
        EventDraft crash = read(
                        "{\"type\":\"error\",\"error\":{\"is_crash\":true,\"source_type\":\"ios\",\"type\":\"SIGSEGV\","
                                + "\"stack\":\"0   Shop   0x0000000104f30000 0x104f2c000 + 16384\\nx0: 6a6f2e63616e6172\"}}",
                        1)
                .get(0)
                .drafts()
                .get(0);
        assertThat(crash.label("crash")).isEqualTo("ios_crash");
        assertThat(crash.label("stack")).contains("Shop").doesNotContain("6a6f2e63616e6172");
    }

    private static List<EventBatch> read(String body, long receivedAt) throws RefusedEventsException {
        return new DatadogFormat().read(body.getBytes(UTF_8), ExpectedEvents.request("dd", TAGS, receivedAt));
    }
}
