package io.convergence.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.kit.files.Directories;
import io.convergence.kit.net.FreePort;
import io.convergence.kit.process.Executable;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A relay with the real Alertmanager, which notifies a webhook. */
class AlertmanagerIT {
    private static final String KEY = "acme/rum.user_impact_correlated/shop/h";
    /** The outage of Kafka, of some expiries; {@code -Dconvergence.outage-seconds=900} runs the 15 minutes of the design. */
    private static final int OUTAGE_SECONDS = Integer.getInteger("convergence.outage-seconds", 6);

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void anAlertStaysActiveWithoutKafkaAndOverARestartAndIsResolvedOnce() throws IOException {
        try (SignalTopics topics = SignalTopics.create();
                StubReceiver notified = StubReceiver.start();
                Alertmanager alertmanager = Alertmanager.start(notified.url())) {
            String routes = "receivers:\n  - {name: am, type: alertmanager, urls: [\"" + alertmanager.url()
                    + "\", \"http://127.0.0.1:1\"]}\nroutes:\n  - {tenant: \"*\", to: [am]}\n";
            Map<String, String> options = topics.options(routes);
            if (OUTAGE_SECONDS < 60) {
                options.put("alertmanager.resend", "500 ms");
                options.put("alertmanager.expires", "3 s");
            }
            long started = System.currentTimeMillis() - 60_000;
            try (Relay relay = RelayIT.start(options)) {
                Waiting.until("the relay is ready", relay::isReady);
                topics.publish(KEY, started, 0, true, "critical");
                Waiting.until("the alert is active", () -> alertmanager.active() != null);
                JsonNode alert = alertmanager.active();
                assertThat(alert == null ? null : JSON.writeValueAsString(alert.path("labels")))
                        .isEqualTo("{\"alertname\":\"UserImpactCorrelated\",\"host\":\"h\",\"severity\":\"critical\","
                                + "\"tenant\":\"acme\"}");
                assertThat(Instant.parse(
                                alert == null ? "" : alert.path("startsAt").asText()))
                        .isEqualTo(Instant.ofEpochMilli(started));
                SignalTopics.broker().stop();
                Instant until = Instant.now().plusSeconds(OUTAGE_SECONDS);
                Duration deadline = Waiting.DEADLINE.plusSeconds(OUTAGE_SECONDS);
                Waiting.until("it is active all the time without Kafka", deadline, () -> {
                    assertThat(alertmanager.active()).isNotNull();
                    return Instant.now().isAfter(until);
                });
                assertThat(count(notified, "firing"))
                        .as("it has never ended in between")
                        .isEqualTo(1);
                assertThat(count(notified, "resolved")).isZero();
                SignalTopics.broker().start();
                alertmanager.restart();
                Waiting.until("a restarted Alertmanager learns of it", () -> alertmanager.active() != null);
                topics.publish(KEY, started, 1, false, "critical");
                Waiting.until("it is resolved", () -> alertmanager.active() == null);
                Waiting.until("the resolve is notified", () -> count(notified, "resolved") == 1);
                topics.publish(KEY + "2", started, 0, true, "critical");
                Waiting.until(
                        "the next alert is notified",
                        () -> notified.accepted().stream()
                                .anyMatch(accepted -> accepted.body().contains("\"h2\"")));
                assertThat(count(notified, "resolved")).isEqualTo(1);
            }
        } finally {
            SignalTopics.broker().start();
        }
    }

    private static long count(StubReceiver notified, String status) {
        return notified.accepted().stream()
                .filter(accepted -> accepted.body().contains("\"status\":\"" + status + "\",\"labels\""))
                .count();
    }

    /** An Alertmanager process with a route for every alert. */
    private static final class Alertmanager implements AutoCloseable {
        private final Path directory = Directories.temporary("alertmanager-");
        private final int port = FreePort.any();
        private @Nullable Process process;

        private static Alertmanager start(String webhook) throws IOException {
            Alertmanager started = new Alertmanager();
            Files.writeString(started.directory.resolve("alertmanager.yml"), """
                    global: {resolve_timeout: 30s}
                    route: {receiver: hook, group_by: ["..."], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
                    receivers:
                      - name: hook
                        webhook_configs: [{url: "%s", send_resolved: true}]
                    """.formatted(webhook));
            started.run();
            return started;
        }

        private void run() throws IOException {
            process = new ProcessBuilder(List.of(
                            Executable.find("prometheus-alertmanager", "prometheus-alertmanager")
                                    .getPath(),
                            "--config.file=" + directory.resolve("alertmanager.yml"),
                            "--storage.path=" + directory.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port,
                            "--cluster.listen-address="))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("alertmanager.out").toFile())
                    .start();
            Waiting.until("Alertmanager answers", () -> get("/-/ready") != null);
        }

        private String url() {
            return "http://127.0.0.1:" + port;
        }

        private void restart() throws IOException {
            stop();
            run();
        }

        /** The active alert, or null. */
        private @Nullable JsonNode active() throws IOException {
            String alerts = get("/api/v2/alerts?active=true");
            JsonNode list = alerts == null ? JSON.createArrayNode() : JSON.readTree(alerts);
            return list.isEmpty() ? null : list.get(0);
        }

        private @Nullable String get(String path) {
            try {
                HttpResponse<String> answer = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(url() + path)).build(),
                                HttpResponse.BodyHandlers.ofString());
                return answer.statusCode() == 200 ? answer.body() : null;
            } catch (IOException e) {
                return null;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void stop() {
            Process ending = process;
            if (ending != null) {
                ending.destroy();
                ending.onExit().join();
            }
        }

        @Override
        public void close() {
            stop();
            Directories.delete(directory);
        }
    }
}
