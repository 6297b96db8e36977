package io.convergence.query;

import static io.convergence.query.SeededQuery.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.http.BearerTokens;
import io.convergence.kit.wait.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Live events of a tenant, over a real database. */
class EventsIT {
    private static final SeededQuery QUERY = SeededQuery.start("events.interval", "100 ms");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @AfterAll
    static void close() {
        QUERY.close();
    }

    @Test
    void aChangedVerdictAndASignalArriveAndNothingOfAnotherTenantDoes() throws Exception {
        try (Stream stream = Stream.open(QUERY, null)) {
            stream.await("event: progress");
            QUERY.sql()
                    .execute(
                            "UPDATE convergence_verdicts SET window_end = window_end + interval '10 s', views = 4242 "
                                    + "WHERE tenant = 'acme' AND host = 'docs.shop.example'; "
                                    + "UPDATE convergence_verdicts SET window_end = window_end + interval '10 s' WHERE tenant = 'globex'; "
                                    + "UPDATE signals SET sequence = 1, occurred_at = now() WHERE tenant = 'acme' AND kind = 'slo.burn_rate'");
            stream.await("\"views\":4242");
            stream.await("event: signal");
            assertThat(stream.lines).noneMatch(line -> line.contains("globex"));
        }
    }

    @Test
    void aResumedStreamSendsAgainWhatChangedSinceAMinuteBefore() throws Exception {
        String id = QUERY.sql()
                .query("SELECT (extract(epoch FROM max(window_end)) * 1000 + 30000)::bigint FROM convergence_verdicts "
                        + "WHERE tenant = 'acme'")
                .get(0);
        try (Stream stream = Stream.open(QUERY, id)) {
            stream.await("\"host\":\"www.shop.example\"");
            assertThat(stream.lines).contains("retry: 3000");
        }
        try (Stream stream = Stream.open(QUERY, String.valueOf(Long.parseLong(id) + 120_000))) {
            stream.await("event: progress");
            assertThat(stream.lines).noneMatch(line -> line.contains("event: verdict"));
        }
        assertThat(QUERY.send(QUERY.request("/api/v1/events")
                                .header("Authorization", "Bearer " + ACME)
                                .header("Last-Event-ID", "x"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aStreamEndsWithItsTokenAndATokenHasAtMostTenStreams() throws Exception {
        try (SeededQuery query = SeededQuery.start("events.interval", "100 ms")) {
            List<Stream> streams = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 10; i++) {
                streams.add(Stream.open(query, null));
            }
            streams.get(9).await("event: progress");
            assertThat(query.send(query.request("/api/v1/events").header("Authorization", "Bearer " + ACME))
                            .statusCode())
                    .isEqualTo(429);
            query.access(SeededQuery.accessText().replace(BearerTokens.digest(ACME), BearerTokens.digest("another")));
            for (Stream stream : streams) {
                Waiting.until("the stream has ended", () -> !stream.reader.isAlive());
                stream.close();
            }
        }
    }

    @Test
    void aClientThatIsCut200TimesAndResumesAtAnotherProcessHoldsWhatTheTableHolds() throws Exception {
        try (Query another = QUERY.another()) {
            URI[] processes = {
                URI.create(QUERY.url("/api/v1/events")),
                URI.create("http://127.0.0.1:" + another.port() + "/api/v1/events")
            };
            ExecutorService clients = Executors.newFixedThreadPool(4);
            List<Future<ResumingClient>> resumed = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                ResumingClient client = new ResumingClient(processes, new Random(seed));
                resumed.add(clients.submit(() -> {
                    for (int cut = 0; cut < 50; cut++) {
                        QUERY.sql().execute(CHANGE);
                        client.readLines(2 + client.random.nextInt(12));
                    }
                    return client;
                }));
            }
            List<ResumingClient> ended = new ArrayList<>();
            for (Future<ResumingClient> client : resumed) {
                ended.add(client.get());
            }
            clients.shutdown();
            // Rows are read only now: a client that is still running changes them.
            List<String> rows = QUERY.sql().query(HELD);
            for (ResumingClient client : ended) {
                client.readUntilEqual(rows);
            }
        }
    }

    /** Moves one random host of acme a second past the newest boundary. */
    private static final String CHANGE = "UPDATE convergence_verdicts SET window_end = (SELECT max(window_end) + "
            + "interval '1 s' FROM convergence_verdicts WHERE tenant = 'acme') WHERE tenant = 'acme' AND host = (SELECT host "
            + "FROM convergence_verdicts WHERE tenant = 'acme' AND host <> 'docs.shop.example' ORDER BY random() LIMIT 1)";

    /** The rows that a client must hold: those that changed. */
    private static final String HELD = "SELECT host || ' ' || to_char(window_end AT TIME ZONE 'UTC', "
            + "'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') FROM convergence_verdicts WHERE tenant = 'acme' "
            + "AND host <> 'docs.shop.example' ORDER BY host";

    /** A client that keeps the newest version of each host and resumes at a random process. Used by one thread at a time. */
    private static final class ResumingClient {
        private final URI[] processes;
        private final Random random;
        private final Map<String, String> newest = new TreeMap<>();
        private @Nullable String id;

        ResumingClient(URI[] processes, Random random) {
            this.processes = processes;
            this.random = random;
        }

        /** Reads some lines of a stream and cuts it. */
        void readLines(int lines) throws Exception {
            try (BufferedReader stream = open()) {
                for (int line = 0; line < lines; line++) {
                    take(stream.readLine());
                }
            }
        }

        /** Reads until rows are what the client holds. */
        void readUntilEqual(List<String> rows) throws Exception {
            try (BufferedReader stream = open()) {
                while (!rows.equals(held())) {
                    take(stream.readLine());
                }
            }
        }

        private List<String> held() {
            return newest.entrySet().stream()
                    .map(host -> host.getKey() + ' ' + host.getValue())
                    .toList();
        }

        private BufferedReader open() throws Exception {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(processes[random.nextInt(2)]).header("Authorization", "Bearer " + ACME);
            if (id != null) {
                request.header("Last-Event-ID", id);
            }
            HttpResponse<InputStream> answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        }

        private void take(@Nullable String line) {
            assertThat(line).isNotNull();
            if (line != null && line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line != null && line.startsWith("data: {\"app\"")) {
                Matcher row = ROW.matcher(line);
                if (row.find() && !row.group(1).equals("docs.shop.example")) {
                    newest.merge(row.group(1), row.group(2), (a, b) -> a.compareTo(b) > 0 ? a : b);
                }
            }
        }
    }

    private static final Pattern ROW = Pattern.compile("\"host\":\"([^\"]+)\".*?\"window_end\":\"([^\"]+)\"");

    /** An open stream whose lines are read by a thread. */
    private static final class Stream implements AutoCloseable {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final InputStream body;
        private final Thread reader;

        private Stream(InputStream body) {
            this.body = body;
            this.reader = new Thread(this::read, "event-reader");
            reader.setDaemon(true);
            reader.start();
        }

        static Stream open(SeededQuery query, @Nullable String lastId) throws Exception {
            var request = query.request("/api/v1/events").header("Authorization", "Bearer " + ACME);
            if (lastId != null) {
                request.header("Last-Event-ID", lastId);
            }
            var answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
            return new Stream(answer.body());
        }

        void await(String part) {
            Waiting.until("a line with " + part, () -> lines.stream().anyMatch(line -> line.contains(part)));
        }

        private void read() {
            try (BufferedReader text = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                String line = text.readLine();
                while (line != null) {
                    lines.add(line);
                    line = text.readLine();
                }
            } catch (IOException e) {
                lines.add("closed");
            }
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
