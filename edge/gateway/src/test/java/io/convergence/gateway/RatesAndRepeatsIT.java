package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rates of keys and ids that count once. */
class RatesAndRepeatsIT {
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
    void overItsRateAKeyIsToldWhenToTryAgain() {
        for (int i = 0; i < 3; i++) {
            assertThat(gateway.post(slow()).statusCode()).isEqualTo(202);
        }
        HttpResponse<String> answer = gateway.post(slow());
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("\"code\":\"rate_limited\"");
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 20);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(gateway.metric(
                        "convergence_gateway_rejected_total{tenant=\"slow\",plane=\"rum\",reason=\"rate_limited\"}"))
                .isEqualTo(1);
        assertThat(gateway.post(Sample.beacon()).statusCode()).isEqualTo(202);
    }

    @Test
    void rubbishUnderAKeyDoesNotMuteItsApp() {
        String invalid = Sample.beacon("key", "\"pk_slow\"", "errors", "-1");
        List<Integer> statuses = IntStream.range(0, 10)
                .mapToObj(i -> gateway.post(invalid).statusCode())
                .toList();
        assertThat(statuses).startsWith(400, 400, 400, 429).doesNotContain(202);
        for (int i = 0; i < 3; i++) {
            assertThat(gateway.post(slow()).statusCode()).isEqualTo(202);
        }
        assertThat(gateway.post(slow()).statusCode()).isEqualTo(429);
    }

    @Test
    void aRepeatedIdIsAnsweredAndPublishedOnce() {
        var before = Broker.shared().ends("rum.beacons");
        String body = Sample.beacon("id", "\"view-1\"");
        assertThat(gateway.post(body).body()).isEqualTo("{\"accepted\":true}");
        assertThat(gateway.post(body).body()).isEqualTo("{\"accepted\":true,\"duplicate\":true}");
        assertThat(gateway.post(body).statusCode()).isEqualTo(202);
        assertThat(gateway.post(Sample.beacon("id", "\"view-2\"")).body()).isEqualTo("{\"accepted\":true}");
        assertThat(gateway.post(Sample.beacon("id", "\"view-1\"", "key", "\"pk_slow\""))
                        .body())
                .isEqualTo("{\"accepted\":true}");
        List<String> ids = Broker.shared().since(before, "rum.beacons").stream()
                .filter(record -> record.key() != null)
                .map(ConsumerRecord::value)
                .map(value -> value.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"))
                .toList();
        assertThat(ids).hasSize(3).doesNotHaveDuplicates().allMatch(id -> id.matches("[A-Za-z0-9_-]{22}"));
        assertThat(gateway.metric("convergence_gateway_duplicates_total{tenant=\"acme\",plane=\"rum\"}"))
                .isEqualTo(2);
    }

    @Test
    void idsThatComeAtOnceArePublishedOnce() {
        var before = Broker.shared().ends("rum.beacons");
        String body = Sample.beacon("id", "\"at-once\"");
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 30)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> gateway.post(body)))
                .toList();
        List<String> bodies =
                answers.stream().map(answer -> answer.join().body()).toList();
        assertThat(bodies.stream().filter(answer -> answer.equals("{\"accepted\":true}")))
                .hasSize(1);
        assertThat(bodies.stream().filter(answer -> answer.contains("duplicate")))
                .hasSize(29);
        assertThat(Broker.shared().since(before, "rum.beacons").stream().filter(record -> record.key() != null))
                .hasSize(1);
    }

    @Test
    void aWrongBeaconDoesNotUseUpItsId() {
        assertThat(gateway.post(Sample.beacon("id", "\"retried\"", "errors", "-1"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(gateway.post(Sample.beacon("id", "\"retried\"")).body()).isEqualTo("{\"accepted\":true}");
    }

    private static String slow() {
        return Sample.beacon("key", "\"pk_slow\"");
    }
}
