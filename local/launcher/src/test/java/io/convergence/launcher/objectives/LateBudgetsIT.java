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

/** Views that come after their minute was evaluated: the rows are as if they had come in order, or they are set aside. */
class LateBudgetsIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final long MINUTE = 60_000;

    /** Within {@code slo.allowed-lateness}, 10 min after the end of the minute, whatever the minute. */
    private static final long LEAST_LATE = 90_000;

    private static final long MOST_LATE = 9 * MINUTE;

    /** Beyond it, by more than the bound on disorder, the stagger and a minute. */
    private static final long TOO_LATE = 13 * MINUTE;

    /** Both streams go on beyond it, epoch seconds. */
    private static final long END = (Lines.START + 480 * MINUTE) / 1000;

    /** Verdicts do not count late views, so what counts verdicts or checks beside views is left out. */
    private static final String ROWS = "SELECT (to_jsonb(t) - 'revision')::text FROM %s AS t JOIN slos USING (tenant,"
            + " slo) WHERE source = 'rum' AND %s <= to_timestamp(" + END + ") ORDER BY 1";

    private static TestVector mix;
    private static Committed inOrder;
    private static final Map<String, Long> DELAYS = new HashMap<>();

    @BeforeAll
    static void theStreamIsTakenInOrderWithoutWhatWillBeTooLate() throws Exception {
        mix = TestVector.load("mix-1");
        Random random = new Random(21);
        for (String beacon : mix.beacons()) {
            int lot = random.nextInt(100);
            long late = LEAST_LATE + random.nextLong(MOST_LATE - LEAST_LATE);
            DELAYS.put(beacon, lot < 2 ? TOO_LATE + random.nextLong(MINUTE) : lot < 22 ? late : 0);
        }
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(Objectives.ofEveryKind("mix-1"));
            List<String> counted = mix.beacons().stream()
                    .filter(beacon -> delay(beacon) < TOO_LATE)
                    .toList();
            Tape tape = Tape.of(counted, mix.results(), beacon -> 0, publisher, stage.topics());
            long last = tape.playOutWithObjectives();
            assertThat(stage.finish(stage.start(Variant.usual()), last).of(LocalTopics.LATE_SLO))
                    .isEmpty();
            inOrder = new Committed(Map.of(), rows(stage));
            assertThat(inOrder.tables().get("slo_reports")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void lateViewsLeaveTheSameRowsAndThoseTooLateAreSetAside(int parallelism) throws Exception {
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(Objectives.ofEveryKind("mix-1"));
            Tape tape = Tape.of(mix.beacons(), mix.results(), LateBudgetsIT::delay, publisher, stage.topics());
            long last = tape.playOutWithObjectives();
            Output output = stage.finish(stage.start(Variant.usual().withParallelism(parallelism)), last);

            assertThat(new Committed(Map.of(), rows(stage)).differencesFrom(inOrder))
                    .isEmpty();
            assertThat(stage.rows()
                            .query("SELECT count(DISTINCT slo) FROM slo_snapshots JOIN slos USING (tenant, slo)"
                                    + " WHERE source = 'rum' AND revision > 0"))
                    .containsExactly("9");
            tooLateAreSetAsideByMinute(output.values(LocalTopics.LATE_SLO));
            assertThat(output.of(LocalTopics.DEAD_LETTERS)).isEmpty();
        }
    }

    /** Of two objectives that count every view of their tenant, and the like. */
    private static void tooLateAreSetAsideByMinute(List<Members> late) {
        Map<String, String> expected = new TreeMap<>(counts(mix.beacons().stream()
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

    /** {@code good bad} by minute. */
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
            throw new AssertionError("not of the stream: " + beacon);
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
