package io.convergence.launcher.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.launcher.harness.Committed;
import io.convergence.launcher.harness.Lines;
import io.convergence.launcher.harness.Members;
import io.convergence.launcher.harness.Objectives;
import io.convergence.launcher.harness.Output;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.Tape;
import io.convergence.launcher.harness.TestVector;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Views that arrive after the evaluation of their minute. Within the allowed lateness they lead to the same rows as in-order
 * arrival; later ones go to the topic of late events.
 */
class LateBudgetsIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final long MINUTE = 60_000;

    /** Minimum delay of a late view; with {@link #MOST_LATE} within {@code slo.allowed-lateness}, 10 min after the minute. */
    private static final long LEAST_LATE = 90_000;

    private static final long MOST_LATE = 9 * MINUTE;

    /** Delay beyond the allowed lateness by more than the out-of-orderness, the stagger and a minute. */
    private static final long TOO_LATE = 13 * MINUTE;

    /** End of the comparison, epoch seconds; both streams go on beyond it. */
    private static final long END = (Lines.START + 480 * MINUTE) / 1000;

    /** Objectives over verdicts or checks are excluded, because verdicts do not count late views. */
    private static final String ROWS = "SELECT (to_jsonb(t) - 'revision')::text FROM %s AS t JOIN slos USING (tenant,"
            + " slo) WHERE source = 'rum' AND %s <= to_timestamp(" + END + ") ORDER BY 1";

    private static TestVector vector;
    private static Committed inOrder;
    private static final Map<String, Long> DELAYS = new HashMap<>();

    @BeforeAll
    static void runTheStreamInOrderWithoutViewsThatWillBeTooLate() throws Exception {
        vector = TestVector.load("mix-1");
        Random random = new Random(21);
        for (String beacon : vector.beacons()) {
            int draw = random.nextInt(100);
            long late = LEAST_LATE + random.nextLong(MOST_LATE - LEAST_LATE);
            DELAYS.put(beacon, draw < 2 ? TOO_LATE + random.nextLong(MINUTE) : draw < 22 ? late : 0);
        }
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(Objectives.ofEveryKind("mix-1"));
            List<String> counted = vector.beacons().stream()
                    .filter(beacon -> delay(beacon) < TOO_LATE)
                    .toList();
            Tape tape = Tape.of(counted, vector.results(), beacon -> 0, publisher, stage.topics());
            long last = tape.playOutWithObjectives();
            assertThat(stage.finish(stage.start(Variant.usual()), last).of(LocalTopics.LATE_SLO))
                    .isEmpty();
            inOrder = new Committed(Map.of(), rows(stage));
            assertThat(inOrder.tables().get("slo_reports")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void lateViewsGiveTheSameRowsAndViewsTooLateGoToTheLateTopic(int parallelism) throws Exception {
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(Objectives.ofEveryKind("mix-1"));
            Tape tape = Tape.of(vector.beacons(), vector.results(), LateBudgetsIT::delay, publisher, stage.topics());
            long last = tape.playOutWithObjectives();
            Output output = stage.finish(stage.start(Variant.usual().withParallelism(parallelism)), last);

            assertThat(new Committed(Map.of(), rows(stage)).differencesFrom(inOrder))
                    .isEmpty();
            assertThat(stage.rows()
                            .query("SELECT count(DISTINCT slo) FROM slo_snapshots JOIN slos USING (tenant, slo)"
                                    + " WHERE source = 'rum' AND revision > 0"))
                    .containsExactly("10");
            assertViewsTooLate(output.values(LocalTopics.LATE_SLO));
            assertThat(output.of(LocalTopics.DEAD_LETTERS)).isEmpty();
        }
    }

    /** The late topic has the views that are too late, summed by minute, for two objectives that count every view. */
    private static void assertViewsTooLate(List<Members> late) {
        Map<String, String> expected = new TreeMap<>(counts(vector.beacons().stream()
                .filter(beacon -> delay(beacon) >= TOO_LATE)
                .map(Members::of)
                .filter(view -> view.text("tenant").equals("tenant-0"))
                .map(view -> {
                    boolean ok = view.number("errors") == 0 && view.number("failed_requests") == 0;
                    return new long[] {view.number("received_at") / MINUTE * MINUTE, ok ? 1 : 0, ok ? 0 : 1};
                })
                .toList()));
        assertThat(expected).isNotEmpty();
        for (String slo : List.of("availability-all", "good-minutes")) {
            assertThat(counts(late.stream()
                            .filter(event -> event.text("slo").equals(slo))
                            .map(event ->
                                    new long[] {event.number("minute"), event.number("good"), event.number("bad")})
                            .toList()))
                    .as(slo)
                    .isEqualTo(expected);
        }
        Set<String> byHost = late.stream()
                .filter(event -> event.text("slo").equals("availability-by-host"))
                .map(event -> event.joined("tenant", "group"))
                .collect(Collectors.toSet());
        assertThat(byHost).isNotEmpty().allMatch(group -> group.startsWith("tenant-1 host="));
    }

    /** Counts by minute, as {@code good bad}. */
    private static Map<String, String> counts(List<long[]> minutesGoodBad) {
        Map<String, long[]> sums = new TreeMap<>();
        for (long[] each : minutesGoodBad) {
            long[] sum = sums.computeIfAbsent(String.valueOf(each[0]), minute -> new long[2]);
            sum[0] += each[1];
            sum[1] += each[2];
        }
        Map<String, String> counts = new TreeMap<>();
        sums.forEach((minute, sum) -> counts.put(minute, sum[0] + " " + sum[1]));
        return counts;
    }

    private static long delay(String beacon) {
        Long delay = DELAYS.get(beacon);
        if (delay == null) {
            throw new AssertionError("no view of the stream: " + beacon);
        }
        return delay;
    }

    private static Map<String, List<String>> rows(Stage stage) throws SQLException {
        Map<String, List<String>> rows = new HashMap<>();
        rows.put("slo_snapshots", stage.rows().query(String.format(ROWS, "slo_snapshots", "window_end")));
        rows.put("slo_reports", stage.rows().query(String.format(ROWS, "slo_reports", "period_end")));
        return rows;
    }
}
