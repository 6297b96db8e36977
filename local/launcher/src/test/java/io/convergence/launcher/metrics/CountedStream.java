package io.convergence.launcher.metrics;

import io.convergence.launcher.harness.BadRecord;
import io.convergence.launcher.harness.EventTime;
import io.convergence.launcher.harness.Lines;
import io.convergence.launcher.harness.Members;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunningJob;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A stream with known counts of valid, invalid, late and duplicate records, and with more hosts and apps than allowed. */
final class CountedStream {
    /** Number of hosts besides the one with an incident. */
    static final int OTHER_HOSTS = 20;

    /** Number of valid views. */
    static final int VIEWS = 15 + 5 + OTHER_HOSTS + 3 + 1;

    /** Invalid records with a value; the producer here cannot publish tombstones. */
    static final List<BadRecord> BAD =
            BadRecord.ofEveryRule().stream().filter(bad -> bad.value() != null).toList();

    private static final String HOST = "metrics.example";
    private static final long MINUTE = 60_000;
    private static final long LATE_AT = Lines.START + MINUTE + 5_000;
    private static final long PASSED = Lines.START + 3 * MINUTE + 10_000;
    private static final long MANY_AT = Lines.START + 6 * MINUTE;
    private static final long END = Lines.START + 40 * MINUTE;

    private CountedStream() {}

    /** Publishes the stream in parts while a job runs; returns the number of heartbeats. */
    static int publish(Stage stage, RecordPublisher publisher, RunningJob job) throws Exception {
        for (int i = 0; i < 15; i++) {
            view(publisher, Lines.view("early" + i, HOST, Lines.START + 1_000, 0));
        }
        for (int copy = 0; copy < 3; copy++) {
            result(publisher, Lines.result("early", HOST, Lines.START + 1_000, false));
        }
        for (BadRecord bad : BAD) {
            publisher.sendTo(0, bad.topic(), bad.timestamp(), Objects.requireNonNull(bad.value()));
        }
        int heartbeats = publisher.heartbeat(stage.topics(), PASSED);
        publisher.flush();
        EventTime.await(job, PASSED);

        for (int i = 0; i < 5; i++) {
            view(publisher, Lines.view("late" + i, HOST, LATE_AT, 1));
        }
        result(publisher, Lines.result("late", HOST, LATE_AT, false));
        for (int i = 0; i < OTHER_HOSTS; i++) {
            view(publisher, Lines.view("other" + i, "host" + i + ".example", MANY_AT, 0));
        }
        for (int i = 0; i < 3; i++) {
            view(
                    publisher,
                    Lines.view("app" + i, HOST, MANY_AT, 0).replace("\"app\":\"shop\"", "\"app\":\"app" + i + '"'));
        }
        heartbeats += publisher.heartbeat(stage.topics(), END);
        publisher.flush();
        EventTime.await(job, END);

        view(publisher, Lines.view("overdue", HOST, Lines.START + 2_000, 0));
        heartbeats += publisher.heartbeat(stage.topics(), END + MINUTE);
        publisher.flush();
        EventTime.await(job, END + MINUTE);
        return heartbeats;
    }

    private static void view(RecordPublisher publisher, String line) {
        send(publisher, LocalTopics.BEACONS, line);
    }

    private static void result(RecordPublisher publisher, String line) {
        send(publisher, LocalTopics.SYNTHETIC_RESULTS, line);
    }

    private static void send(RecordPublisher publisher, String topic, String line) {
        Members members = Members.of(line);
        String key = members.text("tenant") + '|' + members.text("host");
        publisher.send(topic, members.number("received_at"), key, line.getBytes(StandardCharsets.UTF_8));
    }
}
