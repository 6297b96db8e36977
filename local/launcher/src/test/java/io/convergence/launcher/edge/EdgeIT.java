package io.convergence.launcher.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.ingest.Decoded;
import io.convergence.core.rum.Beacon;
import io.convergence.core.rum.BeaconDecoder;
import io.convergence.kit.browser.Browser;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.demo.DemoEdge;
import io.convergence.launcher.harness.OutputRecord;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RunDirectory;
import io.convergence.launcher.system.Teardown;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The way of a page view of a real browser, and of a real probe, through gateway, Kafka and job to a verdict. */
class EdgeIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    @TempDir
    Path directory;

    @Test
    void errorsOfAVisitorChangeTheVerdictAndFailingProbesConfirmIt() throws Exception {
        try (Stage stage = SYSTEM.stage();
                Teardown teardown = new Teardown()) {
            stage.start(Variant.usual().withFlinkOption("execution.checkpointing.interval", "1 s"));
            RunDirectory run = teardown.add(RunDirectory.create());
            DemoEdge edge = DemoEdge.start(stage.bootstrapServers(), 0, 0, run, teardown);
            Waiting.until(
                    "the gateway is ready",
                    () -> send(HttpRequest.newBuilder(edge.management().resolve("/ready")))
                                    .statusCode()
                            == 200);

            assertNothingIsSentWithoutConsentOrWithPrivacyControl(edge, stage);
            assertAVisitSendsOneBeaconPerView(edge, stage);
            Waiting.until(
                    "users are affected and no check fails",
                    () -> verdicts(stage).contains("user_only_synthetic_blind"));
            sendFailingProbes(edge);
            Waiting.until("probes confirm the impact", () -> verdicts(stage).contains("user_impact_confirmed"));
        }
    }

    private static void assertNothingIsSentWithoutConsentOrWithPrivacyControl(DemoEdge edge, Stage stage) {
        try (Browser withoutConsent = new Browser()) {
            withoutConsent.open(edge.shop().toString()).click("break-script").open("about:blank");
        }
        try (Browser withPrivacyControl = new Browser().withPrivacyControl()) {
            withPrivacyControl
                    .open(edge.shop().toString())
                    .click("accept")
                    .click("break-script")
                    .open("about:blank");
        }
        assertThat(beacons(stage)).isEmpty();
    }

    private static void assertAVisitSendsOneBeaconPerView(DemoEdge edge, Stage stage) throws Exception {
        try (Browser visitor = new Browser()) {
            visitor.open(edge.shop().toString()).untilPainted();
            visitor.click("accept").click("break-script").click("fail-request");
            Waiting.until("the request has failed", () -> visitor.text("log").contains("500"));
            visitor.clickLink("Teas");
            Waiting.until("the first view is over", () -> beacons(stage).size() == 1);
            Beacon first = beacons(stage).get(0);
            assertThat(first.page()).isEqualTo("/");
            assertThat(first.errors()).isEqualTo(1);
            assertThat(first.failedRequests()).isEqualTo(1);
            assertThat(first.browser()).isEqualTo("chrome");
            assertThat(first.vitals().lcpMillis()).isBetween(0.0, 60_000.0);
            assertThat(first.vitals().ttfbMillis()).isBetween(0.0, 60_000.0);
            visitor.click("crowd").open("about:blank");
            // The visitor's own page is the first view of the crowd.
            Waiting.until(
                    "the beacons of the crowd are here", () -> beacons(stage).size() == 41);
            assertThat(beacons(stage).stream().map(Beacon::id).distinct()).hasSize(41);
        }
    }

    private void sendFailingProbes(DemoEdge edge) throws Exception {
        String target = edge.shop().resolve("/api/fail").toString();
        try (BlackboxExporter exporter = BlackboxExporter.start(directory)) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(
                                edge.ingest() + "/ingest/synthetic?format=blackbox&module=http_2xx&target=" + target))
                        .header("Authorization", "Bearer " + DemoEdge.TOKEN)
                        .POST(HttpRequest.BodyPublishers.ofString(exporter.probe(target))));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            }
        }
    }

    /** The beacons in the topic, without heartbeats. */
    private static List<Beacon> beacons(Stage stage) {
        List<Beacon> beacons = new ArrayList<>();
        BeaconDecoder decoder = new BeaconDecoder();
        new TopicReader(stage.bootstrapServers()).read(LocalTopics.BEACONS, record -> {
            if (decoder.decode(record.value()) instanceof Decoded.Accepted<Beacon> accepted) {
                beacons.add(accepted.value());
            }
        });
        return beacons;
    }

    private static List<String> verdicts(Stage stage) {
        List<String> verdicts = new ArrayList<>();
        String key = String.join("|", DemoEdge.TENANT, DemoEdge.APP, DemoEdge.HOST);
        new TopicReader(stage.bootstrapServers()).read(LocalTopics.VERDICTS, message -> {
            OutputRecord record = OutputRecord.of(message);
            if (record.key().equals(key) && record.value() != null) {
                verdicts.add(record.members().text("verdict"));
            }
        });
        return verdicts;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
