package io.convergence.query;

import static io.convergence.query.SeededQuery.ACME;
import static io.convergence.query.SeededQuery.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** DSNs created and revoked over HTTP, with a real broker and a real database. */
class DsnsIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TOPIC = "rum.dsns";
    private static final String PATH = "/api/v1/dsns";
    private static final String EDITOR = "acme-editor-token-of-32-characters";
    private static final EmbeddedBroker BROKER = EmbeddedBroker.startTemporary();
    private static SeededQuery query;

    @BeforeAll
    static void start() throws Exception {
        Topics.create(
                BROKER.bootstrapServers(),
                List.of(new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))));
        Path registry = Files.createTempFile(Files.createDirectories(Path.of("target")), "registry", ".yaml");
        Files.writeString(
                registry,
                Files.readString(Path.of("src/test/resources/apps.yaml"))
                        + "dsns:\n  - {token: rk_of_file, tenant: acme, app: shop, any-host: true, app-ids: [of_file]}\n");
        query = SeededQuery.start(
                "kafka.bootstrap.servers",
                BROKER.bootstrapServers(),
                "registry.file",
                registry.toString(),
                "query.events-url",
                "https://rum.example/ingest");
        query.access(SeededQuery.accessText() + "  - {name: acme-editor, tenants: [acme], role: editor, sha256: "
                + BearerTokens.digest(EDITOR) + "}\n");
        Waiting.until("the editor is known", () -> query.get(EDITOR, PATH).statusCode() == 200);
    }

    @AfterAll
    static void close() {
        query.close();
        BROKER.close();
    }

    @Test
    void aDsnIsCreatedReplacedListedAndRevoked() throws Exception {
        HttpResponse<String> created = post(EDITOR, "", dsn("rk_life", ",\"app_ids\":[\"life\"],\"rate\":7"));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.body())
                .isEqualTo("{\"token\":\"rk_life\",\"dsn\":\"https://rum.example/ingest?token=rk_life\"}");
        assertThat(created.headers().firstValue("Location")).contains("/api/v1/dsns/rk_life");
        assertThat(value("rk_life")).isEqualTo(document("acme", "rk_life", ",\"app_ids\":[\"life\"],\"rate\":7"));

        int records = records().size();
        assertThat(post(EDITOR, "", dsn("rk_life", ",\"rate\":7,\"app_ids\":[\"life\"]"))
                        .statusCode())
                .as("the same document in another order")
                .isEqualTo(200);
        assertThat(records()).hasSize(records);
        assertProblem(post(EDITOR, "", dsn("rk_life", "")), 409, "exists");
        assertThat(post(EDITOR, "?replace=true", dsn("rk_life", ",\"rate\":9")).statusCode())
                .isEqualTo(200);

        JsonNode item = item(ACME, "rk_life");
        assertThat(item.path("plane").asText()).isEqualTo("events");
        assertThat(item.path("managed_by").asText()).isEqualTo("api");
        assertThat(item.path("author").asText()).isEqualTo("acme-editor");
        assertThat(item.path("rate_per_minute").asInt()).isEqualTo(9);
        assertThat(item.path("document").path("tenant").asText()).isEqualTo("acme");
        assertThat(item.path("dsn").asText()).isEqualTo("https://rum.example/ingest?token=rk_life");
        assertThat(item(ACME, "rk_of_file").path("managed_by").asText()).isEqualTo("file");
        assertThat(keys(ACME, "?app=shop")).contains("rk_life", "rk_of_file", "pk_shop");
        assertThat(keys(ACME, "?app=other")).isEmpty();

        assertThat(delete(EDITOR, "rk_life").statusCode()).isEqualTo(204);
        assertThat(keys(ACME, "")).doesNotContain("rk_life");
        assertThat(value("rk_life")).isEqualTo("null");
        int revoked = records().size();
        assertThat(delete(EDITOR, "rk_life").statusCode()).isEqualTo(204);
        assertThat(records()).hasSize(revoked);
        assertProblem(delete(EDITOR, "rk_nobody"), 404, "not-found");
        assertProblem(delete(EDITOR, "rk_of_file"), 409, "managed-by-files");
        assertThat(post(EDITOR, "", dsn("rk_life", "")).statusCode())
                .as("its tenant creates it again")
                .isEqualTo(201);
    }

    @Test
    void aRequestWithoutATokenGetsARandomOneAndItsRepetitionTheSame() throws Exception {
        String body = "{\"app\":\"shop\",\"any_host\":true}";
        String first = MAPPER.readTree(
                        post(EDITOR, "", body, "Idempotency-Key", "once").body())
                .path("token")
                .asText();
        assertThat(first).matches("rk_[A-Za-z0-9_-]{22}");
        HttpResponse<String> again = post(EDITOR, "", body, "Idempotency-Key", "once");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(MAPPER.readTree(again.body()).path("token").asText()).isEqualTo(first);
        assertProblem(
                post(EDITOR, "", body.replace("shop", "docs"), "Idempotency-Key", "once"),
                422,
                "idempotency-key-reused");
        assertThat(MAPPER.readTree(post(EDITOR, "", body).body()).path("token").asText())
                .isNotEqualTo(first);
    }

    @Test
    void everyProblemOfADocumentIsAnsweredAtOnce() throws Exception {
        HttpResponse<String> refused = post(
                EDITOR, "", "{\"token\":\"short\",\"app\":\"a b\",\"hosts\":[\"x y\"],\"any-host\":true,\"rate\":-1}");
        assertProblem(refused, 422, "invalid-definition");
        assertThat(MAPPER.readTree(refused.body()).path("errors").findValuesAsText("path"))
                .containsExactlyInAnyOrder("token", "app", "hosts[0]", "any-host", "rate");
        assertProblem(post(EDITOR, "", "{\"app\":\"shop\",\"app\":\"b\"}"), 400, "malformed-body");
        assertProblem(post(EDITOR, "", "[]"), 400, "malformed-body");
        assertProblem(
                post(EDITOR, "", dsn("rk_null", ",\"replay\":{\"rules\":[\"\\u0000\"]}")), 422, "invalid-definition");
        assertProblem(post(EDITOR, "", dsn("rk_foreign", ",\"tenant\":\"globex\"")), 422, "invalid-definition");
        assertProblem(post(ACME, "", dsn("rk_reader", "")), 403, "role");
        assertThat(keys(ACME, "")).doesNotContain("rk_foreign", "rk_reader", "rk_null");
    }

    @Test
    void noTenantGetsTheTokenOrAnApplicationIdOfAnotherOrOfTheFile() throws Exception {
        assertThat(post(EDITOR, "", dsn("rk_mine", ",\"app_ids\":[\"mine\"]")).statusCode())
                .isEqualTo(201);
        assertProblem(post(GLOBEX, "?replace=true", dsn("rk_mine", "")), 409, "taken");
        HttpResponse<String> taken = post(GLOBEX, "", dsn("rk_theirs", ",\"app_ids\":[\"mine\",\"of_file\",\"free\"]"));
        assertProblem(taken, 409, "taken");
        assertThat(MAPPER.readTree(taken.body()).path("errors")).hasSize(2);
        assertThat(taken.body()).doesNotContain("acme");
        assertProblem(post(EDITOR, "", dsn("rk_second", ",\"app_ids\":[\"mine\"]")), 409, "taken");
        assertProblem(post(GLOBEX, "", dsn("rk_of_file", "")), 409, "managed-by-files");
        assertProblem(post(GLOBEX, "", dsn("pk_shop", "")), 409, "managed-by-files");
        assertProblem(delete(GLOBEX, "rk_mine"), 404, "not-found");
        assertThat(keys(GLOBEX, "")).doesNotContain("rk_mine", "rk_of_file");

        assertThat(delete(EDITOR, "rk_mine").statusCode()).isEqualTo(204);
        assertProblem(post(GLOBEX, "", dsn("rk_mine", "")), 409, "taken");
        assertProblem(post(GLOBEX, "", dsn("rk_theirs", ",\"app_ids\":[\"mine\"]")), 409, "taken");
        assertThat(post(EDITOR, "", dsn("rk_second", ",\"app_ids\":[\"mine\"]")).statusCode())
                .as("the tenant itself moves its id")
                .isEqualTo(201);
    }

    @Test
    void ofTwoTenantsThatRaceForATokenOverTwoServicesOneGetsIt() throws Exception {
        try (Query other = query.another()) {
            Waiting.until("the other service is ready", other::isReady);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                for (int round = 0; round < 5; round++) {
                    String token = "rk_race_" + round;
                    List<Future<Integer>> answers = new ArrayList<>();
                    for (int i = 0; i < 8; i++) {
                        String caller = i % 2 == 0 ? EDITOR : GLOBEX;
                        int port = i % 4 < 2 ? query.query().port() : other.port();
                        answers.add(threads.submit(() -> query.send(request(caller, "")
                                        .uri(URI.create("http://127.0.0.1:" + port + PATH))
                                        .POST(BodyPublishers.ofString(dsn(token, ",\"app_ids\":[\"" + token + "\"]"))))
                                .statusCode()));
                    }
                    List<Integer> statuses = new ArrayList<>();
                    for (Future<Integer> answer : answers) {
                        statuses.add(answer.get());
                    }
                    assertThat(statuses).containsOnlyOnce(201);
                    assertThat(statuses).filteredOn(status -> status == 200).hasSize(3);
                    assertThat(statuses).filteredOn(status -> status == 409).hasSize(4);
                    assertThat(records())
                            .filteredOn(record -> record.startsWith(token + '='))
                            .hasSize(1);
                }
            } finally {
                threads.shutdown();
            }
        }
    }

    @Test
    void recordsOfOthersAreCopiedAndBadOnesDoNotStopIt() throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, "rk_bad", "no mapping")).get();
            producer.send(new ProducerRecord<>(TOPIC, "rk_taken", document("acme", "rk_copied", "")))
                    .get();
            producer.send(new ProducerRecord<>(TOPIC, "rk_copied", document("acme", "rk_copied", "")))
                    .get();
            Waiting.until("it is listed", () -> keys(ACME, "").contains("rk_copied"));
            assertThat(item(ACME, "rk_copied").path("author").isNull()).isTrue();
            producer.send(new ProducerRecord<>(TOPIC, "rk_copied", null)).get();
            Waiting.until("it is revoked", () -> !keys(ACME, "").contains("rk_copied"));
        }
    }

    private static String dsn(String token, String more) {
        return "{\"token\":\"" + token + "\",\"app\":\"shop\",\"hosts\":[\"www.shop.example\"]" + more + "}";
    }

    private static String document(String tenant, String token, String more) {
        return dsn(token, more).replace(",\"app\"", ",\"tenant\":\"" + tenant + "\",\"app\"");
    }

    private static HttpResponse<String> post(String caller, String parameters, String body, String... headers) {
        HttpRequest.Builder request = request(caller, parameters).POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return query.send(request);
    }

    private static HttpRequest.Builder request(String caller, String parameters) {
        return query.request(PATH + parameters)
                .header("Authorization", "Bearer " + caller)
                .header("Content-Type", "application/json");
    }

    private static HttpResponse<String> delete(String caller, String token) {
        return query.send(query.request(PATH + '/' + token)
                .header("Authorization", "Bearer " + caller)
                .DELETE());
    }

    private static List<String> keys(String caller, String parameters) throws IOException {
        return MAPPER.readTree(query.get(caller, PATH + parameters).body())
                .path("items")
                .findValuesAsText("key");
    }

    private static JsonNode item(String caller, String key) throws IOException {
        for (JsonNode item : MAPPER.readTree(query.get(caller, PATH).body()).path("items")) {
            if (item.path("key").asText().equals(key)) {
                return item;
            }
        }
        throw new AssertionError(key + " is not listed");
    }

    /** The value of the last record of a token. */
    private static String value(String token) {
        String last = "";
        for (String record : records()) {
            if (record.startsWith(token + '=')) {
                last = record.substring(token.length() + 1);
            }
        }
        return last;
    }

    private static List<String> records() {
        List<String> records = new ArrayList<>();
        new TopicReader(BROKER.bootstrapServers())
                .read(
                        TOPIC,
                        record -> records.add(new String(record.key(), StandardCharsets.UTF_8)
                                + '='
                                + (record.value() == null
                                        ? "null"
                                        : new String(record.value(), StandardCharsets.UTF_8))));
        return records;
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("urn:convergence:problem:" + type + '"');
    }
}
