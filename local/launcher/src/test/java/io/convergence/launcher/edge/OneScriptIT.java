package io.convergence.launcher.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.convergence.core.ingest.Decoded;
import io.convergence.core.rum.Beacon;
import io.convergence.core.rum.BeaconDecoder;
import io.convergence.core.vitals.Vital;
import io.convergence.kit.browser.Browser;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.demo.DemoEdge;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RunDirectory;
import io.convergence.launcher.system.Teardown;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rich client as the only script of a page: its views count for verdicts as those of the small SDK do. */
class OneScriptIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    /**
     * Adds the small SDK to the page beside the rich client. Its object is hidden from the rich client, which otherwise leaves
     * the beacons to it.
     */
    private static final String ADD_SMALL_SDK = """
            const script = document.createElement('script');
            script.src = '/convergence.min.js';
            script.dataset.key = '%s';
            script.dataset.endpoint = '%s';
            script.onload = () => { window.small = window.convergence; delete window.convergence; done() };
            document.head.append(script);
            """;

    @Test
    @EnabledIf("io.convergence.client.RichClient#isBuilt")
    void eachViewGivesABeaconEqualToThatOfTheSmallSdk() throws Exception {
        try (Stage stage = SYSTEM.stage(LocalTopics.defaults().withEvents());
                Teardown teardown = new Teardown()) {
            RunDirectory run = teardown.add(RunDirectory.create());
            DemoEdge edge = DemoEdge.start(stage.bootstrapServers(), 0, 0, true, run, teardown);
            try (Browser visitor = new Browser()) {
                visitor.open(edge.shop().toString()).untilPainted();
                visitor.until(ADD_SMALL_SDK.formatted(DemoEdge.KEY, edge.ingest() + "/ingest/rum"));
                visitor.run("window.small.consent()");
                visitor.click("accept").click("break-script").click("reject-promise");
                visitor.click("fail-request");
                Waiting.until(
                        "the request has failed", () -> visitor.text("log").contains("500"));
                visitor.click("lose-request");
                Waiting.until(
                        "the request has got no answer",
                        () -> visitor.text("log").contains("no answer"));
                visitor.clickLink("Teas").click("freeze").click("shift-layout");
                Waiting.until(
                        "the layout has shifted", () -> visitor.text("log").contains("shifted"));
                visitor.untilPainted();
                visitor.clickLink("Cart").click("break-script").open("about:blank");
            }
            Waiting.until(
                    "both scripts have sent three views", () -> beacons(stage).size() == 6);
            List<Beacon> small = ofSmallSdk(stage, true);
            List<Beacon> rich = ofSmallSdk(stage, false);
            assertThat(small).extracting(Beacon::page).containsExactlyInAnyOrder("/", "/teas", "/cart");
            for (Beacon expected : small) {
                assertThat(rich)
                        .filteredOn(beacon -> beacon.page().equals(expected.page()))
                        .singleElement()
                        .satisfies(beacon -> assertEqual(beacon, expected));
            }
            assertThat(small).extracting(Beacon::errors).contains(2, 1, 0);
            assertThat(small).extracting(Beacon::failedRequests).contains(2, 0);
        }
    }

    private static void assertEqual(Beacon rich, Beacon small) {
        assertThat(rich.tenant()).isEqualTo(small.tenant());
        assertThat(rich.app()).isEqualTo(small.app());
        assertThat(rich.host()).isEqualTo(small.host());
        assertThat(rich.browser()).isEqualTo(small.browser());
        assertThat(rich.errors()).as(small.page()).isEqualTo(small.errors());
        assertThat(rich.failedRequests()).as(small.page()).isEqualTo(small.failedRequests());
        for (Vital vital : Vital.values()) {
            Double expected = vital.in(small.vitals());
            Double value = vital.in(rich.vitals());
            String what = small.page() + " " + vital + ": " + rich.vitals() + ", small " + small.vitals();
            if (expected == null || value == null) {
                assertThat(value).as(what).isEqualTo(expected);
            } else {
                assertThat(value).as(what).isCloseTo(expected, within(vital == Vital.CLS ? 0.001 : 1.0));
            }
        }
    }

    private static List<Beacon> ofSmallSdk(Stage stage, boolean isSmall) {
        return beacons(stage).stream()
                .filter(beacon -> beacon.sdk().isEmpty() != isSmall)
                .toList();
    }

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
}
