package io.convergence.query;

import static io.convergence.query.SeededQuery.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.files.Directories;
import io.convergence.kit.postgres.EmbeddedDatabase;
import io.convergence.kit.process.JvmCommand;
import io.convergence.kit.process.JvmProcess;
import io.convergence.kit.wait.Waiting;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Archives over HTTP while services are killed, others replace them, and bounds are exceeded. */
class SourcemapFaultsIT {
    private static final SeededQuery QUERY =
            SeededQuery.start("server.body-timeout", "500 ms", "symbols.tenant-max", "20000");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern PORT = Pattern.compile("API and console on port (\\d+)");
    private static final String STACK = "f@https://x.example/a.js:1:1";

    @AfterAll
    static void close() {
        QUERY.close();
    }

    @Test
    void afterAKillDuringAnUploadTheOldArchiveAnswers() throws Exception {
        Path logs = Directories.temporary("sourcemap-kill-");
        try (JvmProcess process = process(logs)) {
            String name = "app_id=killed&token=" + GLOBEX;
            int port = port(process, 1);
            assertThat(put(port, name, "old.js").join().statusCode()).isEqualTo(200);
            try (Connection connection = DriverManager.getConnection(
                            QUERY.sql().jdbcUrl(),
                            QUERY.sql().user(),
                            QUERY.sql().password());
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE symbol_chunks IN SHARE ROW EXCLUSIVE MODE");
                CompletableFuture<HttpResponse<String>> pending = put(port, name, "new.js");
                Waiting.until(
                        "the upload waits for the table",
                        () -> QUERY.sql()
                                .query(
                                        "SELECT 1 FROM pg_locks WHERE relation = 'symbol_chunks'::regclass AND NOT granted")
                                .equals(List.of("1")));
                process.kill();
                assertThat(pending.handle((answer, failure) -> failure).get()).isNotNull();
                connection.rollback();
            }
            process.start();
            assertThat(check(port(process, 2), name).join().body()).contains("f@old.js:6:5");
            assertThat(QUERY.sql()
                            .query("SELECT count(*) FROM symbol_archives AS a WHERE app_id = 'killed'"
                                    + " AND retired_at IS NULL"))
                    .containsExactly("1");
            assertThat(process.output())
                    .as("the token of the addresses is not logged")
                    .doesNotContain(GLOBEX);
        } finally {
            Directories.delete(logs);
        }
    }

    @Test
    void twoHundredChecksDuringFiftyUploadsAreEachOfOneArchive() throws Exception {
        String name = "app_id=busy&token=" + GLOBEX;
        int port = URI.create(QUERY.url("/")).getPort();
        assertThat(put(port, name, "new0.js").join().statusCode()).isEqualTo(200);
        List<CompletableFuture<HttpResponse<String>>> checks = new ArrayList<>();
        for (int upload = 1; upload <= 50; upload++) {
            CompletableFuture<HttpResponse<String>> pending = put(port, name, "new" + upload + ".js");
            for (int check = 0; check < 4; check++) {
                checks.add(check(port, name));
            }
            assertThat(pending.join().statusCode()).isEqualTo(200);
        }
        for (CompletableFuture<HttpResponse<String>> check : checks) {
            assertThat(check.join().statusCode()).as(check.join().body()).isEqualTo(200);
            assertThat(check.join().body()).containsPattern("f@new\\d+\\.js:6:5");
        }
        assertThat(check(port, name).join().body()).contains("f@new50.js:6:5");
    }

    @Test
    void anotherServiceSeesAnUploadWithinAMinuteWhateverItLookedUpBefore() throws Exception {
        int port = URI.create(QUERY.url("/")).getPort();
        String found = "app_id=found&token=" + GLOBEX;
        String absent = "app_id=absent&token=" + GLOBEX;
        put(port, found, "old.js").join();
        try (Query other = QUERY.another()) {
            Waiting.until("the other service answers", other::isReady);
            assertThat(check(other.port(), found).join().body()).contains("f@old.js:6:5");
            assertThat(check(other.port(), absent).join().body()).contains("\"success\":false");
            put(port, found, "new.js").join();
            put(port, absent, "new.js").join();
            for (String name : List.of(absent, found)) {
                Waiting.until(
                        "the other service sees the upload",
                        Duration.ofSeconds(60),
                        () -> check(other.port(), name).join().body().contains("f@new.js:6:5"));
            }
        }
    }

    @Test
    void aSlowBodyIs408AndALongLineIs414() throws Exception {
        URI address = URI.create(QUERY.url("/"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            OutputStream output = socket.getOutputStream();
            output.write(("PUT /v1/sourcemap?app_id=slow&token=" + GLOBEX
                            + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + Multipart.TYPE
                            + "\r\nContent-Length: 1000\r\n\r\n--")
                    .getBytes(StandardCharsets.UTF_8));
            output.flush();
            InputStream input = socket.getInputStream();
            assertThat(new String(input.readNBytes(12), StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 408");
        }
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(QUERY.url(
                                "/v1/sourcemap/check?app_id=a&error_stack=" + "x".repeat(5_000) + "&token=" + GLOBEX)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(414);
    }

    @Test
    void aTenantBeyondItsBoundIs507AndItsArchivesStay() throws Exception {
        int port = URI.create(QUERY.url("/")).getPort();
        String name = "app_id=full&token=" + GLOBEX;
        assertThat(put(port, name, "old.js").join().statusCode()).isEqualTo(200);
        StringBuilder random = new StringBuilder();
        new Random(1).ints(40_000, 'a', 'z').forEach(letter -> random.append((char) letter));
        HttpResponse<String> full = put(port, name, random + ".js").join();
        assertThat(full.statusCode()).isEqualTo(507);
        assertThat(full.body()).contains("the archives of the tenant must not exceed 20000 bytes");
        assertThat(check(port, name).join().body()).contains("f@old.js:6:5");
    }

    @Test
    void uploadsThatAreTurnedOffAre503() {
        try (SeededQuery off = SeededQuery.start("symbols.upload-max", "0")) {
            int port = URI.create(off.url("/")).getPort();
            HttpResponse<String> answer =
                    put(port, "app_id=a&token=" + GLOBEX, "a.js").join();
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("symbols.upload-max");
        }
    }

    @Test
    void aDatabaseThatIsAwayIs503() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(Directories.temporary("sourcemap-postgres-"), 0);
                SeededQuery query = SeededQuery.startOn(database, "query.timeout", "1 s")) {
            int port = URI.create(query.url("/")).getPort();
            database.stop();
            assertThat(put(port, "app_id=a&token=" + GLOBEX, "a.js").join().statusCode())
                    .isEqualTo(503);
            assertThat(check(port, "app_id=a&token=" + GLOBEX).join().statusCode())
                    .isEqualTo(503);
        }
    }

    private static CompletableFuture<HttpResponse<String>> put(int port, String query, String source) {
        String map = "{\"version\":3,\"sources\":[\"" + source + "\"],\"names\":[],\"mappings\":\"AAKI\"}";
        return CLIENT.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/sourcemap?" + query))
                        .header("Content-Type", Multipart.TYPE)
                        .PUT(Multipart.file(Multipart.zip("a.js.map", map)))
                        .build(),
                BodyHandlers.ofString());
    }

    private static CompletableFuture<HttpResponse<String>> check(int port, String query) {
        String stack = URLEncoder.encode(STACK, StandardCharsets.UTF_8);
        return CLIENT.sendAsync(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + port + "/v1/sourcemap/check?" + query + "&error_stack=" + stack))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JvmProcess process(Path logs) {
        Map<String, String> own = new HashMap<>(QUERY.options());
        own.put("server.body-timeout", "10 s");
        List<String> arguments = new ArrayList<>();
        own.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return JvmProcess.start(
                "query",
                new JvmCommand(
                        "io.convergence.query.Query",
                        JvmCommand.ownClasspath(),
                        List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                        arguments),
                logs);
    }

    /** The port of the process at a start, from 1; the log has a line for each start. */
    private static int port(JvmProcess process, int start) {
        List<Integer> ports = new ArrayList<>();
        Waiting.until("the service has started", () -> {
            ports.clear();
            Matcher line = PORT.matcher(process.output());
            while (line.find()) {
                ports.add(Integer.parseInt(line.group(1)));
            }
            return ports.size() == start;
        });
        int port = ports.get(start - 1);
        Waiting.until(
                "the service answers",
                () -> check(port, "app_id=none&token=" + GLOBEX).join().statusCode() == 200);
        return port;
    }
}
