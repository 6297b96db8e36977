package io.convergence.query;

import static io.convergence.query.SeededQuery.ACME;
import static io.convergence.query.SeededQuery.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.http.BearerTokens;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.kit.kafka.Topics;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Objectives changed over HTTP, with a real broker and a real database. */
class WritesIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final EmbeddedBroker BROKER = EmbeddedBroker.startTemporary();
    private static final SeededQuery QUERY = SeededQuery.start("kafka.bootstrap.servers", BROKER.bootstrapServers());
    private static final int EDITORS = 20;
    private static final String EDITOR = "further-editor-token-of-32-characters";

    @BeforeAll
    static void createTopics() throws Exception {
        QUERY.sql().execute("DELETE FROM slo_documents");
        Topics.create(BROKER.bootstrapServers(), List.of(new NewTopic("slo.definitions", 1, (short) 1)));
    }

    @AfterAll
    static void close() {
        QUERY.close();
        BROKER.close();
    }

    @Test
    void anObjectiveIsAddedChangedAndDeleted() throws Exception {
        HttpResponse<String> added = post("/api/v1/slos", slo("life", "0.99"));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(added.headers().firstValue("Location")).contains("/api/v1/slos/life");
        JsonNode body = MAPPER.readTree(added.body());
        assertThat(body.path("created").findValuesAsText("name")).containsExactly("life");
        assertThat(body.path("effective_from").asText()).endsWith(":00.000Z");
        JsonNode pending =
                MAPPER.readTree(QUERY.get(GLOBEX, "/api/v1/slos/life").body());
        assertThat(pending.path("state").asText()).isEqualTo("pending");
        assertThat(pending.path("effective_from")).isEqualTo(body.path("effective_from"));
        assertThat(pending.path("target").asDouble()).isEqualTo(0.99);
        assertThat(MAPPER.readTree(QUERY.get(GLOBEX, "/api/v1/slos").body())
                        .path("items")
                        .findValuesAsText("id"))
                .contains("life");
        String again = post("/api/v1/slos", slo("life", "0.99")).body();
        assertThat(MAPPER.readTree(again).path("unchanged").findValuesAsText("name"))
                .containsExactly("life");
        assertProblem(post("/api/v1/slos", slo("life", "0.98")), 409, "exists");
        String tag = tag("life");
        assertThat(tag).isEqualTo(pending.path("document_tag").asText());

        assertProblem(send("PUT", "life", null, slo("life", "0.98")), 428, "precondition-required");
        HttpResponse<String> stale = send("PUT", "life", "\"0815\"", slo("life", "0.98"));
        assertProblem(stale, 412, "changed");
        assertThat(stale.headers().firstValue("ETag")).contains(tag);
        assertThat(stale.body()).contains("globex-editor");
        HttpResponse<String> put = send("PUT", "life", tag, slo("life", "0.98"));
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        String next = put.headers().firstValue("ETag").orElseThrow();
        assertThat(next).isNotEqualTo(tag).isEqualTo(tag("life"));
        assertThat(MAPPER.readTree(put.body()).path("document_tag").asText()).isEqualTo(next);
        HttpResponse<String> same = send("PUT", "life", next, slo("life", "0.98"));
        assertThat(same.headers().firstValue("ETag")).contains(next);
        assertProblem(send("PUT", "life", next, slo("other", "0.98")), 422, "invalid-definition");
        assertProblem(send("PUT", "nobody", next, slo("nobody", "0.98")), 404, "not-found");

        HttpResponse<String> patched = send(
                "PATCH",
                "life",
                next,
                "{\"target\": 0.97, \"display_name\": \"Life\", \"runbook_url\": \"https://a.example/b\"}");
        assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
        assertThat(openSlo())
                .contains("target: 0.97")
                .contains("displayName: Life")
                .contains("https://a.example/b");
        String last = patched.headers().firstValue("ETag").orElseThrow();
        assertProblem(send("PATCH", "life", last, "{\"target\": 2}"), 422, "invalid-definition");
        assertProblem(send("PATCH", "life", last, "{\"target\": null}"), 422, "invalid-definition");
        assertProblem(send("PATCH", "life", last, "{\"sli\": 1}"), 422, "invalid-definition");
        assertThat(send("PATCH", "life", last, "[]").statusCode()).isEqualTo(400);

        assertThat(send("DELETE", "life", next, null).statusCode()).isEqualTo(412);
        assertThat(send("DELETE", "life", last, null).statusCode()).isEqualTo(204);
        assertThat(openSlo()).doesNotContain("name: life");
        assertThat(send("DELETE", "life", last, null).statusCode()).isEqualTo(404);
        awaitAgreement();
        assertThat(versions("life")).containsExactly("deleted", "changed", "changed", "created");
    }

    @Test
    void wrongDefinitionsAreRefusedWithLineAndPath() throws IOException {
        HttpResponse<String> refused = post("/api/v1/slos", slo("wrong", "1.5"));
        assertProblem(refused, 422, "invalid-definition");
        JsonNode error = MAPPER.readTree(refused.body()).path("errors").path(0);
        assertThat(error.path("path").asText()).isEqualTo("spec.objectives[0].target");
        assertThat(error.path("line").asInt()).isEqualTo(16);
        assertProblem(
                post(
                        "/api/v1/slos",
                        slo("wrong", "0.9").replace("{name: wrong}", "{name: wrong, labels: {tenant: acme}}")),
                422,
                "invalid-definition");
        assertProblem(post("/api/v1/slos", ""), 422, "invalid-definition");
        assertProblem(post("/api/v1/slos", "{"), 422, "invalid-definition");
        assertProblem(post("/api/v1/slos?take_over=perhaps", slo("wrong", "0.9")), 400, "invalid-parameter");
        assertThat(openSlo()).doesNotContain("wrong");
    }

    @Test
    void onlyEditorsOfThisSiteWrite() {
        HttpResponse<String> reader = QUERY.send(QUERY.request("/api/v1/slos")
                .header("Authorization", "Bearer " + ACME)
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(slo("reader", "0.9"))));
        assertProblem(reader, 403, "role");
        HttpResponse<String> foreign = QUERY.send(QUERY.request("/api/v1/slos")
                .header("Cookie", "__Host-convergence=" + GLOBEX)
                .header("Sec-Fetch-Site", "cross-site")
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(slo("foreign", "0.9"))));
        assertProblem(foreign, 403, "cross-site");
    }

    @Test
    void theSameKeyGivesTheFirstAnswer() throws IOException {
        HttpResponse<String> first = post("/api/v1/slos", slo("keyed", "0.9"), "Idempotency-Key", "k1");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(send("PATCH", "keyed", tag("keyed"), "{\"target\": 0.8}").statusCode())
                .isEqualTo(200);
        HttpResponse<String> second = post("/api/v1/slos", slo("keyed", "0.9"), "Idempotency-Key", "k1");
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(second.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertProblem(
                post("/api/v1/slos", slo("keyed", "0.7"), "Idempotency-Key", "k1"), 422, "idempotency-key-reused");
        assertProblem(post("/api/v1/slos", slo("x", "0.7"), "Idempotency-Key", "a b"), 400, "invalid-parameter");
        assertThat(openSlo()).contains("target: 0.8");
    }

    @Test
    void aKeyIsUsedForADay() throws Exception {
        post("/api/v1/slos", slo("daily", "0.9"), "Idempotency-Key", "day");
        String age = "UPDATE slo_documents SET written_at = now() - interval '%s' WHERE name = 'daily'";
        QUERY.sql().execute(age.formatted("23 h 59 min"));
        HttpResponse<String> replayed = post("/api/v1/slos", slo("daily", "0.9"), "Idempotency-Key", "day");
        assertThat(replayed.statusCode()).isEqualTo(201);
        assertThat(replayed.headers().firstValue("Idempotent-Replayed")).contains("true");
        QUERY.sql().execute(age.formatted("24 h 1 min"));
        assertProblem(
                post("/api/v1/slos", slo("daily", "0.9"), "Idempotency-Key", "day"), 422, "idempotency-key-reused");
        assertThat(post("/api/v1/slos", slo("daily", "0.9"), "Idempotency-Key", "next-day")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void ofTwentyEditorsEachSuccessfulOneRaisesTheTargetByOne() throws Exception {
        post("/api/v1/slos", slo("contended", "0.5"));
        ExecutorService editors = Executors.newFixedThreadPool(EDITORS);
        List<Future<Integer>> statuses = new ArrayList<>();
        for (int i = 0; i < EDITORS; i++) {
            statuses.add(editors.submit(() -> {
                HttpResponse<String> document = document("contended");
                int ppm = ppm(document.body());
                String target = "{\"target\": 0." + (ppm + 1) + "}";
                return send(
                                "PATCH",
                                "contended",
                                document.headers().firstValue("ETag").orElseThrow(),
                                target)
                        .statusCode();
            }));
        }
        int raised = 0;
        for (Future<Integer> status : statuses) {
            assertThat(status.get()).isIn(200, 412);
            raised += status.get() == 200 ? 1 : 0;
        }
        editors.shutdown();
        assertThat(raised).isPositive();
        assertThat(ppm(document("contended").body())).isEqualTo(500_000 + raised);
        assertThat(versions("contended")).hasSize(raised + 1);
    }

    @Test
    void twoServicesAndFilesAtTheSameTimeHaveOneOrder() throws Exception {
        try (Query other = QUERY.another();
                KafkaProducer<String, String> files = new KafkaProducer<>(
                        Map.of("bootstrap.servers", BROKER.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            ExecutorService writers = Executors.newFixedThreadPool(3);
            List<Future<Integer>> statuses = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String name = "order-" + i;
                statuses.add(writers.submit(
                        () -> post("/api/v1/slos", slo(name + "-a", "0.9")).statusCode()));
                statuses.add(writers.submit(() -> QUERY.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + other.port() + "/api/v1/slos"))
                                        .header("Authorization", "Bearer " + GLOBEX)
                                        .header("Content-Type", "application/yaml")
                                        .POST(BodyPublishers.ofString(slo(name + "-b", "0.9"))))
                        .statusCode()));
                statuses.add(writers.submit(() -> {
                    files.send(new ProducerRecord<>(
                                    "slo.definitions", 0, "globex/SLO/" + name + "-c", slo(name + "-c", "0.9")))
                            .get();
                    return 201;
                }));
            }
            for (Future<Integer> status : statuses) {
                assertThat(status.get()).isEqualTo(201);
            }
            writers.shutdown();
        }
        awaitAgreement();
        assertProblem(send("PATCH", "order-1-c", tag("order-1-c"), "{\"target\": 0.8}"), 409, "managed-by-files");
        HttpResponse<String> taken = send("PATCH", "order-1-c?take_over=true", tag("order-1-c"), "{\"target\": 0.8}");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(send("PATCH", "order-1-c", tag("order-1-c"), "{\"target\": 0.7}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theExampleFilesKeepTheirMeaning() throws IOException {
        editors("example");
        List<String> files = new ArrayList<>();
        for (String name : List.of("example-sources", "example-alerts", "example-budgets")) {
            files.add(Files.readString(Path.of("../../conf/slo/" + name + ".yaml")));
        }
        String text = String.join("\n---\n", files);
        HttpResponse<String> added = QUERY.send(QUERY.request("/api/v1/slos")
                .header("Authorization", "Bearer " + EDITOR)
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(text)));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        OpenSlo before = OpenSlo.read(List.of(new SourceText("files", "example", text)));
        OpenSlo after = OpenSlo.read(List.of(new SourceText(
                "answer", "example", QUERY.get(EDITOR, "/api/v1/openslo").body())));
        assertThat(before.definitions()).isNotEmpty();
        assertThat(after.definitions()).isEqualTo(before.definitions());
    }

    @Test
    void ofSeveralObjectivesTheOneThatIsMeantIsChanged() throws IOException {
        String several = slo("several", "0.9")
                + "      displayName: fast\n    - {target: 0.8, displayName: slow}\n    - {target: 0.7, displayName: any}\n";
        assertThat(post("/api/v1/slos", several).statusCode()).isEqualTo(201);
        assertThat(send("PATCH", "several-slow", tag("several-slow"), "{\"target\": 0.85}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(document("several-fast").body()).contains("target: 0.9", "target: 0.85", "target: 0.7");
        assertProblem(
                send("PATCH", "several-slow", tag("several-slow"), "{\"description\": \"x\"}"),
                422,
                "invalid-definition");
        assertThat(send("DELETE", "several-any", tag("several-any"), null).statusCode())
                .isEqualTo(204);
        assertThat(document("several-fast").body()).doesNotContain("any");
        assertProblem(send("DELETE", "several-slow", tag("several-slow"), null), 422, "invalid-definition");
        assertThat(send("DELETE", "several", tag("several"), null).statusCode()).isEqualTo(204);
        assertThat(send("DELETE", "several", "*", null).statusCode()).isEqualTo(404);
    }

    @Test
    void nothingOfAnotherTenantIsSeenOrChanged() throws IOException {
        editors("acme");
        post("/api/v1/slos", slo("private", "0.9"));
        String tag = tag("private");
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            String body = method.equals("PUT") ? slo("private", "0.5") : "{\"target\": 0.5}";
            HttpResponse<String> answer = QUERY.send(QUERY.request("/api/v1/slos/private")
                    .header("Authorization", "Bearer " + EDITOR)
                    .header("If-Match", tag)
                    .header("Content-Type", method.equals("PUT") ? "application/yaml" : "application/json")
                    .method(method, method.equals("DELETE") ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
            assertProblem(answer, 404, "not-found");
            assertThat(answer.body()).doesNotContain("globex").doesNotContain(tag);
            assertThat(answer.headers().firstValue("ETag")).isEmpty();
        }
        HttpResponse<String> own = QUERY.send(QUERY.request("/api/v1/slos")
                .header("Authorization", "Bearer " + EDITOR)
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(slo("private", "0.5"))));
        assertThat(own.statusCode()).isEqualTo(201);
        assertThat(tag("private")).isEqualTo(tag);
        assertThat(document("private").body()).contains("target: 0.9");
        assertThat(QUERY.send(QUERY.request("/api/v1/slos/private")
                                .header("Authorization", "Bearer " + EDITOR)
                                .header("If-Match", tag)
                                .DELETE())
                        .statusCode())
                .isEqualTo(412);
        HttpResponse<String> foreign = QUERY.send(QUERY.request("/api/v1/slos/private?tenant=globex")
                .header("Authorization", "Bearer " + EDITOR)
                .header("If-Match", tag)
                .DELETE());
        assertProblem(foreign, 404, "not-found");
    }

    @Test
    void wrongParametersAndBodiesAreRefusedByEveryWrite() throws IOException {
        for (String query :
                List.of("take_over=1", "take_over=", "take_over=true&take_over=true", "x=1", "take_over=%00")) {
            assertThat(post("/api/v1/slos?" + query, slo("attack", "0.9")).statusCode())
                    .as(query)
                    .isEqualTo(400);
            for (String method : List.of("PUT", "PATCH", "DELETE")) {
                String body = method.equals("DELETE") ? null : "{}";
                assertThat(send(method, "attack?" + query, "\"1\"", body).statusCode())
                        .as(method + ' ' + query)
                        .isEqualTo(400);
            }
        }
        for (String id : List.of("'%3B%20DROP%20TABLE%20slos", "x".repeat(3_000), "%2F", "-", "a-".repeat(300))) {
            assertThat(send("DELETE", id, "\"1\"", null).statusCode()).as(id).isIn(400, 404);
        }
        assertThat(send("DELETE", "%00", "\"1\"", null).statusCode()).isEqualTo(400);
        for (String body : List.of(
                "\u0000", "[", "null", "1", "{\"target\": 1e999}", "{\"a\": 1, \"a\": 2}", "{\"target\": \"0.9\"}")) {
            assertThat(send("PATCH", "attack", "\"1\"", body).statusCode())
                    .as(body)
                    .isIn(400, 404, 422);
            assertThat(post("/api/v1/slos", body).statusCode()).as(body).isEqualTo(422);
        }
        HttpResponse<String> faults = QUERY.get(GLOBEX, "/ready");
        assertThat(faults.statusCode()).isEqualTo(200);
    }

    private static void editors(String tenant) throws IOException {
        QUERY.access(SeededQuery.accessText() + "  - {name: editor-of-" + tenant + ", tenants: [" + tenant
                + "], role: editor, sha256: " + BearerTokens.digest(EDITOR) + "}\n");
        Waiting.until(
                "the token is known",
                () -> QUERY.get(EDITOR, "/api/v1/me").body().contains(tenant));
    }

    private static int ppm(String document) {
        String digits = document.replaceAll("(?s).*target: 0\\.(\\d+).*", "$1");
        return Integer.parseInt((digits + "000000").substring(0, 6));
    }

    static String slo(String name, String target) {
        return """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: NAME}
                spec:
                  service: shop
                  indicator:
                    metadata: {name: fine-views}
                    spec:
                      ratioMetric:
                        counter: true
                        total: {metricSource: {type: convergence, spec: {source: rum, where: {app: shop}}}}
                        good: {metricSource: {type: convergence, spec: {source: rum, where: {app: shop}, good: {ok: true}}}}
                  timeWindow: [{duration: 7d, isRolling: true}]
                  budgetingMethod: Occurrences
                  objectives:
                    - target: TARGET
                """.replace("NAME", name).replace("TARGET", target);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("urn:convergence:problem:" + type);
    }

    private static HttpResponse<String> post(String path, String body, String... headers) {
        HttpRequest.Builder request = QUERY.request(path)
                .header("Authorization", "Bearer " + GLOBEX)
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(body));
        return QUERY.send(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpResponse<String> send(String method, String id, @Nullable String tag, @Nullable String body) {
        HttpRequest.Builder request = QUERY.request("/api/v1/slos/" + id).header("Authorization", "Bearer " + GLOBEX);
        if (tag != null) {
            request.header("If-Match", tag);
        }
        if (body != null) {
            request.header(
                    "Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/yaml");
        }
        return QUERY.send(
                request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> document(String id) {
        return QUERY.send(QUERY.request("/api/v1/slos/" + id)
                .header("Authorization", "Bearer " + GLOBEX)
                .header("Accept", "application/yaml")
                .GET());
    }

    private static String tag(String id) {
        return document(id).headers().firstValue("ETag").orElseThrow();
    }

    private static String openSlo() {
        return QUERY.get(GLOBEX, "/api/v1/openslo").body();
    }

    private static List<String> versions(String id) throws IOException {
        HttpResponse<String> answer = QUERY.get(GLOBEX, "/api/v1/slos/" + id + "/versions");
        return MAPPER.readTree(answer.body()).path("items").findValuesAsText("change");
    }

    /** Waits until the table has the records of the topic, and nothing else. */
    private static void awaitAgreement() throws SQLException {
        List<String> topic = new ArrayList<>();
        new TopicReader(BROKER.bootstrapServers())
                .read(
                        "slo.definitions",
                        record ->
                                topic.add(record.offset() + " " + new String(record.key(), StandardCharsets.UTF_8) + " "
                                        + (record.value() == null
                                                ? null
                                                : new String(record.value(), StandardCharsets.UTF_8))));
        Waiting.until(
                "the table has the records of the topic",
                () -> QUERY.sql()
                        .query("SELECT position || ' ' || tenant || '/' || kind || '/' || name || ' ' "
                                + "|| coalesce(text, 'null') FROM slo_documents ORDER BY position")
                        .equals(topic));
    }
}
