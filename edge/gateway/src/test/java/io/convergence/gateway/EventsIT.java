package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.convergence.core.event.EventDecoder;
import io.convergence.core.event.RumEvent;
import io.convergence.core.ingest.Decoded;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventsIT {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String EVENTS = "rum.events";
    private static final String CANARY = "jo.canary@acme.example";
    private static StartedGateway gateway;
    private final EventDecoder decoder = new EventDecoder();

    @BeforeAll
    static void start() {
        gateway = StartedGateway.ready(
                Broker.shared(), "events.enabled", "true", "events.formats", "native,nself,datakit,ptrum,datadog,faro");
        Waiting.until(
                "events are accepted",
                () -> post("/ingest/events?token=rk_shop", event("\"page\":\"/\""))
                                .statusCode()
                        == 202);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void requestsAreAnsweredAsDocumented() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (JsonNode one : MAPPER.readTree(Files.readAllBytes(Path.of("src/test/resources/vectors/events/http.json")))
                .get("cases")) {
            String path = one.get("path").asText();
            check(one, path, all);
        }
        all.assertAll();
    }

    @Test
    void whileThePlaneIsOffPathsOfItsFormatsAnswerThatItIsNotEnabledAndOthersDoNotExist() {
        try (StartedGateway off = StartedGateway.ready(Broker.shared(), "events.formats", "native,datakit")) {
            HttpResponse<String> own = off.send("POST", "/ingest/events?token=rk_shop", new byte[0]);
            assertThat(own.statusCode()).isEqualTo(503);
            assertThat(own.body()).contains("\"code\":\"not_enabled\"");
            assertThat(own.headers().firstValue("Retry-After")).isEmpty();
            HttpResponse<String> points = off.send("POST", "/v1/write/rum", new byte[0]);
            assertThat(points.statusCode()).isEqualTo(503);
            assertThat(points.body()).contains("datakit.notEnabled");
            HttpResponse<String> settings = off.send("POST", "/v1/env_variable?app_id=a", new byte[0]);
            assertThat(settings.statusCode()).isEqualTo(405);
            assertThat(settings.headers().firstValue("Allow")).contains("GET, OPTIONS");
            assertThat(off.send("GET", "/v1/env_variable?app_id=a", new byte[0]).statusCode())
                    .isEqualTo(503);
            assertThat(off.send("OPTIONS", "/ingest/events", new byte[0]).statusCode())
                    .isEqualTo(204);
            assertThat(off.send("POST", "/api/rum/collect", new byte[0]).statusCode())
                    .isEqualTo(404);
        }
        assertThat(post("/collect/rk_assumed/more", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void elementsOfKindsThatEventsHaveNotAreCountedByFormat() {
        for (String format : List.of("datadog", "faro", "ptrum", "datakit")) {
            double before = unmapped(format);
            switch (format) {
                case "datadog" -> post("/api/v2/rum?dd-api-key=rk_assumed", "{\"type\":\"transition\"}");
                case "faro" -> post("/collect/rk_assumed", "{\"traces\":{\"resourceSpans\":[{}]}}");
                case "ptrum" ->
                    post(
                            "/api/rum/collect?token=rk_assumed",
                            "[{\"type\":\"trace\"},{\"type\":\"metric\"},{\"name\":\"lcp\"}]");
                default -> post("/v1/write/rum", "cpu,app_id=appid_x f=1\n");
            }
            assertThat(unmapped(format) - before).as(format).isEqualTo(1);
        }
    }

    private static double unmapped(String format) {
        return gateway.metric("convergence_gateway_events_unmapped_total{format=\"" + format + "\"}");
    }

    @Test
    void anEventThatIsSentAgainHasTheSameId() {
        long now = System.currentTimeMillis();
        Map<TopicPartition, Long> before = Broker.shared().ends(EVENTS);
        for (int i = 0; i < 3; i++) {
            assertThat(post("/ingest/events?token=rk_shop", event("\"page\":\"/again\",\"at\":" + now))
                            .statusCode())
                    .isEqualTo(202);
        }
        assertThat(published(before).stream().map(RumEvent::id).distinct()).hasSize(1);
    }

    @Test
    void aDsnOverItsRateIsToldWhenToTryAgain() {
        String body = "[" + String.join(",", List.of(metric(), metric(), metric())) + "]";
        assertThat(post("/api/rum/collect?token=rk_slow", body).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = post("/api/rum/collect?token=rk_slow", body);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void noCanaryOfAPersonIsPublished() {
        String url = "https://jo:pw@web.acme.example/users/" + CANARY + "?mail=" + CANARY + "#" + CANARY;
        Map<TopicPartition, Long> before = Broker.shared().ends(EVENTS);
        List<HttpResponse<String>> answers = new ArrayList<>();
        answers.add(post(
                "/ingest/events?token=rk_shop",
                "{\"v\":1,\"consent\":true,\"session\":\"" + CANARY + "\",\"context\":{\"user\":\"" + CANARY
                        + "\",\"env\":\"" + CANARY + "\"},\"events\":["
                        + "{\"type\":\"error\",\"view\":\"" + CANARY + "\",\"host\":\"web.acme.example\",\"page\":\""
                        + url
                        + "\",\"name\":\"" + CANARY + "\",\"labels\":{\"message\":\"" + CANARY + "\",\"stack\":\""
                        + CANARY
                        + "\\n at x (" + url + ":1:2)\",\"file\":\"" + url + "\",\"url_path\":\"" + url
                        + "\",\"entries\":\"" + CANARY + "\",\"action_type\":\"" + CANARY + "\"},\"tags\":{\"" + CANARY
                        + "\":\"" + CANARY + "\",\"mail\":\"" + CANARY + "\"}},"
                        + "{\"type\":\"metric\",\"name\":\"" + CANARY + "\",\"value\":1},"
                        + "{\"type\":\"action\",\"name\":\"" + CANARY + "\"}]}"));
        for (String token : List.of("rk_shop", "rk_hashed")) {
            String common =
                    "{\"session_id\":\"" + CANARY + "\",\"consent\":true,\"host\":\"web.acme.example\",\"page\":\""
                            + url + "\",\"user_id\":\"" + CANARY + "\",\"environment\":\"" + CANARY
                            + "\",\"release\":\"" + CANARY
                            + "\"";
            answers.add(post("/api/v1/ingest/session?token=" + token, common + "}"));
            answers.add(post(
                    "/api/v1/ingest/vitals?token=" + token,
                    common + ",\"vitals\":[{\"name\":\"LCP\",\"value\":1,\"id\":\"" + CANARY + "\",\"rating\":\""
                            + CANARY + "\",\"navigation_type\":\"" + CANARY + "\"}]}"));
            answers.add(post(
                    "/api/v1/ingest/breadcrumbs?token=" + token,
                    common + ",\"breadcrumbs\":[{\"type\":\"" + CANARY + "\",\"message\":\"" + CANARY + "\",\"at\":1,"
                            + "\"level\":\"" + CANARY + "\",\"data\":{\"mail\":\"" + CANARY + "\"},\"trace_id\":\""
                            + CANARY
                            + "\"}]}"));
        }
        for (String type : List.of("metric", "navigation", "interaction", "resource", "error")) {
            answers.add(post(
                    "/api/rum/collect?token=rk_hashed",
                    "[{\"type\":\"" + type + "\",\"name\":\"" + (type.equals("resource") ? url : CANARY)
                            + "\",\"value\":1,\"timestamp\":1,\"url\":\"" + url + "\",\"sessionId\":\"" + CANARY
                            + "\",\"userId\":\"" + CANARY + "\",\"tags\":{\"version\":\"" + CANARY + "\",\"mail\":\""
                            + CANARY
                            + "\"},\"metadata\":{\"id\":\"" + CANARY + "\",\"message\":\"" + CANARY + "\",\"stack\":\""
                            + CANARY + "\",\"filename\":\"" + url + "\",\"path\":\"" + url + "\",\"type\":\"" + CANARY
                            + "\",\"entries\":[{\"name\":\"" + url + "\"},{\"name\":\"" + CANARY + "\"}]}}]"));
        }
        for (String measurement : List.of("view", "resource", "action", "long_task", "error", "telemetry")) {
            StringBuilder line = new StringBuilder(measurement + ",app_id=appid_x,view_host=web.acme.example");
            for (String key : List.of(
                    "userid",
                    "user_email",
                    "user_name",
                    "ip",
                    "session_id",
                    "view_id",
                    "view_url",
                    "view_path",
                    "view_name",
                    "view_referrer",
                    "view_url_query",
                    "env",
                    "service",
                    "version",
                    "sdk_name",
                    "os",
                    "browser",
                    "browser_version",
                    "network_type",
                    "screen_size",
                    "resource_url",
                    "resource_url_host",
                    "resource_url_path",
                    "resource_url_query",
                    "resource_type",
                    "action_name",
                    "action_type",
                    "error_type",
                    "error_source",
                    "trace_id",
                    "view_loading_type")) {
                line.append(',').append(key).append('=').append(CANARY);
            }
            line.append(" duration=1i,error_message=\"" + CANARY + "\",error_stack=\"" + CANARY + "\"");
            answers.add(post("/v1/write/rum", line.toString()));
        }
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isBetween(200, 202));
        List<ConsumerRecord<String, String>> records = Broker.shared().since(before, EVENTS);
        assertThat(records.toString()).doesNotContainIgnoringCase("canary").doesNotContain("jo:pw");
        assertThat(published(before)).hasSizeGreaterThan(15);
        assertThat(gateway.manage("/metrics").body()).doesNotContain("canary");
        assertThat(answers.toString() + answers.stream().map(HttpResponse::body).toList())
                .doesNotContain("canary");
    }

    private static void check(JsonNode one, String path, SoftAssertions all) {
        String name = one.get("name").asText();
        Map<TopicPartition, Long> before =
                one.has("published") ? Broker.shared().ends(EVENTS) : Map.of();
        List<String> headers = new ArrayList<>();
        one.get("headers").fieldNames().forEachRemaining(header -> {
            headers.add(header);
            headers.add(one.get("headers").get(header).asText());
        });
        HttpResponse<String> answer =
                gateway.send(one.get("method").asText(), path, body(one), headers.toArray(String[]::new));
        all.assertThat(answer.statusCode())
                .as(name + " " + answer.body())
                .isEqualTo(one.get("status").asInt());
        JsonNode json = json(answer.body());
        if (one.has("code")) {
            String code = json.has("error_code")
                    ? json.get("error_code").asText()
                    : json.path("error").path("code").asText();
            all.assertThat(code).as(name).isEqualTo(one.get("code").asText());
        }
        if (one.hasNonNull("answer")) {
            all.assertThat(json.toString()).as(name).isEqualTo(one.get("answer").toString());
        }
        if (one.has("allow")) {
            all.assertThat(answer.headers().firstValue("Allow"))
                    .as(name)
                    .contains(one.get("allow").asText());
        }
        if (one.has("published")) {
            all.assertThat(Broker.shared().since(before, EVENTS).stream().filter(record -> record.key() != null))
                    .as(name)
                    .isEmpty();
        }
    }

    private static byte[] body(JsonNode one) {
        if (one.has("pad")) {
            return new byte[one.get("pad").asInt()];
        }
        JsonNode repeat = one.get("repeat");
        if (repeat == null) {
            return one.get("body").asText().getBytes(StandardCharsets.UTF_8);
        }
        String separator = repeat.get("separator").asText();
        String elements = (repeat.get("element").asText() + separator)
                .repeat(repeat.get("times").asInt());
        return (repeat.get("body_before").asText()
                        + elements.substring(0, elements.length() - separator.length())
                        + repeat.get("body_after").asText())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode json(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            return MAPPER.createObjectNode();
        }
    }

    private List<RumEvent> published(Map<TopicPartition, Long> before) {
        List<RumEvent> events = new ArrayList<>();
        for (ConsumerRecord<String, String> record : Broker.shared().since(before, EVENTS)) {
            Decoded<RumEvent> decoded = decoder.decode(record.value().getBytes(StandardCharsets.UTF_8));
            if (decoded instanceof Decoded.Accepted<RumEvent> accepted) {
                assertThat(record.key()).isEqualTo(accepted.value().recordKey());
                events.add(accepted.value());
            } else {
                assertThat(decoded).isInstanceOf(Decoded.Heartbeat.class);
            }
        }
        return events;
    }

    private static HttpResponse<String> post(String path, String body) {
        return gateway.send("POST", path, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String event(String fields) {
        return "{\"v\":1,\"consent\":true,\"session\":\"s-1\",\"events\":[{\"type\":\"view\",\"view\":\"v-1\","
                + "\"host\":\"web.acme.example\"," + fields + "}]}";
    }

    private static String metric() {
        return "{\"type\":\"metric\",\"name\":\"cart\",\"value\":1,\"timestamp\":1700000000000,"
                + "\"url\":\"https://web.acme.example/cart\",\"sessionId\":\"s-1\"}";
    }
}
