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

/** Tests of rate limits by key and of deduplication by id. */
class RatesAndRepeatsIT {
    private StartedGateway gateway;
    private Ledger ledger;

    @BeforeEach
    void start() {
        gateway = StartedGateway.ready(Broker.shared());
        ledger = Ledger.of(gateway, "rum");
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void aKeyOverItsRateIsAnsweredWithTheTimeToTryAgain() {
        for (int i = 0; i < 3; i++) {
            ledger.accepted("slow", gateway.post(slow()));
        }
        HttpResponse<String> answer = ledger.refused("slow", "rate_limited", 429, gateway.post(slow()));
        assertThat(answer.body()).contains("\"code\":\"rate_limited\"");
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 20);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        ledger.accepted("acme", gateway.post(Sample.beacon()));
    }

    @Test
    void invalidBeaconsOfAKeyDoNotUseUpTheRateOfValidOnes() {
        String invalid = Sample.beacon("key", "\"pk_slow\"", "errors", "-1");
        for (int i = 0; i < 3; i++) {
            ledger.refused("slow", "invalid_field", 400, gateway.post(invalid));
        }
        ledger.refused("slow", "rate_limited", 429, gateway.post(invalid));
        for (int i = 0; i < 3; i++) {
            ledger.accepted("slow", gateway.post(slow()));
        }
        ledger.refused("slow", "rate_limited", 429, gateway.post(slow()));
    }

    @Test
    void aRepeatedIdIsAnsweredAndPublishedOnce() {
        var before = Broker.shared().ends("rum.beacons");
        String body = Sample.beacon("id", "\"view-1\"");
        String taken = "{\"accepted\":true}";
        String repeated = "{\"accepted\":true,\"duplicate\":true}";
        assertThat(ledger.accepted("acme", gateway.post(body)).body()).isEqualTo(taken);
        assertThat(ledger.duplicate("acme", gateway.post(body)).body()).isEqualTo(repeated);
        assertThat(ledger.duplicate("acme", gateway.post(body)).body()).isEqualTo(repeated);
        HttpResponse<String> otherId = gateway.post(Sample.beacon("id", "\"view-2\""));
        assertThat(ledger.accepted("acme", otherId).body()).isEqualTo(taken);
        HttpResponse<String> otherKey = gateway.post(Sample.beacon("id", "\"view-1\"", "key", "\"pk_slow\""));
        assertThat(ledger.accepted("slow", otherKey).body()).isEqualTo(taken);
        List<String> ids = Broker.shared().since(before, "rum.beacons").stream()
                .filter(record -> record.key() != null)
                .map(ConsumerRecord::value)
                .map(value -> value.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"))
                .toList();
        assertThat(ids).hasSize(3).doesNotHaveDuplicates().allMatch(id -> id.matches("[A-Za-z0-9_-]{22}"));
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
        ledger.expectAccepted("acme", 1);
        ledger.expectRepeated("acme", 29);
        ledger.assertExact();
        assertThat(Broker.shared().since(before, "rum.beacons").stream().filter(record -> record.key() != null))
                .hasSize(1);
    }

    @Test
    void aWrongBeaconDoesNotUseUpItsId() {
        String wrong = Sample.beacon("id", "\"retried\"", "errors", "-1");
        ledger.refused("acme", "invalid_field", 400, gateway.post(wrong));
        HttpResponse<String> answer = gateway.post(Sample.beacon("id", "\"retried\""));
        assertThat(ledger.accepted("acme", answer).body()).isEqualTo("{\"accepted\":true}");
    }

    private static String slow() {
        return Sample.beacon("key", "\"pk_slow\"");
    }
}
