package io.convergence.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.ingest.RejectReason;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Tests that openapi.yaml and asyncapi.yaml agree with real answers and records. */
class DocumentsIT {
    private static final Set<String> JOB_TOPICS = Set.of("convergence.verdicts", "signals.events", "signals.state");

    private static StartedGateway gateway;
    private static Object openApi;
    private static Object asyncApi;

    @BeforeAll
    static void start() throws IOException {
        gateway = StartedGateway.ready(Broker.shared());
        openApi = yaml(gateway.send("GET", "/openapi.yaml", new byte[0]).body());
        asyncApi = yaml(Files.readString(Path.of("../../conf/asyncapi.yaml"), StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void everyPathOfTheDocumentIsServedAndNoOther() {
        assertThat(at(openApi, "openapi")).isEqualTo("3.1.0");
        assertThat(keys(at(openApi, "paths")))
                .containsExactlyInAnyOrder(
                        "/ingest/rum",
                        "/ingest/synthetic",
                        "/ingest/events",
                        "/api/v1/ingest/session",
                        "/api/v1/ingest/vitals",
                        "/api/v1/ingest/breadcrumbs",
                        "/api/rum/collect",
                        "/api/v2/rum",
                        "/collect",
                        "/collect/{token}",
                        "/v1/write/rum",
                        "/ingest/replay",
                        "/api/v1/ingest/replay",
                        "/v1/write/rum/replay",
                        "/v1/env_variable",
                        "/openapi.yaml",
                        "/health",
                        "/ready",
                        "/metrics");
        assertThat(gateway.send("GET", "/openapi.yaml", new byte[0]).headers().firstValue("Content-Type"))
                .contains("application/yaml");
        for (String path : List.of("/health", "/ready", "/metrics")) {
            assertThat(keys(at(openApi, "paths", path, "get", "responses")))
                    .contains(String.valueOf(gateway.manage(path).statusCode()));
        }
    }

    @Test
    void everyAnswerToABeaconIsInTheDocument() {
        String origins = Sample.beacon("key", "\"pk_origins\"");
        for (HttpResponse<String> answer : List.of(
                gateway.post(Sample.beacon("id", "\"doc\"")),
                gateway.post(Sample.beacon("id", "\"doc\"")),
                gateway.post("{"),
                gateway.post(Sample.beacon("key", "\"x\"")),
                gateway.post(origins),
                gateway.post(Sample.beacon("errors", "-1")),
                gateway.post(Sample.beacon("consent", "false")),
                gateway.post("x".repeat(20_000)),
                gateway.send("GET", "/ingest/rum", new byte[0]))) {
            assertDocumented(answer, "/ingest/rum");
        }
        HttpResponse<String> limited = gateway.post(Sample.beacon("key", "\"pk_slow\""));
        while (limited.statusCode() == 202) {
            assertDocumented(limited, "/ingest/rum");
            limited = gateway.post(Sample.beacon("key", "\"pk_slow\""));
        }
        assertThat(limited.statusCode()).isEqualTo(429);
        assertDocumented(limited, "/ingest/rum");
        HttpResponse<String> preflight = gateway.send("OPTIONS", "/ingest/rum", new byte[0]);
        assertThat(keys(at(openApi, "paths", "/ingest/rum", "options", "responses")))
                .containsExactly(String.valueOf(preflight.statusCode()));
        for (Object header : keys(at(openApi, "components", "x-cors-headers"))) {
            assertThat(preflight.headers().firstValue(String.valueOf(header))).isPresent();
        }
    }

    @Test
    void everyAnswerToResultsIsInTheDocument() {
        long now = System.currentTimeMillis();
        for (HttpResponse<String> answer : List.of(
                gateway.postResults("", Sample.result(now)),
                gateway.postResults("", "[" + Sample.result(now) + "]"),
                gateway.postResults("", "{"),
                gateway.postResults("", Sample.result(1)),
                gateway.postResults("", Sample.result(now + 90_000)),
                gateway.postResults("", " ".repeat(2 << 20)),
                gateway.send("POST", "/ingest/synthetic", new byte[0]),
                gateway.send("GET", "/ingest/synthetic", new byte[0]))) {
            assertDocumented(answer, "/ingest/synthetic");
        }
    }

    @Test
    void theFieldsOfTheDocumentAreThoseThatAreAccepted() {
        for (Object field : keys(at(openApi, "components", "schemas", "Beacon", "properties"))) {
            assertThat(gateway.post("{\"key\":\"pk_open\",\"" + field + "\":null}")
                            .body())
                    .contains("malformed")
                    .doesNotContain("outside the schema");
        }
        for (Object field : keys(at(openApi, "components", "schemas", "Result", "properties"))) {
            assertThat(gateway.postResults("", "{\"" + field + "\":null}").body())
                    .contains("malformed")
                    .doesNotContain("outside the schema");
        }
        for (Object field : list(at(openApi, "components", "schemas", "Result", "required"))) {
            assertThat(gateway.postResults("", Sample.result(System.currentTimeMillis(), String.valueOf(field), null))
                            .statusCode())
                    .as("without %s", field)
                    .isEqualTo(400);
        }
        for (Object field : list(at(openApi, "components", "schemas", "Beacon", "required"))) {
            assertThat(gateway.post(Sample.beacon(String.valueOf(field), null)).statusCode())
                    .as("without %s", field)
                    .isIn(400, 401);
        }
    }

    @Test
    void everyRecordIsOfAMessageOfItsTopic() {
        long now = System.currentTimeMillis();
        gateway.post(Sample.beacon());
        gateway.post("{");
        gateway.postResults(
                "", Sample.result(now, "app", "\"a\"", "status_code", "200", "location", "\"l\"", "error", "\"tls\""));
        Waiting.until(
                "refusals are reported",
                () -> !Broker.shared().all("ingest.rejects").isEmpty());
        Map<String, String> schemas = Map.of(
                "rum.beacons",
                "Beacon",
                "synthetic.results",
                "Result",
                "ingest.rejects",
                "Rejected",
                "rum.events",
                "Event",
                "rum.dsns",
                "Dsn");
        for (Object channel : map(at(asyncApi, "channels")).values()) {
            String topic = String.valueOf(at(channel, "address"));
            if (JOB_TOPICS.contains(topic)) {
                continue;
            }
            assertThat(at(channel, "bindings", "kafka", "partitions")).isEqualTo(Broker.TOPICS.get(topic));
            for (ConsumerRecord<String, String> record : Broker.shared().all(topic)) {
                String schema = record.key() == null ? "Heartbeat" : schemas.getOrDefault(topic, "");
                assertOf(record.value(), schema);
            }
        }
        assertThat(list(at(asyncApi, "components", "schemas", "Rejected", "properties", "reason", "enum")))
                .isSubsetOf(Arrays.stream(RejectReason.values())
                        .map(RejectReason::label)
                        .toList());
    }

    private static void assertOf(String json, String schema) {
        Map<?, ?> record = map(yaml(json));
        Object of = at(asyncApi, "components", "schemas", schema);
        assertThat(keys(at(of, "properties"))).containsAll(keys(record));
        assertThat(keys(record)).containsAll(list(at(of, "required")));
        record.forEach((name, value) -> {
            Object property = at(of, "properties", String.valueOf(name));
            Object pattern = map(property).get("pattern");
            Object values = map(property).get("enum");
            if (pattern != null) {
                assertThat(String.valueOf(value)).containsPattern(Pattern.compile(String.valueOf(pattern)));
            }
            if (values != null) {
                assertThat(list(values)).contains(value);
            }
        });
    }

    private static void assertDocumented(HttpResponse<String> answer, String path) {
        assertThat(keys(at(openApi, "paths", path, "post", "responses"))).contains(String.valueOf(answer.statusCode()));
        Map<?, ?> body = map(yaml(answer.body()));
        if (answer.statusCode() == 202) {
            assertThat(body.get("accepted")).isEqualTo(true);
            assertThat(keys(body)).isSubsetOf("accepted", "duplicate", "results");
        } else {
            Object error = at(openApi, "components", "schemas", "Error", "properties", "error");
            assertThat(keys(at(body, "error"))).containsExactlyInAnyOrderElementsOf(list(at(error, "required")));
            assertThat(list(at(error, "properties", "code", "enum"))).contains(at(body, "error", "code"));
        }
    }

    private static Object yaml(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    private static Object at(Object node, String... path) {
        Object found = node;
        for (String name : path) {
            found = requireNonNull(map(found).get(name), () -> name + " in " + List.of(path));
        }
        return found;
    }

    private static Map<?, ?> map(Object node) {
        assertThat(node).isInstanceOf(Map.class);
        return (Map<?, ?>) node;
    }

    private static List<Object> keys(Object node) {
        return List.copyOf(map(node).keySet());
    }

    private static List<Object> list(Object node) {
        assertThat(node).isInstanceOf(List.class);
        return List.copyOf((List<?>) node);
    }
}
