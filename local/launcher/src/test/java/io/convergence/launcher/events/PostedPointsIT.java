package io.convergence.launcher.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.event.EventDecoder;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.ingest.Decoded;
import io.convergence.gateway.Gateway;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.harness.Project;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StageGateway;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.StoredRows;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Real points of DataKit's SDKs, from a POST to a running gateway to the rows of the sessions job. */
class PostedPointsIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    /** Resources that are faster have no row of their own. */
    private static final double FEWEST_MILLIS = 100;

    private static final String REGISTRY = """
            apps: []
            dsns:
              - token: rk_points
                tenant: acme
                app: console
                any-host: true
                app-ids: [appid_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, appid_3bfc27803d3a4797acfe9db35c3abecd]
                consent: assumed
                rate: 0
            """;

    @Test
    void pointsBecomeRecordsAndTheRowsAgreeWithThem(@TempDir Path directory) throws Exception {
        Path registry = Files.writeString(directory.resolve("apps.yaml"), REGISTRY);
        try (Stage stage = SYSTEM.stage(LocalTopics.defaults().withEvents());
                Gateway gateway = StageGateway.start(stage, registry, "datakit")) {
            stage.startSessions(Variant.usual());
            Waiting.until("the gateway is ready", gateway::isReady);
            post(gateway, "rum_body.lp");
            assertThat(events(stage)).hasSize(10);
            post(gateway, "rum_23points.scrubbed.lp");
            List<RumEvent> events = events(stage);
            assertThat(events).hasSize(10 + 30);

            StoredRows rows = stage.rows();
            Waiting.until(
                    "all events are counted",
                    () -> rows.query("SELECT coalesce(sum(events), 0) FROM rum_sessions")
                            .equals(List.of("40")));
            List<String> expected = events.stream()
                    .filter(PostedPointsIT::isKept)
                    .map(PostedPointsIT::row)
                    .toList();
            Waiting.until(
                    "all rows are written",
                    () -> rows.query("SELECT id FROM rum_timeline").size() >= expected.size());
            assertThat(rows.query("SELECT concat_ws('|', type, name, page, host, session, view, value) "
                            + "FROM rum_timeline WHERE tenant = 'acme' AND app = 'console'"))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(rows.query("SELECT concat_ws('|', events, duplicates, views, errors, actions, resources, "
                            + "long_tasks) FROM rum_sessions ORDER BY events"))
                    .containsExactly("10|0|1|2|0|3|3", "30|0|4|0|1|14|4");
        }
    }

    private static boolean isKept(RumEvent event) {
        Double value = event.value();
        return event.type() != EventType.RESOURCE || (value != null && value >= FEWEST_MILLIS);
    }

    private static String row(RumEvent event) {
        Double value = event.value();
        String text = value == null ? "" : "|" + value.toString().replaceAll("\\.0$", "");
        return event.type().label()
                + ('|' + event.name())
                + ('|' + event.page())
                + ('|' + event.host())
                + ('|' + event.session())
                + ('|' + event.view())
                + text;
    }

    private static void post(Gateway gateway, String file) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/v1/write/rum"))
                .POST(BodyPublishers.ofFile(Project.ROOT
                        .resolve("edge/gateway/src/test/resources/datakit")
                        .resolve(file)))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** The events in the topic, without heartbeats. */
    private static List<RumEvent> events(Stage stage) {
        List<RumEvent> events = new ArrayList<>();
        EventDecoder decoder = new EventDecoder();
        new TopicReader(stage.bootstrapServers()).read(LocalTopics.EVENTS, record -> {
            if (record.key() != null) {
                assertThat(decoder.decode(record.value())).isInstanceOf(Decoded.Accepted.class);
                if (decoder.decode(record.value()) instanceof Decoded.Accepted<RumEvent> accepted) {
                    events.add(accepted.value());
                }
            }
        });
        return events;
    }
}
