package io.convergence.query;

import static io.convergence.query.SeededQuery.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.http.BearerTokens;
import io.convergence.kit.wait.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
