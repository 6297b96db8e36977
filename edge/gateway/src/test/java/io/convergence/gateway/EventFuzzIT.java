package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that no body of any format makes the gateway fail, and that a client over its rate is refused. With
 * {@code -Dconvergence.bodies=10000} each path gets as many bodies.
 */
class EventFuzzIT {
    private static final int BODIES = Integer.getInteger("convergence.bodies", 500);

    private static StartedGateway gateway;
    private static List<byte[]> samples;

    @BeforeAll
    static void start() throws IOException {
        gateway = StartedGateway.ready(
                Broker.shared(),
                "events.enabled",
                "true",
                "events.client-rate",
                "0",
                "events.formats",
                "native,nself,datakit,ptrum,datadog,faro");
        samples = new ArrayList<>();
        JsonNode cases = new JsonMapper()
                .readTree(Files.readAllBytes(Path.of("src/test/resources/vectors/events/http.json")))
                .get("cases");
        cases.forEach(one -> samples.add(one.path("body").asText().getBytes(StandardCharsets.UTF_8)));
        samples.removeIf(body -> body.length == 0 || body.length > 1000);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ingest/events?token=rk_assumed",
                "/api/v1/ingest/session?token=rk_assumed",
                "/api/v1/ingest/vitals?token=rk_assumed",
                "/api/v1/ingest/breadcrumbs?token=rk_assumed",
                "/api/rum/collect?token=rk_assumed",
                "/v1/write/rum",
                "/ingest/replay?token=rk_recorded",
                "/v1/write/rum/replay",
                "/api/v2/rum?dd-api-key=rk_assumed",
                "/collect/rk_assumed"
            })
    void noBodyMakesItFail(String path) {
        Random random = new Random(path.hashCode());
        for (int i = 0; i < BODIES; i++) {
            byte[] body = body(random);
            String[] headers = random.nextInt(4) > 0
                    ? new String[0]
                    : new String[] {
                        "Content-Encoding",
                        List.of("gzip", "br", "zstd", "deflate").get(random.nextInt(4))
                    };
            assertThat(gateway.send("POST", path, body, headers).statusCode())
                    .as("body %d of %s", i, path)
                    .isBetween(200, 499);
        }
        assertThat(gateway.metric("convergence_gateway_faults_total")).isZero();
    }

    @Test
    void aClientOverItsRateIsRefusedAndOthersAreNot() {
        try (StartedGateway slow = StartedGateway.ready(
                Broker.shared(),
                "events.enabled",
                "true",
                "events.client-rate",
                "1",
                "events.client-burst",
                "2",
                "events.formats",
                "faro")) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                statuses.add(slow.send("POST", "/collect/rk_none", new byte[0], "X-Forwarded-For", "203.0.113.1")
                        .statusCode());
            }
            assertThat(statuses).contains(401, 429);
            assertThat(slow.send("POST", "/collect/rk_none", new byte[0], "X-Forwarded-For", "203.0.113.2")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void theKindOfTheAddressIsCounted() {
        byte[] log = "{\"logs\":[{\"message\":\"x\"}]}".getBytes(StandardCharsets.UTF_8);
        for (String hops : List.of("203.0.113.1", "10.0.0.1", "nowhere")) {
            gateway.send("POST", "/collect/rk_assumed", log, "X-Forwarded-For", hops);
        }
        gateway.send("POST", "/collect/rk_assumed", log);
        for (String kind : List.of("public", "private", "illegal", "peer")) {
            assertThat(gateway.metric("convergence_gateway_locations_total{address=\"" + kind
                            + "\",located=\"nil\",tenant=\"acme\"}"))
                    .as(kind)
                    .isPositive();
        }
    }

    private static byte[] body(Random random) {
        if (random.nextInt(4) == 0) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            return bytes;
        }
        byte[] body = samples.get(random.nextInt(samples.size())).clone();
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(body, random.nextInt(body.length)) : body;
    }
}
