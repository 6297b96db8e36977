package io.convergence.launcher.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.openslo.Document;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.harness.Checkpoints;
import io.convergence.launcher.harness.EventTime;
import io.convergence.launcher.harness.Members;
import io.convergence.launcher.harness.Objectives;
import io.convergence.launcher.harness.Output;
import io.convergence.launcher.harness.OutputRecord;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.Tape;
import io.convergence.launcher.harness.TestVector;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunningJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rebuild of a past span with another threshold, beside the live job: replay, comparison, swap and removal. */
class RebuildIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final Instant FROM = Instant.parse("2026-06-05T12:50:00Z");
    private static final Instant UNTIL = Instant.parse("2026-06-05T18:00:00Z");

    /** A warm-up longer than every period of the objectives and its longest window. */
    private static final String WHOLE = "40 d";

    private static final Variant LIVE = Variant.usual();
    private static final Variant STRICTER = LIVE.withJobOption("rum.error-rate", "0.03");

    private static final List<String> OUTPUTS = List.of(
            LocalTopics.VERDICTS,
            LocalTopics.SIGNAL_EVENTS,
            LocalTopics.SIGNAL_STATE,
            LocalTopics.DEAD_LETTERS,
            LocalTopics.LATE_BEACONS,
            LocalTopics.LATE_RESULTS,
            LocalTopics.LATE_SLO);

    private static TestVector vector;
    private static List<Document> objectives;

    /** The rows of a live job with the other threshold over the same stream. */
    private static Map<String, Map<String, String>> expected;

    private static Map<String, String> expectedSignals;

    @BeforeAll
    static void runLiveWithTheOtherThreshold() throws Exception {
        vector = TestVector.load("mix-1");
        objectives = Objectives.ofEveryKind("mix-1");
        try (Stage stage = SYSTEM.stage()) {
            stage.define(objectives);
            Output output = stage.replay(vector.beacons(), vector.results(), STRICTER);
            expected = new Rebuilding(stage, "none", FROM, UNTIL).live();
            expectedSignals = timeless(output.of(LocalTopics.SIGNAL_EVENTS));
        }
        expected.forEach((table, rows) -> assertThat(rows).as(table).isNotEmpty());
    }

    @AfterEach
    void deleteTheTopicsOfReplays() throws Exception {
        try (Stage stage = SYSTEM.stage();
                Admin admin = Admin.create(Map.of("bootstrap.servers", stage.bootstrapServers()))) {
            admin.deleteTopics(admin.listTopics().names().get().stream()
                            .filter(name -> OUTPUTS.stream().anyMatch(live -> name.startsWith(live + '.')))
                            .toList())
                    .all()
                    .get();
        }
    }

    @Test
    void aSpanIsRebuiltBesideTheLiveJobComparedSwappedAndDropped() throws Exception {
        try (Stage stage = SYSTEM.stage()) {
            RunningJob live = runningToItsEnd(stage);
            Rebuilding rebuilding = new Rebuilding(stage, "stricter", FROM, UNTIL);
            Map<String, List<String>> tablesBefore = stage.rows().all();
            Map<TopicPartition, Long> endsBefore = ends(stage);
            Map<TopicPartition, Long> offsetsBefore = committed(stage);

            rebuilding.run(STRICTER, WHOLE);

            assertThat(live.isRunning()).isTrue();
            assertThat(stage.rows().all()).isEqualTo(tablesBefore);
            assertThat(ends(stage)).isEqualTo(endsBefore);
            assertThat(committed(stage)).isEqualTo(offsetsBefore).isNotEmpty();
            assertThat(rebuilding.replayed()).isEqualTo(expected);
            assertReplayedSignals(stage, "stricter");

            Map<String, Map<String, String>> liveRows = rebuilding.live();
            Map<String, String> compared = rebuilding.compared();
            assertThat(compared).isEqualTo(Rebuilding.counted(liveRows, expected));
            assertThat(liveRows.get("convergence_transitions")).isNotEqualTo(expected.get("convergence_transitions"));
            assertThat(liveRows.get("slo_snapshots")).isNotEqualTo(expected.get("slo_snapshots"));
            assertThat(liveRows.get("convergence_minutes")).isNotEqualTo(expected.get("convergence_minutes"));
            assertThat(liveRows.get("rum_minutes")).isEqualTo(expected.get("rum_minutes"));
            assertThat(rebuilding.call("SELECT count(*) FROM", "differences")).isNotEqualTo(List.of("0"));

            Map<String, Map<String, String>> beyond = rebuilding.beyond();
            List<String> signals = stage.rows().all().get("signals");
            rebuilding.call("SELECT table_name FROM", "swap");
            assertThat(rebuilding.live()).isEqualTo(expected);
            assertThat(rebuilding.beyond()).isEqualTo(beyond);
            assertThat(stage.rows().all().get("signals")).isEqualTo(signals);
            assertThat(rebuilding.compared()).isEqualTo(Rebuilding.counted(expected, expected));
            assertThat(rebuilding.call("SELECT count(*) FROM", "differences")).containsExactly("0");

            rebuilding.call("SELECT table_name FROM", "swap");
            assertThat(rebuilding.live()).isEqualTo(expected);
            assertThat(rebuilding.beyond()).isEqualTo(beyond);

            stage.rows().query("SELECT convergence_replay_drop('stricter')");
            assertThat(stage.rows().query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'replay%'"))
                    .isEmpty();
            assertThat(rebuilding.live()).isEqualTo(expected);
            live.stopWithSavepoint();
        }
    }

    @Test
    void equalThresholdsGiveEqualRowsAndRowsThatNeedEarlierInputAreKept() throws Exception {
        Instant from = Instant.parse("2026-06-05T13:10:00Z");
        try (Stage stage = SYSTEM.stage()) {
            RunningJob live = runningToItsEnd(stage);
            Rebuilding rebuilding = new Rebuilding(stage, "same", from, from.plusSeconds(1800));
            Map<String, List<String>> before = stage.rows().all();

            rebuilding.run(LIVE, "65 min");

            // A minute before the warm-up, because an event may be up to a minute ahead of its Kafka timestamp.
            assertThat(stage.rows().query("SELECT min(minute) = '2026-06-05T12:04:00Z' FROM replay_same.rum_minutes"))
                    .containsExactly("t");
            Map<String, String> compared = rebuilding.compared();
            assertThat(compared.values()).allMatch(counts -> counts.startsWith("0 0 0 "));
            assertThat(compared.get("convergence_transitions")).matches("0 0 0 [1-9]\\d* 0");
            assertThat(compared.get("convergence_minutes")).matches("0 0 0 [1-9]\\d* 0");
            assertThat(compared.get("rum_minutes")).matches("0 0 0 [1-9]\\d* 0");
            assertThat(compared.get("slo_snapshots")).matches("0 0 0 [1-9]\\d* [1-9]\\d*");

            rebuilding.call("SELECT table_name FROM", "swap");
            assertThat(stage.rows().all()).isEqualTo(before);
            live.stopWithSavepoint();
        }
    }

    @Test
    void aStoppedReplayContinuesFromItsSavepointWithoutRepeatingSignals() throws Exception {
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(objectives);
            Tape tape = Tape.of(vector, publisher, stage.topics());
            Rebuilding rebuilding = new Rebuilding(stage, "resumed", FROM, UNTIL);
            long middle = tape.playTo(0.5);
            Variant restored;
            long last;
            try (OpenTransaction open = openTransaction(stage, middle)) {
                last = tape.playOutWithObjectives();
                RunningJob stopped = stage.start(rebuilding.variant(STRICTER, WHOLE));
                EventTime.await(stopped, middle);
                restored = STRICTER.restoredFrom(stopped.stopWithSavepoint());
                open.rollBack();
            }
            int changes = changes(rebuilding);

            rebuilding.run(restored, WHOLE);

            assertThat(changes).isBetween(1, changes(rebuilding) - 1);
            Map<String, Map<String, String>> replayed = rebuilding.replayed();
            expected.forEach(
                    (table, rows) -> assertThat(replayed.get(table)).as(table).isEqualTo(rows));
            assertReplayedSignals(stage, "resumed");
            stage.finish(stage.start(LIVE), last);
            assertThat(rebuilding.compared()).isEqualTo(Rebuilding.counted(rebuilding.live(), expected));
        }
    }

    private static int changes(Rebuilding rebuilding) throws Exception {
        return rebuilding
                .replayed()
                .getOrDefault("convergence_transitions", Map.of())
                .size();
    }

    /**
     * Opens a transaction at the end of one partition of beacons, so that readers wait there but not on other partitions.
     *
     * @param at timestamp of the record in the transaction, epoch milliseconds
     */
    private static OpenTransaction openTransaction(Stage stage, long at) throws Exception {
        return OpenTransaction.begin(stage.bootstrapServers(), LocalTopics.BEACONS, 0, Instant.ofEpochMilli(at));
    }

    /** A live job that has committed its whole output for the stream. */
    private static RunningJob runningToItsEnd(Stage stage) throws Exception {
        stage.define(objectives);
        long last = stage.publish(vector.beacons(), vector.results());
        Variant often = LIVE.withFlinkOption("execution.checkpointing.interval", "1 s");
        RunningJob live = stage.start(often);
        EventTime.await(live, last);
        Checkpoints.of(stage.configuration(often), live).awaitNext();
        Waiting.until(
                "all offsets are committed",
                () -> committed(stage).values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        == ends(
                                        stage,
                                        List.of(
                                                LocalTopics.BEACONS,
                                                LocalTopics.SYNTHETIC_RESULTS,
                                                LocalTopics.DEFINITIONS))
                                .values()
                                .stream()
                                .mapToLong(Long::longValue)
                                .sum());
        return live;
    }

    /** Asserts that the replayed signals equal the live ones up to the end of the replay, and are marked as replayed. */
    private static void assertReplayedSignals(Stage stage, String epoch) throws Exception {
        List<OutputRecord> published = new ArrayList<>();
        new TopicReader(stage.bootstrapServers())
                .read(LocalTopics.SIGNAL_EVENTS + '.' + epoch, message -> published.add(OutputRecord.of(message)));
        assertThat(published).allMatch(signal -> signal.members().flag("replay"));
        Map<String, String> replayed = timeless(published);
        replayed.replaceAll((id, value) -> value.replace("\"replay\":true", "\"replay\":false"));
        Map<String, String> live = new TreeMap<>(expectedSignals);
        live.values().removeIf(value -> !isBefore(value, UNTIL));
        replayed.values().removeIf(value -> !isBefore(value, UNTIL));
        assertThat(replayed).isEqualTo(live).hasSizeGreaterThan(50);
        assertThat(stage.rows().query("SELECT DISTINCT replay FROM replay_" + epoch + ".signals"))
                .containsExactly("t");
    }

    private static boolean isBefore(String signal, Instant end) {
        return Instant.parse(Members.of(signal).text("occurred_at")).isBefore(end);
    }

    /** Values by id, without the time of writing. */
    private static Map<String, String> timeless(List<OutputRecord> signals) {
        Map<String, String> byId = new TreeMap<>();
        for (OutputRecord signal : signals) {
            String value = String.valueOf(signal.value()).replaceAll("\"(emitted_at|lastReceived)\":\"[^\"]*\",", "");
            assertThat(byId.put(signal.members().text("id"), value)).isNull();
        }
        return byId;
    }

    private static Map<TopicPartition, Long> ends(Stage stage) throws Exception {
        return ends(stage, OUTPUTS);
    }

    private static Map<TopicPartition, Long> ends(Stage stage, List<String> topics) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stage.bootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> questions = new HashMap<>();
            for (String topic : topics) {
                for (int partition = 0; partition < stage.topics().count(topic); partition++) {
                    questions.put(new TopicPartition(topic, partition), OffsetSpec.latest());
                }
            }
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(questions).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        }
    }

    /** Offsets of the live job's consumer group. */
    private static Map<TopicPartition, Long> committed(Stage stage) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stage.bootstrapServers()))) {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            admin.listConsumerGroupOffsets(stage.name())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
            return offsets;
        }
    }
}
