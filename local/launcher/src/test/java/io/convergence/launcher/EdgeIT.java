package io.convergence.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.ingest.Decoded;
import io.convergence.core.rum.Beacon;
import io.convergence.core.rum.BeaconDecoder;
import io.convergence.launcher.demo.DemoEdge;
import io.convergence.launcher.demo.shop.Chromium;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RunDirectory;
import io.convergence.launcher.system.Teardown;
import io.convergence.launcher.system.TopicReader;
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
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** From a page in a real browser, and from a real probe, through the gateway, Kafka and the job to a verdict. */
class EdgeIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    @TempDir
    Path directory;

    @Test
    void whatAVisitorMeetsBecomesAVerdictAndProbesConfirmIt() throws Exception {
        try (Stage stage = SYSTEM.stage();
                Teardown teardown = new Teardown()) {
            stage.start(Variant.usual());
            RunDirectory run = teardown.add(RunDirectory.create());
            DemoEdge edge = DemoEdge.start(stage.bootstrapServers(), 0, 0, run, teardown);
            Waiting.until(
                    "the gateway is ready",
                    () -> send(HttpRequest.newBuilder(edge.management().resolve("/ready")))
                                    .statusCode()
                            == 200);

            nothingIsSentWithoutConsentOrAgainstPrivacyControl(edge, stage);
            aVisitSendsOneBeaconAView(edge, stage);
            Waiting.until(
                    "users are affected and no check sees it",
                    () -> verdicts(stage).contains("user_only_synthetic_blind"));
            failingProbes(edge);
            Waiting.until("probes confirm it", () -> verdicts(stage).contains("user_impact_confirmed"));
        }
    }

    private static void nothingIsSentWithoutConsentOrAgainstPrivacyControl(DemoEdge edge, Stage stage) {
        WebDriver silent = Chromium.start();
        try {
            silent.get(edge.shop().toString());
            click(silent, "break-script");
            silent.get("about:blank");
        } finally {
            silent.quit();
        }
        WebDriver guarded = Chromium.startWithPrivacyControl();
        try {
            guarded.get(edge.shop().toString());
            click(guarded, "accept");
            click(guarded, "break-script");
            guarded.get("about:blank");
        } finally {
            guarded.quit();
        }
        assertThat(beacons(stage)).isEmpty();
    }

    private static void aVisitSendsOneBeaconAView(DemoEdge edge, Stage stage) throws Exception {
        WebDriver visitor = Chromium.start();
        try {
            visitor.get(edge.shop().toString());
            Chromium.awaitPaint(visitor);
            click(visitor, "accept");
            click(visitor, "break-script");
            click(visitor, "fail-request");
            Waiting.until(
                    "the request has failed",
                    () -> visitor.findElement(By.id("log")).getText().contains("500"));
            visitor.findElement(By.linkText("Teas")).click();
            Waiting.until("the first view is over", () -> beacons(stage).size() == 1);
            Beacon first = beacons(stage).get(0);
            assertThat(first.page()).isEqualTo("/");
            assertThat(first.errors()).isEqualTo(1);
            assertThat(first.failedRequests()).isEqualTo(1);
            assertThat(first.browser()).isEqualTo("chrome");
            assertThat(first.vitals().lcpMillis()).isBetween(0.0, 60_000.0);
            assertThat(first.vitals().ttfbMillis()).isBetween(0.0, 60_000.0);
            click(visitor, "crowd");
            visitor.get("about:blank");
            // The first of the crowd is on the page that the visitor is on: one view.
            Waiting.until("the crowd has been", () -> beacons(stage).size() == 41);
            assertThat(beacons(stage).stream().map(Beacon::id).distinct()).hasSize(41);
        } finally {
            visitor.quit();
        }
    }

    private void failingProbes(DemoEdge edge) throws Exception {
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

    /** What the topic of beacons holds, without heartbeats. */
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

    private static void click(WebDriver driver, String id) {
        driver.findElement(By.id(id)).click();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
