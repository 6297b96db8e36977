package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.kafka.Topics;
import io.convergence.kit.wait.Waiting;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** DSNs of the topic in a running gateway. */
class DsnTopicIT {
    private static final String EVENT =
            "{\"v\":1,\"consent\":true,\"session\":\"s-1\",\"events\":[{\"type\":\"action\","
                    + "\"host\":\"web.acme.example\",\"page\":\"/\",\"name\":\"buy\"}]}";

    @Test
    void aDsnIsUsedOnceItIsPublishedAndRefusedOnceItIsRevoked() throws Exception {
        Broker broker = Broker.shared();
        String topic = topic(broker, "rum.dsns-life");
        try (StartedGateway gateway = started(broker, topic)) {
            awaitStatus(gateway, "rk_plain", 202);
            assertThat(status(gateway, "rk_topic")).isEqualTo(401);
            publish(broker, topic, "rk_topic", document("rk_topic", "acme", "\"x\""));
            awaitStatus(gateway, "rk_topic", 202);
            assertThat(gateway.metric("convergence_gateway_dsns{source=\"topic\"}"))
                    .isEqualTo(1);
            try (StartedGateway later = started(broker, topic)) {
                awaitStatus(later, "rk_topic", 202);
            }
            publish(broker, topic, "rk_topic", null);
            awaitStatus(gateway, "rk_topic", 401);
            assertThat(gateway.metric("convergence_gateway_dsn_documents_total{outcome=\"revoked\"}"))
                    .isEqualTo(1);
            try (StartedGateway later = started(broker, topic)) {
                assertThat(status(later, "rk_topic")).isEqualTo(401);
            }
        }
    }

    @Test
    void theFileWinsAndBadDocumentsAreCountedAndSkipped() throws Exception {
        Broker broker = Broker.shared();
        String topic = topic(broker, "rum.dsns-file");
        publish(broker, topic, "rk_silent", document("rk_silent", "globex", ""));
        publish(broker, topic, "rk_bad", "{\"token\":\"rk_bad\"}");
        publish(broker, topic, "rk_other", document("rk_another", "globex", ""));
        publish(broker, topic, "rk_nothing", "no mapping");
        publish(broker, topic, "rk_first", document("rk_first", "acme", "\"appid_x\",\"shared\""));
        publish(broker, topic, "rk_second", document("rk_second", "globex", "\"shared\""));
        try (StartedGateway gateway = started(broker, topic)) {
            awaitStatus(gateway, "rk_second", 202);
            assertThat(status(gateway, "rk_bad")).isEqualTo(401);
            assertThat(status(gateway, "rk_another")).isEqualTo(401);
            assertThat(gateway.metric("convergence_gateway_dsn_documents_total{outcome=\"invalid\"}"))
                    .isEqualTo(3);
            assertThat(gateway.metric("convergence_gateway_dsn_documents_total{outcome=\"taken\"}"))
                    .isEqualTo(3);
            assertThat(gateway.metric("convergence_gateway_dsn_conflicts_total{kind=\"token\"}"))
                    .isEqualTo(1);
            assertThat(gateway.metric("convergence_gateway_dsn_conflicts_total{kind=\"app_id\"}"))
                    .isEqualTo(2);
            // The file takes the token as soon as it names it, and gives it back.
            String file = Files.readString(gateway.registry());
            Files.writeString(
                    gateway.registry(),
                    file
                            + "  - {token: rk_second, tenant: acme, app: shop, hosts: [other.example], consent: assumed}\n");
            Waiting.until(
                    "the host of the event is not on the list of the file",
                    () -> post(gateway, "rk_second").body().contains("\"dropped\":1"));
            Files.writeString(gateway.registry(), file);
            Waiting.until(
                    "the DSN of the topic is back",
                    () -> post(gateway, "rk_second").body().contains("\"accepted\":1"));
        }
    }

    @Test
    void untilTheTopicIsReadAnUnknownTokenMustBeSentAgain() throws Exception {
        Broker broker = Broker.create();
        try {
            String topic = topic(broker, "rum.dsns-start");
            publish(broker, topic, "rk_topic", document("rk_topic", "acme", ""));
            broker.stop();
            try (StartedGateway gateway = StartedGateway.start(
                    broker, "events.enabled", "true", "events.formats", "native,datakit", "topics.dsns", topic)) {
                assertThat(gateway.gateway().isReady()).isFalse();
                assertThat(status(gateway, "rk_topic")).isEqualTo(503);
                assertThat(gateway.send("GET", "/v1/env_variable?app_id=unknown", new byte[0])
                                .statusCode())
                        .isEqualTo(503);
                broker.start();
                Waiting.until("the gateway is ready", gateway.gateway()::isReady);
                awaitStatus(gateway, "rk_topic", 202);
                assertThat(status(gateway, "rk_unknown")).isEqualTo(401);
                assertThat(gateway.send("GET", "/v1/env_variable?app_id=unknown", new byte[0])
                                .statusCode())
                        .isEqualTo(403);
            }
        } finally {
            broker.close();
        }
    }

    private static StartedGateway started(Broker broker, String topic) {
        return StartedGateway.ready(broker, "events.enabled", "true", "topics.dsns", topic);
    }

    private static void awaitStatus(StartedGateway gateway, String token, int status) {
        Waiting.until(token + " is answered with " + status, () -> status(gateway, token) == status);
    }

    private static int status(StartedGateway gateway, String token) {
        return post(gateway, token).statusCode();
    }

    private static HttpResponse<String> post(StartedGateway gateway, String token) {
        return gateway.send("POST", "/ingest/events?token=" + token, EVENT.getBytes(StandardCharsets.UTF_8));
    }

    private static String document(String token, String tenant, String appIds) {
        return "{\"token\":\"" + token + "\",\"tenant\":\"" + tenant
                + "\",\"app\":\"shop\",\"hosts\":[\"web.acme.example\"],\"rate\":0,\"app_ids\":[" + appIds + "]}";
    }

    private static String topic(Broker broker, String name) {
        Topics.create(
                broker.address(),
                List.of(new NewTopic(name, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))));
        return name;
    }

    private static void publish(Broker broker, String topic, String token, @Nullable String document)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, token, document)).get();
        }
    }
}
