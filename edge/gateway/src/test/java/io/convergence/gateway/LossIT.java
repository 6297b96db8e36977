package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.wait.Waiting;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests that no record answered with 202 is lost when the broker stops, or the gateway is killed or stopped. */
class LossIT {
    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = Broker.create();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void noAcceptedBeaconIsLostWhenTheBrokerStopsAndStartsAgain() {
        try (StartedGateway gateway = StartedGateway.ready(broker);
                Posting posting = Posting.to(gateway.gateway().port(), 8)) {
            for (int round = 1; round <= 2; round++) {
                long accepted = posting.accepted().size();
                long refused = posting.answers(503);
                Waiting.until("beacons are accepted", () -> posting.accepted().size() > accepted + 200);
                broker.stop();
                Waiting.until("beacons are refused", () -> posting.answers(503) > refused + 20);
                Waiting.until(
                        "the gateway is not ready",
                        () -> gateway.manage("/ready").statusCode() == 503);
                assertThat(gateway.manage("/health").statusCode()).isEqualTo(200);
                HttpResponse<String> answer = gateway.post(Sample.beacon("id", "\"retried-" + round + "\""));
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(Integer.parseInt(
                                answer.headers().firstValue("Retry-After").orElseThrow()))
                        .isPositive();
                assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                        .contains("*");
                assertThat(answer.body()).contains("\"code\":\"unavailable\"");
                broker.start();
                String retried = Sample.beacon("id", "\"retried-" + round + "\"");
                Waiting.until(
                        "the retry is taken", () -> gateway.post(retried).body().equals("{\"accepted\":true}"));
                assertThat(gateway.manage("/ready").statusCode()).isEqualTo(200);
            }
            posting.close();
            assertThat(posting.answers(0)).isZero();
            assertThat(posting.answers(500)).isZero();
            assertThat(gateway.metric("convergence_gateway_accepted_total{plane=\"rum\",tenant=\"acme\"}"))
                    .isEqualTo((double) (posting.answers(202) + 2));
            assertThat(gateway.manage("/metrics").body()).doesNotContain("rejected_total{");
            assertThat(published()).containsAll(posting.accepted());
        }
    }

    @Test
    void aGatewayThatIsKilledHasPublishedWhatItAccepted() {
        for (int round = 0; round < 2; round++) {
            try (GatewayProcess gateway = GatewayProcess.start(broker);
                    Posting posting = Posting.to(gateway.port(), 8)) {
                Waiting.until("beacons are accepted", () -> posting.accepted().size() > 500);
                gateway.kill();
                posting.close();
                assertThat(published()).containsAll(posting.accepted());
            }
        }
    }

    @Test
    void aTerminatedGatewayAnswersItsOpenRequests() {
        try (GatewayProcess gateway = GatewayProcess.start(broker);
                RawConnection begun = RawConnection.to(gateway.port());
                Posting posting = Posting.to(gateway.port(), 4)) {
            Waiting.until("beacons are accepted", () -> posting.accepted().size() > 100);
            String body = Sample.beacon("host", "\"begun.shop.acme.example\"");
            begun.send("POST /ingest/rum HTTP/1.1\r\nHost: g\r\nExpect: 100-continue\r\nContent-Length: "
                    + body.length() + "\r\n\r\n");
            assertThat(begun.readUntil("\r\n\r\n")).contains(" 100 ");
            gateway.terminate();
            Waiting.until("nobody is let in", () -> posting.answers(0) > 0);
            begun.send(body);
            assertThat(begun.readUntil("true}")).contains(" 202 ");
            assertThat(gateway.exitCode()).isEqualTo(143);
            posting.close();
            assertThat(published()).containsAll(posting.accepted()).contains("begun.shop.acme.example");
        }
    }

    @Test
    void anEmbeddedGatewayEndsTwiceWithoutHarm() {
        StartedGateway gateway = StartedGateway.ready(broker);
        CompletableFuture<Void> ends = CompletableFuture.runAsync(gateway::close);
        gateway.close();
        ends.join();
        assertThat(gateway.gateway().isReady()).isFalse();
    }

    private static Set<String> published() {
        return broker.all("rum.beacons").stream()
                .filter(record -> record.key() != null)
                .map(record -> record.key().substring(record.key().indexOf('|') + 1))
                .collect(Collectors.toSet());
    }
}
