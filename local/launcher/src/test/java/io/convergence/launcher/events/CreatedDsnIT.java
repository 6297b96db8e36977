package io.convergence.launcher.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.gateway.Gateway;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.harness.Lines;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StageGateway;
import io.convergence.launcher.harness.StageQuery;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.query.Query;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A DSN that is created and revoked at the query service while a gateway runs. */
class CreatedDsnIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final String EDITOR = "an-editor-of-the-test-with-32-characters";
    private static final String EVENT =
            "{\"v\":1,\"consent\":true,\"session\":\"s-1\",\"events\":[{\"type\":\"action\","
                    + "\"host\":\"shop.example\",\"page\":\"/\",\"name\":\"buy\"}]}";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void gatewaysAcceptItsEventsUntilItIsRevokedAlsoAfterARestart(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("apps.yaml"), "apps: []\n");
        try (Stage stage = SYSTEM.stage(LocalTopics.defaults().withEvents());
                Query query = StageQuery.start(stage, directory, EDITOR)) {
            String token;
            try (Gateway gateway = StageGateway.start(stage, directory.resolve("apps.yaml"), "native")) {
                Waiting.until("the gateway is ready", gateway::isReady);
                Waiting.until("the service is ready", query::isReady);
                HttpResponse<String> created = send(query.port(), "POST", "/api/v1/dsns", """
                                {"app": "shop", "hosts": ["shop.example"], "consent": "required", "rate": 0}
                                """);
                assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
                token = new ObjectMapper()
                        .readTree(created.body())
                        .path("token")
                        .asText();
                awaitAnswer(gateway, token, 202);
            }
            try (Gateway gateway = StageGateway.start(stage, directory.resolve("apps.yaml"), "native")) {
                Waiting.until("the gateway is ready again", gateway::isReady);
                awaitAnswer(gateway, token, 202);
                HttpResponse<String> revoked = send(query.port(), "DELETE", "/api/v1/dsns/" + token, "");
                assertThat(revoked.statusCode()).as(revoked.body()).isEqualTo(204);
                awaitAnswer(gateway, token, 401);
            }
            List<String> events = new ArrayList<>();
            new TopicReader(stage.bootstrapServers()).read(LocalTopics.EVENTS, record -> {
                if (record.key() != null) {
                    events.add(new String(record.value(), StandardCharsets.UTF_8));
                }
            });
            assertThat(events)
                    .isNotEmpty()
                    .allMatch(event -> event.contains("\"tenant\":\"" + Lines.TENANT + "\",\"app\":\"shop\""));
        }
    }

    private static void awaitAnswer(Gateway gateway, String token, int status) throws Exception {
        Waiting.until(
                "an event is answered with " + status,
                () -> send(gateway.port(), "POST", "/ingest/events?token=" + token, EVENT)
                                .statusCode()
                        == status);
    }

    private static HttpResponse<String> send(int port, String method, String path, String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + EDITOR)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
