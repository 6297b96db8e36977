package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of heartbeats, reject reports, the management port and the reload of the registry. */
class ReportingIT {
    private StartedGateway gateway;

    @BeforeEach
    void start() {
        gateway = StartedGateway.ready(Broker.shared());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void everyPartitionOfBothTopicsGetsAHeartbeatEverySecond() {
        for (String topic : Set.of("rum.beacons", "synthetic.results")) {
            Map<TopicPartition, Long> before = Broker.shared().ends(topic);
            long from = System.currentTimeMillis();
            Waiting.until("three heartbeats on each partition of " + topic, () -> {
                Map<Integer, Long> beats = Broker.shared().since(before, topic).stream()
                        .filter(record -> record.key() == null)
                        .collect(Collectors.groupingBy(ConsumerRecord::partition, Collectors.counting()));
                return beats.size() == Broker.TOPICS.getOrDefault(topic, 0)
                        && beats.values().stream().allMatch(count -> count >= 3);
            });
            assertThat(System.currentTimeMillis() - from).isLessThan(10_000);
            assertThat(Broker.shared().since(before, topic)).allSatisfy(record -> {
                assertThat(record.value()).isEqualTo("{\"heartbeat\":" + record.timestamp() + "}");
                assertThat(record.timestamp()).isBetween(from - 5_000, System.currentTimeMillis());
            });
        }
    }

    @Test
    void refusalsAreReportedAsCountsAndNothingIsReportedTwice() {
        Map<TopicPartition, Long> before = Broker.shared().ends("ingest.rejects");
        for (int i = 0; i < 5; i++) {
            gateway.post(Sample.beacon("errors", "-1"));
        }
        gateway.postResults("", "{");
        gateway.post("{");
        Waiting.until(
                "all are reported",
                () -> count(before, "acme", "rum", "invalid_field") == 5
                        && count(before, "acme", "synthetic", "malformed") == 1
                        && count(before, "-", "rum", "malformed") == 1);
        gateway.post(Sample.beacon("errors", "-1"));
        Waiting.until("one more is reported", () -> count(before, "acme", "rum", "invalid_field") == 6);
        assertThat(Broker.shared().since(before, "ingest.rejects"))
                .filteredOn(record -> record.key() != null)
                .allSatisfy(record -> assertThat(record.value())
                        .matches(
                                "\\{\"v\":1,\"tenant\":\"[^\"]+\",\"plane\":\"(rum|synthetic)\",\"reason\":\"[a-z_]+\","
                                        + "\"count\":\\d+,\"at\":\\d+}"));
    }

    @Test
    void theLastRefusalsAreReportedAtTheEnd() {
        Map<TopicPartition, Long> before = Broker.shared().ends("ingest.rejects");
        try (StartedGateway ending = StartedGateway.ready(Broker.shared(), "rejects.interval", "1 h")) {
            ending.post(Sample.beacon("key", "\"pk_slow\"", "errors", "-1"));
        }
        assertThat(count(before, "slow", "rum", "invalid_field")).isEqualTo(1);
    }

    @Test
    void healthReadinessAndMetricsAreOnTheManagementPortOnly() {
        assertThat(gateway.manage("/health").statusCode()).isEqualTo(200);
        assertThat(gateway.manage("/ready").statusCode()).isEqualTo(200);
        assertThat(gateway.manage("/metrics").headers().firstValue("Content-Type"))
                .contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(gateway.manage("/other").statusCode()).isEqualTo(404);
        for (String path : Set.of("/health", "/ready", "/metrics")) {
            assertThat(gateway.send("GET", path, new byte[0]).statusCode()).isEqualTo(404);
        }
        assertThat(gateway.manage("/metrics").body().lines())
                .allMatch(line -> line.matches("# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[^}]*})? [0-9.E+-]+"));
    }

    @Test
    void aValidChangeOfTheRegistryIsUsedAndAnInvalidOneIsNot() throws IOException {
        assertThat(gateway.post(Sample.beacon("key", "\"pk_new\"")).statusCode())
                .isEqualTo(401);
        Files.writeString(
                gateway.registry(),
                "apps:\n  - key: pk_new\n    tenant: fresh\n    app: a\n    hosts: [web.acme.example]\n");
        Waiting.until(
                "the new key is known",
                () -> gateway.post(Sample.beacon("key", "\"pk_new\"")).statusCode() == 202);
        assertThat(gateway.post(Sample.beacon()).statusCode()).isEqualTo(401);
        Files.writeString(gateway.registry(), "apps:\n  - key: pk_new\n");
        Waiting.until(
                "the wrong file is counted",
                () -> gateway.metric("convergence_gateway_registry_reloads_total{taken=\"false\"}") == 1);
        assertThat(gateway.post(Sample.beacon("key", "\"pk_new\"")).statusCode())
                .isEqualTo(202);
        Files.delete(gateway.registry());
        Waiting.until(
                "the missing file is counted",
                () -> gateway.metric("convergence_gateway_registry_reloads_total{taken=\"false\"}") == 2);
        assertThat(gateway.post(Sample.beacon("key", "\"pk_new\"")).statusCode())
                .isEqualTo(202);
    }

    private static int count(Map<TopicPartition, Long> before, String tenant, String plane, String reason) {
        String record =
                "\"tenant\":\"" + tenant + "\",\"plane\":\"" + plane + "\",\"reason\":\"" + reason + "\",\"count\":";
        return Broker.shared().since(before, "ingest.rejects").stream()
                .map(ConsumerRecord::value)
                .filter(value -> value.contains(record))
                .mapToInt(value -> Integer.parseInt(value.replaceAll(".*\"count\":(\\d+),.*", "$1")))
                .sum();
    }
}
