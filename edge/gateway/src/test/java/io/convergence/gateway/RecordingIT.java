package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the paths of recordings against a running gateway, a broker and a directory. */
class RecordingIT {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String EVENTS = "rum.events";
    private static final String DATAKIT = "/v1/write/rum/replay";
    private static final String OWN = "/ingest/replay?token=";
    private static final String PAGE =
            "[{\"type\":4,\"data\":{\"href\":\"https://web.acme.example/orders/12345?token=x\",\"width\":1,\"height\":1},"
                    + "\"timestamp\":1700000000000}]";

    @TempDir
    static Path directory;

    private static StartedGateway gateway;
    private static SegmentPost post;

    @BeforeAll
    static void start() {
        gateway = StartedGateway.ready(
                Broker.shared(),
                "events.enabled",
                "true",
                "events.formats",
                "native,nself,datakit",
                "replay.directory",
                directory.toString(),
                "replay.filter-rules",
                "{ service = 'probe' }");
        post = new SegmentPost(gateway);
        Waiting.until(
                "segments are accepted",
                () -> post.json(OWN + "rk_shop", json("first", 0, PAGE)).statusCode() == 202);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void theSegmentOfAFormIsStoredMaskedAndItsEventNamesTheObject() throws IOException {
        byte[] plain = Files.readAllBytes(Path.of("src/test/resources/datakit/session_replay_segment.decoded.json"));
        Map<String, String> texts = form("s-form");
        Map<TopicPartition, Long> before = Broker.shared().ends(EVENTS);
        byte[] segment = SegmentPost.zlib(plain);
        double stored = gateway.metric(segments("other", "stored"));
        HttpResponse<String> answer = post.form(DATAKIT, texts, segment);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        JsonNode event = onlyEvent(before);
        assertThat(event.get("tenant").textValue()).isEqualTo("other");
        assertThat(event.get("type").textValue()).isEqualTo("replay");
        assertThat(event.get("session").textValue()).isEqualTo("s-form");
        assertThat(event.at("/measures/records").intValue()).isEqualTo(429);
        assertThat(event.at("/measures/raw_bytes").intValue()).isEqualTo(plain.length);
        assertThat(event.at("/labels/mask").textValue()).isEqualTo("text");
        assertThat(event.at("/labels/full_snapshot").textValue()).isEqualTo("true");
        Path object = directory.resolve(event.at("/labels/object").textValue());
        assertThat(object.getFileName()).hasToString("v-1-2");
        assertThat(Files.size(object)).isEqualTo(event.at("/measures/bytes").longValue());
        JsonNode records = MAPPER.readTree(inflated(object));
        assertThat(records).hasSize(429);
        assertThat(records.toString()).contains("\"text\":\"********\"");
        assertThat(gateway.metric(segments("other", "stored"))).isEqualTo(stored + 1);
        assertThat(gateway.metric("convergence_gateway_replay_bytes_total{outcome=\"stored\",tenant=\"other\"}"))
                .isGreaterThan(segment.length);
        assertThat(gateway.metric("convergence_gateway_replay_store_seconds_count"))
                .isPositive();
    }

    @Test
    void theSegmentOfAJsonObjectIsStoredMasked() throws IOException {
        Map<TopicPartition, Long> before = Broker.shared().ends(EVENTS);
        HttpResponse<String> answer = post.json("/api/v1/ingest/replay?token=rk_shop", json("s-json", 3, PAGE));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"dropped\":0}");
        JsonNode event = onlyEvent(before);
        Path object = directory.resolve(event.at("/labels/object").textValue());
        assertThat(object.getParent()).hasFileName("s-json");
        assertThat(inflated(object))
                .isEqualTo("[{\"type\":4,\"data\":{\"href\":\"https://web.acme.example/orders/:id\",\"width\":1,"
                        + "\"height\":1},\"timestamp\":1700000000000}]");
    }

    @Test
    void aSegmentThatIsSentAgainHasTheSameIdAndOneObject() throws IOException {
        Map<TopicPartition, Long> before = Broker.shared().ends(EVENTS);
        for (int i = 0; i < 3; i++) {
            assertThat(post.json(OWN + "rk_shop", json("s-again", 0, PAGE)).statusCode())
                    .isEqualTo(202);
        }
        assertThat(events(before).stream()
                        .map(event -> event.get("id").textValue())
                        .distinct())
                .hasSize(1);
        assertThat(objects().filter(path -> path.toString().contains("s-again")))
                .hasSize(1);
    }

    @Test
    void dryRequestsAreAnsweredAndNotStored() throws IOException {
        Map<TopicPartition, Long> before = Broker.shared().ends(EVENTS);
        assertThat(post.json(OWN + "rk_shop&dry", json("s-dry", 0, PAGE)).statusCode())
                .isEqualTo(202);
        assertThat(events(before)).isEmpty();
        assertThat(objects().filter(path -> path.toString().contains("s-dry"))).isEmpty();
    }

    @Test
    void rulesOfTheGatewayAndOfTheDsnDropSegmentsAndBrokenOnesAreSkipped() throws IOException {
        Map<TopicPartition, Long> before = Broker.shared().ends(EVENTS);
        double filtered = gateway.metric(segments("other", "filtered"));
        for (Map.Entry<String, String> rule :
                Map.of("env", "test", "service", "probe", "index_in_view", "9").entrySet()) {
            Map<String, String> texts = form("s-filtered");
            texts.put(rule.getKey(), rule.getValue());
            HttpResponse<String> answer = post.form(DATAKIT, texts, page());
            assertThat(answer.statusCode()).as(rule.getKey()).isEqualTo(202);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(events(before)).isEmpty();
        assertThat(gateway.metric(segments("other", "filtered"))).isEqualTo(filtered + 3);
    }

    @Test
    void segmentsThatBreakARuleAreRefused() {
        Map<String, String> unknown = form("s-1");
        unknown.put("app_id", "appid_nobody");
        assertRefused(post.form(DATAKIT, unknown, page()), 403, "RUMAppIdNotInWhiteList");
        Map<String, String> strict = form("s-1");
        strict.put("app_id", "appid_strict");
        assertRefused(post.form(DATAKIT, strict, page()), 403, "notEnabled");
        Map<String, String> none = form("s-1");
        none.remove("app_id");
        assertRefused(post.form(DATAKIT, none, page()), 400, "missingAppID");
        assertRefused(post.form(DATAKIT, form("s 1"), page()), 400, "invalidSegment");
        assertRefused(post.form(DATAKIT, form("s-1"), page(), "DNT", "1"), 400, "noConsent");
        Map<String, String> bound = form("s-1");
        bound.put("app_id", "appid_bound");
        assertRefused(post.form(DATAKIT, bound, page(), "Origin", "https://evil.example"), 403, "origin");
        assertRefused(post.form(OWN + "rk_recorded_bound", form("s-1"), page()), 403, "origin");
        assertThat(post.form(DATAKIT, bound, page(), "Origin", "https://web.other.example")
                        .statusCode())
                .isEqualTo(200);
        assertRefused(
                post.form(DATAKIT, form("s-1"), "[{\"type\":12,\"timestamp\":1}]".getBytes(StandardCharsets.UTF_8)),
                400,
                "invalidSegment");
        assertRefused(post.form(DATAKIT, form("s-1"), "[]".getBytes(StandardCharsets.UTF_8)), 400, "invalidSegment");
        assertRefused(
                post.json(DATAKIT, json("s-1", 0, PAGE), "Content-Type", "multipart/form-data; boundary=x"),
                400,
                "invalidSegment");
        assertRefused(post.json(DATAKIT, "x", "Content-Type", "multipart/form-data"), 400, "invalidSegment");
        assertRefused(post.json(DATAKIT, "x", "Content-Encoding", "snappy"), 400, "invalidEncoding");
        assertRefused(post.form(OWN + "rk_shop", form("s-1"), page()), 400, "no_consent");
        assertRefused(post.form(OWN + "rk_plain", form("s-1"), page()), 403, "not_enabled");
        assertRefused(post.json(OWN + "rk_shop", json("s-1", 0, PAGE).replace("index", "indices")), 400, "malformed");
        assertRefused(post.json(OWN + "rk_shop", json("s-1", 2_000_000, PAGE)), 400, "invalid_field");
        assertThat(gateway.metric(segments("other", "refused"))).isPositive();
    }

    @Test
    void bombsAndLongBodiesAreTooLarge() {
        assertRefused(
                post.form(
                        DATAKIT,
                        form("s-1"),
                        SegmentPost.zlib(" ".repeat(33 << 20).getBytes(StandardCharsets.UTF_8))),
                413,
                "tooLarge");
        try (RawConnection connection = RawConnection.to(gateway.gateway().port())) {
            connection.send("POST " + OWN + "rk_shop HTTP/1.1\r\nHost: g\r\nContent-Length: 33554433\r\n\r\n");
            assertThat(connection.readUntil("\r\n\r\n")).contains(" 413 ");
        }
    }

    @Test
    void aBodyInChunksIsTaken() {
        String body = json("s-chunked", 0, PAGE);
        try (RawConnection connection = RawConnection.to(gateway.gateway().port())) {
            connection.send("POST " + OWN + "rk_shop HTTP/1.1\r\nHost: g\r\nTransfer-Encoding: chunked\r\n\r\n");
            int half = body.length() / 2;
            for (String chunk : List.of(body.substring(0, half), body.substring(half), "")) {
                connection.send(Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
            }
            assertThat(connection.readUntil("\r\n\r\n")).contains(" 202 ");
        }
    }

    @Test
    void aDsnOverItsBytesIsRefusedForAWhile() {
        HttpResponse<String> first = post.form(OWN + "rk_recorded_slow", form("s-slow"), page());
        assertThat(first.statusCode()).isEqualTo(202);
        HttpResponse<String> refused = post.form(OWN + "rk_recorded_slow", form("s-slow"), page());
        assertRefused(refused, 429, "rate_limited");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aFullStoreThatRefusesAnswersWhenToTryAgain(@TempDir Path full) {
        try (StartedGateway small = StartedGateway.ready(
                Broker.shared(),
                "events.enabled",
                "true",
                "replay.directory",
                full.toString(),
                "replay.capacity",
                "1048576",
                "replay.when-full",
                "refuse")) {
            SegmentPost posts = new SegmentPost(small);
            Waiting.until(
                    "segments are accepted",
                    () -> posts.json(OWN + "rk_shop", json("s-0", 0, PAGE)).statusCode() == 202);
            String records = "[{\"type\":2,\"timestamp\":1,\"data\":{\"node\":{\"type\":2,\"id\":1,\"tagName\":\"img\","
                    + "\"attributes\":{\"src\":\"data:image/png;base64," + random(1_500_000)
                    + "\"},\"childNodes\":[]}}}]";
            HttpResponse<String> answer = posts.json(OWN + "rk_shop", json("s-1", 0, records));
            assertRefused(answer, 503, "unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(small.metric(segments("acme", "unavailable"))).isEqualTo(1);
        }
    }

    @Test
    void aDirectoryThatCannotBeUsedRefusesTheStart(@TempDir Path parent) throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");
        assertThatThrownBy(() -> StartedGateway.start(
                        Broker.shared(),
                        "events.enabled",
                        "true",
                        "replay.directory",
                        file.resolve("x").toString()))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refusal -> assertThat(refusal.problems())
                                .singleElement()
                                .asString()
                                .startsWith("replay.directory"));
    }

    @Test
    void whileThePlaneIsOffThePathsAnswerThatItIsNotEnabled() {
        try (StartedGateway off = StartedGateway.ready(Broker.shared(), "events.formats", "native,datakit")) {
            assertRefused(new SegmentPost(off).form(DATAKIT, form("s-1"), page()), 503, "notEnabled");
            assertRefused(new SegmentPost(off).json(OWN + "rk_shop", "{}"), 503, "not_enabled");
            assertThat(new SegmentPost(off).json("/api/v1/ingest/replay", "{}").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void nothingPersonalOfASegmentIsStoredPublishedCountedOrLogged() throws IOException {
        String canary = "zo.kanarie@acme.example";
        String name = "Kanarievogel";
        String url = "https://zo:pw@web.acme.example/users/" + canary + "?name=" + name + "#" + name;
        String records = "[{\"type\":4,\"timestamp\":1,\"data\":{\"href\":\"" + url + "\",\"width\":1,\"height\":1}},"
                + "{\"type\":2,\"timestamp\":2,\"data\":{\"node\":{\"type\":0,\"id\":1,\"childNodes\":[{\"type\":2,\"id\":2,"
                + "\"tagName\":\"input\",\"attributes\":{\"value\":\"" + name + "\",\"placeholder\":\"" + name
                + "\",\"title\":\"" + name + "\",\"data-user\":\"" + name + "\",\"onclick\":\"f('" + name
                + "')\",\"x-user\":\"" + name + "\"},\"childNodes\":[]},{\"type\":2,\"id\":3,\"tagName\":\"a\","
                + "\"attributes\":{\"href\":\"" + url + "\"},\"childNodes\":[{\"type\":3,\"id\":4,\"textContent\":\""
                + name + "\"}]},{\"type\":2,\"id\":5,\"tagName\":\"textarea\",\"attributes\":{},\"childNodes\":["
                + "{\"type\":3,\"id\":6,\"textContent\":\"" + name + "\"}]}]}}},"
                + "{\"type\":3,\"timestamp\":3,\"data\":{\"source\":5,\"id\":2,\"text\":\"" + name + "\"}},"
                + "{\"type\":3,\"timestamp\":4,\"data\":{\"source\":0,\"texts\":[{\"id\":4,\"value\":\"" + name
                + "\"}],\"attributes\":[{\"id\":2,\"attributes\":{\"value\":\"" + name
                + "\"}}],\"removes\":[],\"adds\":[]}},"
                + "{\"type\":5,\"timestamp\":5,\"data\":{\"tag\":\"" + name + "\",\"payload\":{\"name\":\"" + name
                + "\"}}},{\"type\":6,\"timestamp\":6,\"data\":{\"plugin\":\"" + name + "\",\"payload\":[\"" + name
                + "\"]}}]";
        Map<String, String> texts = form("s-canary");
        for (String field : List.of(
                "env",
                "service",
                "version",
                "sdk_name",
                "sdk_version",
                "source",
                "creation_reason",
                "user",
                "view_id")) {
            texts.put(field, canary);
        }
        texts.put(name, name);
        Map<TopicPartition, Long> before = Broker.shared().ends(EVENTS);
        List<HttpResponse<String>> answers = new ArrayList<>();
        String[] headers = {
            "User-Agent", name, "Referer", url, "Cookie", "session=" + name, "X-Forwarded-For", "203.0.113.77"
        };
        answers.add(post.form(DATAKIT, texts, records.getBytes(StandardCharsets.UTF_8), headers));
        answers.add(post.json(
                OWN + "rk_shop", json("s-canary", 0, records).replace("\"v-1\"", "\"" + canary + "\""), headers));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isBetween(200, 202));
        answers.add(post.json(OWN + "rk_shop", json(canary, 0, records), headers));
        answers.add(post.json(OWN + "rk_shop", "{\"" + name + "\":1}", headers));
        answers.add(post.form(DATAKIT, texts, ("[{\"type\":\"" + name + "\"}]").getBytes(StandardCharsets.UTF_8)));
        assertThat(events(before)).hasSize(2);
        StringBuilder scanned =
                new StringBuilder(Broker.shared().since(before, EVENTS).toString());
        List<Path> objects = objects().toList();
        for (Path object : objects) {
            scanned.append(object).append(inflated(object));
        }
        answers.forEach(answer -> scanned.append(answer.headers().map()).append(answer.body()));
        scanned.append(gateway.manage("/metrics").body());
        scanned.append(Files.readString(Path.of("target", "test.log"), StandardCharsets.UTF_8));
        assertThat(objects.stream().filter(path -> path.toString().contains("s-canary")))
                .hasSize(2);
        assertThat(scanned.toString())
                .doesNotContainIgnoringCase("kanarie")
                .doesNotContain("zo:pw")
                .doesNotContain("203.0.113.77");
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(code + "\"");
    }

    private static Map<String, String> form(String session) {
        return new HashMap<>(Map.of(
                "app_id",
                "appid_recorded",
                "session_id",
                session,
                "view_id",
                "v-1",
                "index_in_view",
                "2",
                "env",
                "live"));
    }

    private static String json(String session, int index, String records) {
        return "{\"session_id\":\"" + session + "\",\"view_id\":\"v-1\",\"index\":" + index
                + ",\"consent\":true,\"events\":" + records + "}";
    }

    private static byte[] page() {
        return PAGE.getBytes(StandardCharsets.UTF_8);
    }

    /** Text that compression does not make smaller, equal in each run. */
    private static String random(int length) {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".charAt(random.nextInt(64)));
        }
        return text.toString();
    }

    private static String segments(String tenant, String outcome) {
        return "convergence_gateway_replay_segments_total{outcome=\"" + outcome + "\",tenant=\"" + tenant + "\"}";
    }

    private static String inflated(Path object) throws IOException {
        try (GZIPInputStream plain = new GZIPInputStream(Files.newInputStream(object))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Stream<Path> objects() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).toList().stream();
        }
    }

    private static JsonNode onlyEvent(Map<TopicPartition, Long> before) throws IOException {
        List<JsonNode> events = events(before);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static List<JsonNode> events(Map<TopicPartition, Long> before) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (ConsumerRecord<String, String> record : Broker.shared().since(before, EVENTS)) {
            if (record.key() != null) {
                events.add(MAPPER.readTree(record.value()));
            }
        }
        return events;
    }
}
