package io.convergence.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.dsn.MaskMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingMaskTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final int LIMIT = 32 << 20;

    @Test
    void recordsOfTheVectorAreMaskedAsItDemands() throws IOException, RefusedSegmentException {
        for (JsonNode one : vector().get("records")) {
            MaskMode mode = mode(one);
            JsonNode stored = masked("[" + one.get("record") + "]", mode);
            assertThat(stored.get(0).toString())
                    .as("%s, %s", one.get("name"), mode)
                    .isEqualTo(one.get("stored").toString());
        }
    }

    @Test
    void maskingAgainChangesNothing() throws IOException, RefusedSegmentException {
        for (JsonNode one : vector().get("records")) {
            String stored = "[" + one.get("stored") + "]";
            assertThat(masked(stored, mode(one)).toString()).isEqualTo(stored);
        }
    }

    @Test
    void realSegmentsHaveTheFactsOfTheVector() throws IOException, RefusedSegmentException {
        for (JsonNode one : vector().get("segments")) {
            ByteArrayOutputStream target = new ByteArrayOutputStream();
            byte[] sample = sample(one.get("sample").textValue());
            SegmentFacts facts = new RecordingMask(mode(one), LIMIT, false).mask(sample, "records", target);
            assertThat(facts)
                    .isEqualTo(new SegmentFacts(
                            one.get("records").intValue(),
                            sample.length,
                            one.get("started_at").longValue(),
                            one.get("ended_at").longValue(),
                            one.get("full_snapshot").booleanValue(),
                            one.get("inputs").intValue(),
                            one.get("texts").intValue(),
                            one.get("values").intValue(),
                            one.get("urls").intValue()));
            List<String> inputs = new ArrayList<>();
            List<String> hrefs = new ArrayList<>();
            for (JsonNode record : MAPPER.readTree(target.toByteArray())) {
                JsonNode data = record.path("data");
                if (record.get("type").intValue() == 3 && data.path("source").intValue() == 5) {
                    inputs.add(data.get("text").textValue());
                } else if (record.get("type").intValue() == 4) {
                    hrefs.add(data.get("href").textValue());
                }
            }
            assertThat(inputs).isEqualTo(texts(one.get("input_texts")));
            assertThat(hrefs).isEqualTo(texts(one.get("hrefs")));
        }
    }

    @Test
    void zlibAndGzipAreReadLikePlainJson() throws IOException, RefusedSegmentException {
        byte[] plain = sample("datakit/session_replay_segment.decoded.json");
        String expected =
                masked(new String(plain, StandardCharsets.UTF_8), MaskMode.TEXT).toString();
        for (boolean gzip : new boolean[] {true, false}) {
            ByteArrayOutputStream coded = new ByteArrayOutputStream();
            try (OutputStream coder = gzip ? new GZIPOutputStream(coded) : new DeflaterOutputStream(coded)) {
                coder.write(plain);
            }
            ByteArrayOutputStream target = new ByteArrayOutputStream();
            new RecordingMask(MaskMode.TEXT, LIMIT, false).mask(coded.toByteArray(), "records", target);
            assertThat(target.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
            byte[] cut = Arrays.copyOf(coded.toByteArray(), coded.size() / 2);
            assertThat(refusal(cut, LIMIT).isTooLarge()).isFalse();
        }
    }

    @Test
    void whatTheVectorRefusesIsMalformed() throws IOException {
        for (JsonNode one : vector().get("refused")) {
            assertThat(refusal(one.textValue().getBytes(StandardCharsets.UTF_8), LIMIT)
                            .isTooLarge())
                    .as(one.textValue())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "[]",
                "[[]]",
                "[1]",
                "[{\"type\":3,\"timestamp\":1},",
                "[{\"type\":3,\"timestamp\":1}]]",
                "[{\"type\":3,\"timestamp\":-1}]",
                "[{\"type\":3,\"timestamp\":1e99}]",
                "[{\"type\":\"3\",\"timestamp\":1}]",
                "{\"records\":[{\"type\":3,\"timestamp\":1}]",
                "{\"records\":[{\"type\":3,\"timestamp\":1}]}x",
                "\u001f\u008b"
            })
    void brokenSegmentsAreMalformed(String segment) {
        assertThat(refusal(segment.getBytes(StandardCharsets.UTF_8), LIMIT).isTooLarge())
                .isFalse();
    }

    @Test
    void deepRecordsAreMalformed() {
        String deep = "[{\"type\":2,\"timestamp\":1,\"data\":" + "[".repeat(100_000);
        assertThat(refusal(deep.getBytes(StandardCharsets.UTF_8), LIMIT).isTooLarge())
                .isFalse();
    }

    @Test
    void aBombIsTooLarge() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream coder = new GZIPOutputStream(bomb)) {
            coder.write("[{\"type\":3,\"timestamp\":1,\"data\":{\"text\":\"".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 64; i++) {
                coder.write(new byte[1 << 20]);
            }
        }
        assertThat(refusal(bomb.toByteArray(), LIMIT)).isNotNull();
        String manyRecords = "[" + "{\"type\":0,\"timestamp\":1},".repeat(10_000);
        assertThat(refusal(manyRecords.getBytes(StandardCharsets.UTF_8), 100_000)
                        .isTooLarge())
                .isTrue();
        String manyValues = "[{\"type\":0,\"timestamp\":1,\"data\":[" + "{},".repeat(600_000);
        assertThat(refusal(manyValues.getBytes(StandardCharsets.UTF_8), LIMIT).isTooLarge())
                .isTrue();
        String longRecord = "[{\"type\":0,\"timestamp\":1,\"data\":\"" + "x".repeat(9 << 20);
        assertThat(refusal(longRecord.getBytes(StandardCharsets.UTF_8), LIMIT).isTooLarge())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(MaskMode.class)
    void noValueOfAFormAndNoPayloadIsKept(MaskMode mode) throws IOException, RefusedSegmentException {
        String stored = masked("""
            [{"type":2,"timestamp":1,"data":{"canary":"canary","node":{"type":0,"id":1,"canary":{"a":"canary"},
             "childNodes":[{"type":2,"id":2,"tagName":"textarea","attributes":{"VALUE":"canary","DATA-X":"canary"},
              "childNodes":[{"type":3,"id":3,"textContent":"canary"}]},
             {"type":2,"id":4,"tagName":"a","childNodes":[],"attributes":{"href":"java\\nscript:canary",
              "onclick":"canary","srcdoc":"canary","srcset":"a?canary 2x","style":"background:url('/a?canary')",
              "value":{"canary":["canary"]},"src":"https://canary:canary@x.example/a#canary","action":"mailto:canary"}},
             {"type":2,"id":5,"tagName":"script","attributes":{},"childNodes":[
              {"type":3,"id":6,"textContent":"canary"}]}]}}},
            {"type":3,"timestamp":2,"data":{"source":0,"texts":[{"id":3,"value":"canary"}],"attributes":[
             {"id":4,"attributes":{"value":"canary","style":{"background":"url(/a?canary)"}}}],"removes":[],
             "adds":[{"parentId":2,"nextId":null,"node":{"type":3,"id":7,"textContent":"canary"}}]}},
            {"type":3,"timestamp":3,"data":{"source":5,"id":2,"text":"canary","isChecked":true}},
            {"type":3,"timestamp":3,"data":{"source":9,"id":2,"commands":[{"property":"fillText","args":["canary"]}]}},
            {"type":3,"timestamp":3,"data":{"source":11,"level":"log","payload":["canary"],"trace":["canary"]}},
            {"type":3,"timestamp":3,"data":{"source":99,"text":"canary","other":"canary"}},
            {"type":5,"timestamp":4,"data":{"tag":"canary","payload":{"canary":1}}},
            {"type":6,"timestamp":5,"data":{"plugin":"canary","payload":{"level":"canary"}}},
            {"type":4,"timestamp":6,"data":{"href":"https://canary@x.example/?canary#canary","title":"canary"}},
            {"type":3,"timestamp":2,"data":{"source":0,"texts":"canary","attributes":["canary",{"id":4,
             "canary":"canary","attributes":["canary"]}],"adds":[{"node":"canary"},{"node":{"childNodes":["canary",
             {"attributes":"canary"}]}},{"node":{"childNodes":"canary"}}]}},
            {"type":3,"timestamp":3,"data":{"source":15,"styles":["canary",{"styleId":1,"rules":[{"rule":"a{b:url(c?canary)}",
             "canary":"canary"}]}]}},
            {"type":2,"timestamp":3,"data":{"node":["canary"]}},
            {"type":7,"timestamp":7,"canary_":"canary","data":"canary"}]
            """.replace("\n", ""), mode).toString();
        assertThat(stored.replace("canary_", "").replaceAll("\"canary\":", "")).doesNotContain("canary");
    }

    @Test
    void noTextAndNoOtherAttributeOfThePageIsKept() throws IOException, RefusedSegmentException {
        String stored = masked("""
            [{"type":2,"timestamp":1,"data":{"node":{"type":2,"id":1,"tagName":"DIV","attributes":{"title":"canary",
             "ng-user":"canary","content":"width=canary","aria-valuetext":"canary","class":"kept"},"childNodes":[
             {"type":3,"id":2,"textContent":"canary"},{"type":5,"id":3,"textContent":"canary"},
             {"type":3,"id":4,"textContent":7777},{"type":2,"id":5,"tagName":"canary?","childNodes":[]}]}}},
            {"type":3,"timestamp":2,"data":{"source":0,"texts":[{"id":2,"value":"canary"}],"attributes":[
             {"id":1,"attributes":{"alt":"canary"}}],"removes":[],"adds":[]}}]
            """.replace("\n", ""), MaskMode.TEXT).toString();
        assertThat(stored).doesNotContain("canary").doesNotContain("7777").contains("kept");
    }

    @Test
    void unverifiedRecordsAreKeptMaskedWhereTheyAreAdmitted() throws IOException, RefusedSegmentException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        new RecordingMask(MaskMode.INPUTS, LIMIT, true)
                .mask(
                        "[{\"type\":12,\"timestamp\":1,\"data\":{\"text\":\"Jo Doe\"}}]"
                                .getBytes(StandardCharsets.UTF_8),
                        "records",
                        target);
        assertThat(target.toString(StandardCharsets.UTF_8))
                .isEqualTo("[{\"type\":12,\"timestamp\":1,\"data\":{\"text\":\"xx xxx\"}}]");
    }

    @ParameterizedTest
    @CsvSource({
        "https://web.acme.example/users/jo@acme.example?a=b#c, https://web.acme.example/users/:id",
        "/orders/12345, /orders/:id",
        "//web.acme.example/orders/12345/items, //web.acme.example/orders/:id/items",
        "/about/jobs, /about/jobs",
        "/static/app.7fb5a1c2d3e4.css?v=2, /static/app.7fb5a1c2d3e4.css",
        "https://cdn.example/npm/vue@3.4.21/dist/vue.js, https://cdn.example/npm/vue@3.4.21/dist/vue.js",
        "https://web.acme.example, https://web.acme.example"
    })
    void linksHaveTheRedactedPathOfTheirPageAndFilesTheirOwn(String href, String stored) throws Exception {
        JsonNode masked = masked(
                "[{\"type\":2,\"timestamp\":1,\"data\":{\"node\":{\"type\":2,\"id\":1,\"tagName\":\"a\",\"attributes\":"
                        + "{\"href\":\"" + href + "\"},\"childNodes\":[]}}}]",
                MaskMode.INPUTS);
        assertThat(masked.at("/0/data/node/attributes/href").textValue()).isEqualTo(stored);
    }

    @Test
    void anEmailAddressInThePathOfAPictureIsReplaced() throws Exception {
        JsonNode masked = masked(
                "[{\"type\":2,\"timestamp\":1,\"data\":{\"node\":{\"type\":2,\"id\":1,\"tagName\":\"img\",\"attributes\":"
                        + "{\"src\":\"/avatars/jo%40acme.example/1.png\"},\"childNodes\":[]}}}]",
                MaskMode.INPUTS);
        assertThat(masked.at("/0/data/node/attributes/src").textValue()).isEqualTo("/avatars/:id/1.png");
    }

    private static JsonNode masked(String segment, MaskMode mode) throws IOException, RefusedSegmentException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        new RecordingMask(mode, LIMIT, false).mask(segment.getBytes(StandardCharsets.UTF_8), "records", target);
        return MAPPER.readTree(target.toByteArray());
    }

    private static RefusedSegmentException refusal(byte[] segment, int limit) {
        return catchThrowableOfType(
                RefusedSegmentException.class,
                () -> new RecordingMask(MaskMode.TEXT, limit, false)
                        .mask(segment, "records", new ByteArrayOutputStream()));
    }

    private static MaskMode mode(JsonNode one) {
        return one.get("mask").textValue().equals("text") ? MaskMode.TEXT : MaskMode.INPUTS;
    }

    /** A real segment. The records of the one of rrweb have no times and are numbered from 1000. */
    private static byte[] sample(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(RESOURCES.resolve(name));
        if (!name.startsWith("rrweb/")) {
            return bytes;
        }
        ArrayNode records = (ArrayNode) MAPPER.readTree(bytes);
        for (int i = 0; i < records.size(); i++) {
            ((ObjectNode) records.get(i)).put("timestamp", 1000 + i);
        }
        return MAPPER.writeValueAsBytes(records);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.textValue()));
        return texts;
    }

    private static JsonNode vector() throws IOException {
        return MAPPER.readTree(Files.readAllBytes(RESOURCES.resolve("vectors/events/replay.json")));
    }
}
