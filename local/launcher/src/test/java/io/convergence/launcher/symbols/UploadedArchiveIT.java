package io.convergence.launcher.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.core.codec.EventEncoder;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.harness.Lines;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StageQuery;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.StoredRows;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.query.Query;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An archive that is uploaded at one of two query services while the sessions job runs on their database. */
class UploadedArchiveIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final String TOKEN = "an-editor-of-the-test-with-32-characters";
    private static final String BOUNDARY = "boundary-of-the-test";
    private static final String STACK = "Error: a\n    at f (https://shop.example/a.js:1:1)";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private int sessions;

    @Test
    void anArchiveAndItsSuccessorAreSeenByBothServicesAndByTheJobWithoutARestart(@TempDir Path directory)
            throws Exception {
        try (Stage stage = SYSTEM.stage(LocalTopics.defaults().withEvents());
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers());
                Query one = StageQuery.start(stage, directory, TOKEN);
                Query two = StageQuery.start(stage, directory, TOKEN)) {
            stage.startSessions(Variant.usual());
            StoredRows rows = stage.rows();
            String early = publish(publisher, STACK);
            Waiting.until(
                    "the job has looked for an archive",
                    () -> status(rows, early).equals("no_zip"));
            for (Query service : new Query[] {one, two}) {
                assertThat(check(service).path("success").asBoolean()).isFalse();
            }

            for (String source : new String[] {"src/cart.js", "src/basket.js"}) {
                String resolved = "Error: a\n    at f (" + source + ":6:5)";
                upload(one, source);
                assertThat(text(one)).isEqualTo(resolved);
                Waiting.until(
                        "the other service resolves with " + source,
                        () -> text(two).equals(resolved));
                Waiting.until("the job resolves with " + source, () -> {
                    String session = publish(publisher, STACK);
                    Waiting.until(
                            "the job has looked for the archive",
                            () -> !status(rows, session).isEmpty());
                    return source(rows, session).equals(resolved);
                });
            }
            HttpResponse<String> deleted = CLIENT.send(
                    HttpRequest.newBuilder(uri(two, "?app_id=shop&version=1&platform=web&token=" + TOKEN))
                            .DELETE()
                            .build(),
                    BodyHandlers.ofString());
            assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(200);
            // A stack that was resolved stays so, therefore each attempt needs one that was not seen before: the job
            // knows the
            // deleted archive for up to 60 s.
            Waiting.until("the job knows of no archive", () -> {
                String session = publish(publisher, STACK.replace("a.js:1:1", "a.js:2:" + (sessions + 1)));
                Waiting.until(
                        "the job has looked for the archive",
                        () -> !status(rows, session).isEmpty());
                return status(rows, session).equals("no_zip");
            });
            // What was resolved before stays.
            Waiting.until(
                    "the error from before the upload has its source",
                    () -> source(rows, early).equals("Error: a\n    at f (src/basket.js:6:5)"));
        }
    }

    /** Publishes an error of a new session and returns the session. */
    private String publish(RecordPublisher publisher, String stack) {
        String session = "session-" + sessions++;
        long now = System.currentTimeMillis();
        RumEvent event = new RumEvent(
                session,
                Lines.TENANT,
                "shop",
                EventType.ERROR,
                now,
                now,
                session,
                null,
                "shop.example",
                "/",
                "Error",
                null,
                Map.of(),
                Map.of("version", "1", "sdk", "df_web_rum_sdk", "message", "a", "stack", stack),
                Map.of());
        publisher.send(LocalTopics.EVENTS, now, event.recordKey(), new EventEncoder().encode(event));
        publisher.flush();
        return session;
    }

    private static String status(StoredRows rows, String session) throws Exception {
        return first(rows, "stack_status", session);
    }

    private static String source(StoredRows rows, String session) throws Exception {
        return first(rows, "error_stack_source", session);
    }

    private static String first(StoredRows rows, String column, String session) throws Exception {
        return rows
                .query("SELECT " + column + " FROM rum_errors WHERE " + column + " IS NOT NULL AND session = '"
                        + session + "'")
                .stream()
                .findFirst()
                .orElse("");
    }

    private static JsonNode check(Query query) throws Exception {
        String body = MAPPER.createObjectNode()
                .put("app_id", "shop")
                .put("version", "1")
                .put("platform", "web")
                .put("error_stack", STACK)
                .toString();
        return send(HttpRequest.newBuilder(uri(query, "/check?token=" + TOKEN))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String text(Query query) throws Exception {
        return check(query).path("content").path("error_stack").asText();
    }

    private static void upload(Query query, String source) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(zip(source));
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        JsonNode answer = send(HttpRequest.newBuilder(uri(query, "?app_id=shop&version=1&platform=web&token=" + TOKEN))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .PUT(BodyPublishers.ofByteArray(body.toByteArray())));
        assertThat(answer.path("success").asBoolean()).as(answer.toString()).isTrue();
    }

    private static byte[] zip(String source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            archive.putNextEntry(new ZipEntry("a.js.map"));
            archive.write(("{\"version\":3,\"sources\":[\"" + source + "\"],\"names\":[],\"mappings\":\"AAKI\"}")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static JsonNode send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }

    private static URI uri(Query query, String rest) {
        return URI.create("http://127.0.0.1:" + query.port() + "/v1/sourcemap" + rest);
    }
}
