package io.convergence.query;

import static io.convergence.query.SeededQuery.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.files.Directories;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.kit.kafka.Topics;
import io.convergence.kit.process.JvmCommand;
import io.convergence.kit.process.JvmProcess;
import io.convergence.kit.wait.Waiting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** A service that is killed at each step of a write: {@code -Dkill.rounds=50} repeats the steps. */
class WriteKillIT {
    private static final Pattern PORT = Pattern.compile("API and console on port (\\d+)");
    private static final String TOPIC = "slo.definitions";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final EmbeddedBroker broker = EmbeddedBroker.startTemporary();
    private int started;

    @Test
    void afterAKillTopicAndTableAgreeAndARetryHasTheFirstAnswer() throws Exception {
        Path logs = Directories.temporary("query-kill-");
        Topics.create(broker.bootstrapServers(), List.of(new NewTopic(TOPIC, 1, (short) 1)));
        try (SeededQuery query = SeededQuery.start("kafka.bootstrap.servers", broker.bootstrapServers())) {
            query.sql().execute("DELETE FROM slo_documents");
            JvmProcess process = process(query.options(), logs);
            for (int round = 0; round < Integer.getInteger("kill.rounds", 1); round++) {
                // Before the records are sent: nothing is known of the request.
                String lock = "SELECT pg_advisory_xact_lock(hashtextextended('slo_documents', 0))";
                killed(query, process, "before-" + round, lock, () -> waitingForLocks(query) > 0);
                String unsent = "/before-" + round;
                assertThat(records()).noneMatch(record -> record.endsWith(unsent));
                HttpResponse<String> first = post(process, "before-" + round);
                assertThat(first.statusCode())
                        .as("%s%n%s", first.body(), process.output())
                        .isEqualTo(201);
                assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();

                // Between sending the records and adding their rows.
                int before = records().size();
                String rows = "LOCK TABLE slo_documents IN SHARE ROW EXCLUSIVE MODE";
                killed(query, process, "between-" + round, rows, () -> records().size() > before);
                awaitAgreement(query);
                assertReplayed(post(process, "between-" + round));

                // After the answer.
                HttpResponse<String> answered = post(process, "after-" + round);
                assertThat(answered.statusCode())
                        .as("%s%n%s", answered.body(), process.output())
                        .isEqualTo(201);
                process.kill();
                process.start();
                started++;
                HttpResponse<String> again = post(process, "after-" + round);
                assertReplayed(again);
                assertThat(again.body()).isEqualTo(answered.body());
                awaitAgreement(query);
            }
            process.close();
        } finally {
            broker.close();
            Directories.delete(logs);
        }
    }

    /** Sends a write while a lock stops it, kills the service once a condition holds, and starts it again. */
    private void killed(
            SeededQuery query, JvmProcess process, String name, String lock, Waiting.Condition<Exception> stopped)
            throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        query.sql().jdbcUrl(), query.sql().user(), query.sql().password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(lock);
            CompletableFuture<HttpResponse<String>> pending =
                    CLIENT.sendAsync(request(process, name), BodyHandlers.ofString());
            Waiting.until("the write is stopped", stopped);
            process.kill();
            assertThat(pending.handle((answer, failure) -> failure).get()).isNotNull();
            connection.rollback();
        }
        process.start();
        started++;
    }

    private static int waitingForLocks(SeededQuery query) throws Exception {
        return query.sql()
                .query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                .size();
    }

    /** Sends a write until the service has reached the broker, which may take some seconds after its start. */
    private HttpResponse<String> post(JvmProcess process, String name) throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        Waiting.until("the broker to answer the service", () -> {
            answers.add(CLIENT.send(request(process, name), BodyHandlers.ofString()));
            return answers.get(answers.size() - 1).statusCode() != 503;
        });
        return answers.get(answers.size() - 1);
    }

    private HttpRequest request(JvmProcess process, String name) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(process) + "/api/v1/slos"))
                .header("Authorization", "Bearer " + GLOBEX)
                .header("Content-Type", "application/yaml")
                .header("Idempotency-Key", name)
                .POST(BodyPublishers.ofString(WritesIT.slo(name, "0.9")))
                .build();
    }

    private static void assertReplayed(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(answer.body()).contains("\"created\":[{\"kind\":\"SLO\"");
    }

    private List<String> records() {
        List<String> records = new ArrayList<>();
        new TopicReader(broker.bootstrapServers())
                .read(
                        TOPIC,
                        record ->
                                records.add(record.offset() + " " + new String(record.key(), StandardCharsets.UTF_8)));
        return records;
    }

    private void awaitAgreement(SeededQuery query) throws Exception {
        List<String> topic = records();
        Waiting.until(
                "the table has the records of the topic",
                () -> query.sql()
                        .query("SELECT position || ' ' || tenant || '/' || kind || '/' || name FROM slo_documents "
                                + "ORDER BY position")
                        .equals(topic));
    }

    private JvmProcess process(Map<String, String> options, Path logs) {
        Map<String, String> own = new HashMap<>(options);
        List<String> arguments = new ArrayList<>();
        own.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        JvmCommand command = new JvmCommand(
                "io.convergence.query.Query",
                JvmCommand.ownClasspath(),
                List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                arguments);
        started++;
        return JvmProcess.start("query", command, logs);
    }

    /** The port of the process that was started last; the log has a line for each start. */
    private int port(JvmProcess process) {
        List<Integer> ports = new ArrayList<>();
        Waiting.until("the service has started", () -> {
            ports.clear();
            Matcher line = PORT.matcher(process.output());
            while (line.find()) {
                ports.add(Integer.parseInt(line.group(1)));
            }
            return ports.size() == started;
        });
        return ports.get(started - 1);
    }
}
