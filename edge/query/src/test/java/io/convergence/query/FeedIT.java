package io.convergence.query;

import static io.convergence.query.SeededQuery.ACME;
import static io.convergence.query.SeededQuery.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.kafka.Topics;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is read from topics, over a real broker. */
class FeedIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final EmbeddedBroker BROKER = EmbeddedBroker.startTemporary();
    private static final SeededQuery QUERY =
            SeededQuery.start("kafka.bootstrap.servers", BROKER.bootstrapServers(), "events.interval", "100 ms");

    @BeforeAll
    static void createTopics() {
        Topics.create(
                BROKER.bootstrapServers(),
                List.of(
                        new NewTopic("convergence.verdicts", 2, (short) 1),
                        new NewTopic("slo.definitions", 1, (short) 1),
                        new NewTopic("ingest.rejects", 1, (short) 1),
                        new NewTopic("signals.deliveries", 2, (short) 1)));
    }

    @AfterAll
    static void close() {
        QUERY.close();
        BROKER.close();
    }

    @Test
    void aSignalHasTheLatestDeliveryOfEachReceiverAndOfItsOwnTenantOnly() throws IOException {
        String key = "acme/rum.user_impact_correlated";
        send("signals.deliveries", "on-call|" + key, delivery("on-call", key, 1, "sending", 0));
        send("signals.deliveries", "on-call|" + key, delivery("on-call", key, 1, "delivered", 202));
        send("signals.deliveries", "keep|" + key, delivery("keep", key, 1, "refused", 422));
        send("signals.deliveries", "old|" + key, delivery("old", key, 0, "delivered", 200));
        send("signals.deliveries", "gone|" + key, delivery("gone", key, 1, "delivered", 200));
        send("signals.deliveries", "gone|" + key, null);
        send("signals.deliveries", "later-version|" + key, "{\"v\":2}");
        String foreign = "globex/rum.user_impact_correlated";
        send("signals.deliveries", "globex-call|" + foreign, delivery("globex-call", foreign, 1, "delivered", 202));
        Waiting.until("the foreign delivery is known", () -> deliveries(GLOBEX).size() == 1);
        Waiting.until("the own deliveries are known", () -> deliveries(ACME).size() == 2);
        JsonNode list = deliveries(ACME);
        assertThat(list.findValuesAsText("receiver")).containsExactly("keep", "on-call");
        assertThat(list.findValuesAsText("outcome")).containsExactly("refused", "delivered");
        assertThat(list.path(1).path("http_status").asInt()).isEqualTo(202);
        assertThat(list.path(1).path("at").asText()).isEqualTo("2026-11-27T12:01:31.000Z");
    }

    @Test
    void refusedRequestsAreCountedByMinuteAndReason() throws IOException {
        Instant now = Instant.parse(json(ACME, "/api/v1/me").path("progress").asText());
        reject("acme", "rum", "origin", 3, now.minusSeconds(60));
        reject("acme", "synthetic", "origin", 2, now.minusSeconds(120));
        reject("acme", "rum", "malformed", 7, now.minusSeconds(60));
        reject("acme", "rum", "malformed", 1_000, now.minus(Duration.ofHours(25)));
        reject("globex", "rum", "origin", Seed.GLOBEX_VIEWS, now.minusSeconds(60));
        String path = "/api/v1/ingest?from=" + now.minusSeconds(3_600) + "&to=" + now;
        Waiting.until(
                "the counts are known",
                () -> rejected(ACME, path, "malformed") == 7 && rejected(ACME, path, "origin") == 5);
        JsonNode answer = json(ACME, path);
        // Five hosts with two pages each, of a fifteenth of the window's views a minute, at least one.
        assertThat(answer.path("accepted_views").asLong()).isEqualTo(60L * 2 * (80 + 65 + 1 + 20 + 2));
        JsonNode series = answer.path("series");
        assertThat(series.path("time")).hasSize(60);
        assertThat(series.path("rejected").path("origin").path(59).asLong()).isEqualTo(3);
        assertThat(series.path("rejected").path("origin").path(58).asLong()).isEqualTo(2);
        assertThat(series.path("rejected").path("origin").path(0).asLong()).isZero();
        assertThat(answer.toString()).doesNotContain(String.valueOf(Seed.GLOBEX_VIEWS));
        assertThat(json(ACME, "/v1/rum")
                        .path("privacy")
                        .path("rejected_malformed")
                        .asLong())
                .isEqualTo(7);
        assertThat(QUERY.get(ACME, "/api/v1/ingest?from=2026-01-01T00:00:00Z").statusCode())
                .isEqualTo(400);
    }

    @Test
    void theNewestCommittedBoundaryIsKnownAndABrokerThatIsAwayDisturbsNoRead() throws IOException {
        long boundary = Instant.now().getEpochSecond() / 10 * 10_000;
        commit(
                "convergence.verdicts",
                "{\"window_end\":" + (boundary - 10_000) + "}",
                "{\"window_end\":" + boundary + "}");
        Instant committed = Instant.ofEpochMilli(boundary);
        Waiting.until("the boundary is known", () -> committed.equals(progress()));
        awaitBroker("up");

        BROKER.stop();
        awaitBroker("away");
        assertThat(progress()).isEqualTo(committed);
        assertThat(QUERY.get(ACME, "/api/v1/signals").statusCode()).isEqualTo(200);
        assertThat(QUERY.get(ACME, "/api/v1/ingest").statusCode()).isEqualTo(200);
        assertThat(QUERY.send(QUERY.request("/ready").GET()).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = add();
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.body()).contains("urn:convergence:problem:broker-away", "nothing was changed");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(QUERY.get(GLOBEX, "/api/v1/slos/while-away").statusCode()).isEqualTo(404);

        BROKER.start();
        Waiting.until("the change is accepted", () -> add().statusCode() == 201);
        commit("convergence.verdicts", "{\"window_end\":" + (boundary + 60_000) + "}");
        Waiting.until(
                "the next boundary is known", () -> committed.plusSeconds(60).equals(progress()));
        awaitBroker("up");
    }

    @Test
    void definitionsAreRecordedWhateverHappensMeanwhile() throws Exception {
        define("acme/SLO/recorded", "{\"kind\":\"SLO\",\"target\":0.9}");
        define(
                "acme/SLO/recorded",
                "{\"kind\":\"SLO\",\"target\":0.99}",
                "origin",
                "api",
                "author",
                "ana",
                "idempotency-key",
                "k");
        define("not a key", "{}");
        define("acme/SLO/unstorable", "a\u0000b");
        // A record that repeats an idempotency key is recorded without it.
        define("acme/SLO/recorded", null, "origin", "api", "idempotency-key", "k");
        define("globex/SLO/recorded", "{\"kind\":\"SLO\"}");
        define("acme/Service/last", "{\"kind\":\"Service\"}");
        // The rows of the seed have a document of this kind too, of a topic that was written before.
        Waiting.until("the last one is recorded", () -> openSlo(ACME).equals("---\nkind: Service\n"));
        JsonNode versions = json(ACME, "/api/v1/slos/recorded/versions").path("items");
        assertThat(versions.findValuesAsText("change")).containsExactly("deleted", "changed", "created");
        assertThat(versions.findValuesAsText("origin")).containsExactly("api", "api", "file");
        assertThat(versions.path(1).path("author").asText()).isEqualTo("ana");
        assertThat(json(GLOBEX, "/api/v1/slos/recorded/versions").path("items")).hasSize(1);

        // What a process did not record before it ended is recorded by the next one, also beside a first one.
        QUERY.sql().execute("DELETE FROM slo_documents WHERE name = 'last'");
        assertThat(openSlo(ACME)).isEmpty();
        try (Query another = QUERY.another()) {
            assertThat(another.port()).isPositive();
            Waiting.until("the lost one is recorded", () -> openSlo(ACME).contains("kind: Service"));
            define("acme/Service/later", "{\"kind\":\"Service\",\"later\":true}");
            Waiting.until("both go on", () -> openSlo(ACME).contains("later: true"));
        }

        Topics.delete(BROKER.bootstrapServers(), Set.of("slo.definitions"));
        Topics.create(BROKER.bootstrapServers(), List.of(new NewTopic("slo.definitions", 1, (short) 1)));
        define("acme/Service/first", "{\"kind\":\"Service\",\"again\":true}");
        Waiting.until("the new topic is recorded", () -> openSlo(ACME).equals("---\nkind: Service\nagain: true\n"));
    }

    private static HttpResponse<String> add() {
        return QUERY.send(QUERY.request("/api/v1/slos")
                .header("Authorization", "Bearer " + GLOBEX)
                .header("Content-Type", "application/yaml")
                .header("Idempotency-Key", "while-away")
                .POST(HttpRequest.BodyPublishers.ofString(WritesIT.slo("while-away", "0.9"))));
    }

    private static String openSlo(String token) {
        return QUERY.get(token, "/api/v1/openslo").body();
    }

    private static void define(String key, @Nullable String text, String... headers) {
        ProducerRecord<String, @Nullable String> record = new ProducerRecord<>("slo.definitions", 0, key, text);
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add("convergence-" + headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        send(record);
    }

    private static void awaitBroker(String state) throws IOException {
        Waiting.until(
                "the broker is " + state,
                () -> json(ACME, "/api/v1/me").path("broker").asText().equals(state));
    }

    private static @Nullable Instant progress() throws IOException {
        JsonNode progress = json(ACME, "/api/v1/me").path("kafka_progress");
        return progress.isNull() ? null : Instant.parse(progress.asText());
    }

    private static JsonNode deliveries(String token) throws IOException {
        return json(token, "/api/v1/signals?kind=rum.user_impact_correlated")
                .path("items")
                .path(0)
                .path("deliveries");
    }

    private static long rejected(String token, String path, String reason) throws IOException {
        return json(token, path).path("rejected").path(reason).asLong();
    }

    private static String delivery(String receiver, String key, long episode, String outcome, int status) {
        return "{\"v\":1,\"receiver\":\"" + receiver + "\",\"dedup_key\":\"" + key + "\",\"episode\":" + episode
                + ",\"sequence\":0,\"status\":\"firing\",\"id\":\"id\",\"labels\":null,\"outcome\":\"" + outcome
                + "\",\"http_status\":" + status + ",\"attempts\":1,\"at\":\"2026-11-27T12:01:31Z\"}";
    }

    private static void reject(String tenant, String plane, String reason, int count, Instant at) {
        String value = "{\"v\":1,\"tenant\":\"" + tenant + "\",\"plane\":\"" + plane + "\",\"reason\":\"" + reason
                + "\",\"count\":" + count + ",\"at\":" + at.toEpochMilli() + "}";
        send(new ProducerRecord<>("ingest.rejects", 0, at.toEpochMilli(), tenant, value));
    }

    private static void send(String topic, String key, @Nullable String value) {
        send(new ProducerRecord<>(topic, key.contains("|acme/") ? 0 : 1, key, value));
    }

    private static void send(ProducerRecord<String, @Nullable String> record) {
        try (KafkaProducer<String, @Nullable String> producer = producer(Map.of())) {
            acknowledged(producer.send(record));
        }
    }

    private static void acknowledged(Future<?> sent) {
        try {
            sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void commit(String topic, String... values) {
        try (KafkaProducer<String, @Nullable String> producer = producer(Map.of("transactional.id", "job"))) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < values.length; i++) {
                acknowledged(producer.send(new ProducerRecord<>(topic, i % 2, "key", values[i])));
            }
            producer.commitTransaction();
        }
    }

    private static KafkaProducer<String, @Nullable String> producer(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("bootstrap.servers", BROKER.bootstrapServers());
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    private static JsonNode json(String token, String path) throws IOException {
        HttpResponse<String> answer = QUERY.get(token, path);
        assertThat(answer.statusCode()).as(path + ' ' + answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }
}
