package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.window.BusyHosts;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Views that are sent as events and count for verdicts as beacons. */
class DerivedBeaconsIT {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path VECTORS = Path.of("../../functions/core/src/test/resources/vectors/events/beacons.json");
    private static final String BEACONS = "rum.beacons";

    /** Equality in which 3 and 3.0 are the same number. */
    private static final Comparator<JsonNode> BY_VALUE =
            (a, b) -> a.isNumber() && b.isNumber() ? Double.compare(a.asDouble(), b.asDouble()) : a.equals(b) ? 0 : 1;

    private static StartedGateway gateway;

    private int views;

    @BeforeAll
    static void start() {
        gateway = StartedGateway.ready(
                Broker.shared(), "events.enabled", "true", "events.formats", "native,datakit,datadog");
        Waiting.until(
                "events are accepted",
                () -> post("/ingest/events?token=rk_silent", batch("s-first", ended("s-first", "v-1")))
                                .statusCode()
                        == 202);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void theViewsOfTheVectorsGiveTheirBeacons() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (JsonNode one : MAPPER.readTree(Files.readAllBytes(VECTORS)).get("cases")) {
            String token = one.get("dsn_beacons").booleanValue() ? "rk_beacons" : "rk_silent";
            String name = one.get("name").asText();
            Map<TopicPartition, Long> before = Broker.shared().ends(BEACONS);
            HttpResponse<String> answer = post("/ingest/events?token=" + token, request(one));
            all.assertThat(answer.statusCode()).as(name + answer.body()).isEqualTo(202);
            List<ConsumerRecord<String, String>> records = beacons(before);
            if (one.get("beacon").isNull()) {
                all.assertThat(records).as(name).isEmpty();
                continue;
            }
            all.assertThat(records).as(name).hasSize(1);
            ObjectNode beacon = (ObjectNode) MAPPER.readTree(records.get(0).value());
            all.assertThat(beacon.remove("id").asText()).as(name).matches("[A-Za-z0-9_-]{22}");
            beacon.remove("received_at");
            beacon.remove("sdk");
            ObjectNode expected = one.get("beacon").deepCopy();
            expected.remove("received_at");
            all.assertThat(records.get(0).key()).as(name).isEqualTo("acme|web.acme.example");
            all.assertThat(expected.equals(BY_VALUE, beacon))
                    .as("%s: %s instead of %s", name, beacon, expected)
                    .isTrue();
        }
        all.assertAll();
    }

    @Test
    void aViewThatIsSentAgainIsPublishedOnce() {
        Map<TopicPartition, Long> before = Broker.shared().ends(BEACONS);
        double duplicates = gateway.metric("convergence_gateway_duplicates_total{plane=\"rum\",tenant=\"acme\"}");
        String body = ended("s-again", "v-1") + "," + ended("s-again", "v-1");
        for (int i = 0; i < 3; i++) {
            assertThat(post("/ingest/events?token=rk_beacons", batch("s-again", body))
                            .statusCode())
                    .isEqualTo(202);
        }
        assertThat(beacons(before)).hasSize(1);
        assertThat(gateway.metric("convergence_gateway_duplicates_total{plane=\"rum\",tenant=\"acme\"}"))
                .isEqualTo(duplicates + 2);
        // Views that are numbered in each session are others in another session.
        post("/ingest/events?token=rk_beacons", batch("s-other", ended("s-other", "v-1")));
        assertThat(beacons(before)).hasSize(2);
    }

    @Test
    void nothingIsPublishedForADryRequestOrWithoutConsent() {
        Map<TopicPartition, Long> before = Broker.shared().ends(BEACONS);
        String body = batch("s-dry", ended("s-dry", "v-1"));
        assertThat(post("/ingest/events?token=rk_beacons&dry", body).statusCode())
                .isEqualTo(202);
        assertThat(post("/ingest/events?token=rk_beacons", body.replace("\"consent\":true", "\"consent\":false"))
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> refused = gateway.send(
                "POST", "/ingest/events?token=rk_beacons", body.getBytes(StandardCharsets.UTF_8), "Sec-GPC", "1");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(beacons(before)).isEmpty();
    }

    @Test
    void viewsOfABusyHostAreInAllPartitions() {
        Map<TopicPartition, Long> before = Broker.shared().ends(BEACONS);
        int partitions = before.size();
        int sent = BusyHosts.VIEWS_PER_SECOND + partitions;
        String body = IntStream.range(0, sent)
                .mapToObj(view -> ended("s-busy", "v-" + view))
                .collect(Collectors.joining(","));
        assertThat(post("/ingest/events?token=rk_beacons", batch("s-busy", body))
                        .statusCode())
                .isEqualTo(202);
        List<ConsumerRecord<String, String>> records = beacons(before);
        assertThat(records).hasSize(sent).allMatch(record -> record.key().equals("acme|web.acme.example"));
        assertThat(records.stream().map(ConsumerRecord::partition).distinct()).hasSize(partitions);
    }

    @Test
    void viewsOfOtherFormatsGiveBeaconsAsWell() throws IOException {
        Map<TopicPartition, Long> before = Broker.shared().ends(BEACONS);
        String datakit = "view,app_id=appid_beacons,session_id=s-dk,view_id=v-dk,view_host=web.acme.example,"
                + "view_path=/cart/12345,browser=Firefox,is_active=false "
                + "largest_contentful_paint=2500000000i,view_error_count=2i,loading_time=1000000000i";
        HttpResponse<String> answer = post("/v1/write/rum", datakit);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<ConsumerRecord<String, String>> records = beacons(before);
        assertThat(records).hasSize(1);
        assertThat(records.get(0).value())
                .contains("\"page\":\"/cart/:id\"", "\"lcp_ms\":2500", "\"errors\":2", "\"browser\":\"firefox\"");
    }

    /** The native request of a case; each has a view of its own. */
    private String request(JsonNode one) {
        JsonNode view = one.get("view");
        ObjectNode event = MAPPER.createObjectNode();
        for (String name : List.of("type", "at", "host", "page", "name", "value", "measures", "labels")) {
            if (view.has(name)) {
                event.set(name, view.get(name));
            }
        }
        if (view.has("view")) {
            event.put("view", "v-" + views++);
        }
        event.set("vitals", one.get("vitals"));
        return batch(view.get("session").asText(), event.toString());
    }

    private static String ended(String session, String view) {
        return "{\"type\":\"view\",\"view\":\"" + view + "\",\"host\":\"web.acme.example\",\"page\":\"/" + session
                + "\",\"labels\":{\"ended\":\"true\"}}";
    }

    private static String batch(String session, String events) {
        return "{\"v\":1,\"consent\":true,\"session\":\"" + session + "\",\"events\":[" + events + "]}";
    }

    private static HttpResponse<String> post(String path, String body) {
        return gateway.send("POST", path, body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ConsumerRecord<String, String>> beacons(Map<TopicPartition, Long> before) {
        return Broker.shared().since(before, BEACONS).stream()
                .filter(record -> record.key() != null)
                .toList();
    }
}
