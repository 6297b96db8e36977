package io.convergence.launcher.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.launcher.harness.Members;
import io.convergence.launcher.harness.Objectives;
import io.convergence.launcher.harness.Output;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.StoredRows;
import io.convergence.launcher.harness.TestVector;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objectives over the test vectors, compared with the counts and alert times of an independent implementation. */
class SloVectorsIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"mix-1", "mix-2", "mix-3"})
    void aVectorGivesTheExpectedBudgetsAndBurnSignalsInFilesTablesAndTopics(String name) throws Exception {
        TestVector vector = TestVector.load(name);
        try (Stage stage = SYSTEM.stage()) {
            stage.define(Objectives.ofMix(name));
            Output output = stage.replay(vector.beacons(), vector.results(), Variant.reference());

            List<SnapshotLine> snapshots =
                    stage.snapshotFile(directory).stream().map(SnapshotLine::of).toList();
            assertSnapshots(lines(name, "expected-snapshots"), snapshots);
            assertSignals(lines(name, "expected-signals"), output.burns());
            assertEpisodes(output.burns());
            assertSnapshotTable(snapshots, stage.rows());
            assertSignalTable(output.burns(), stage.rows());
            assertThat(output.of(LocalTopics.DEAD_LETTERS)).isEmpty();
            assertThat(output.of(LocalTopics.LATE_SLO)).isEmpty();
        }
    }

    private static void assertSnapshots(List<String> expected, List<SnapshotLine> published) {
        Map<String, TreeMap<Long, SnapshotLine>> budgets = new HashMap<>();
        for (SnapshotLine line : published) {
            budgets.computeIfAbsent(line.budget(), budget -> new TreeMap<>()).put(line.at(), line);
        }
        assertThat(expected).isNotEmpty();
        for (String line : expected) {
            SnapshotLine wanted = SnapshotLine.of(line);
            Map.Entry<Long, SnapshotLine> latest =
                    budgets.getOrDefault(wanted.budget(), new TreeMap<>()).floorEntry(wanted.at());
            assertThat(latest).as(line).isNotNull();
            assertThat(latest.getValue().counts()).as(line).isEqualTo(wanted.counts());
            assertThat(wanted.windows()).isNotEmpty();
        }
    }

    /**
     * The signals are the expected ones. The vectors end with the stream, while event time goes on: a budget that still
     * fires then and stays silent for the long window of its tier is resolved as {@code no_data}.
     */
    private static void assertSignals(List<String> expected, List<Members> burns) {
        List<Members> changes = burns.stream()
                .filter(signal -> signal.text("status").equals("resolved") || signal.number("sequence") == 0)
                .toList();
        assertThat(changes.stream()
                        .filter(signal -> !signal.text("reason").equals("no_data"))
                        .map(signal -> signal.joined("tenant", "slo", "group", "tier", "severity", "status")
                                + ' '
                                + millis(signal.text("occurred_at"))
                                + ' '
                                + millis(signal.text("starts_at"))))
                .containsExactlyInAnyOrderElementsOf(expected.stream()
                        .map(line -> Members.of(line)
                                .joined("tenant", "slo", "group", "tier", "severity", "status", "at", "starts_at"))
                        .toList());
        assertThat(changes.stream()
                        .filter(signal -> signal.text("reason").equals("no_data"))
                        .map(signal -> signal.joined("tenant", "slo", "group", "tier", "status")
                                + ' '
                                + millis(signal.text("starts_at"))))
                .containsExactlyInAnyOrderElementsOf(openPages(expected));
    }

    /** The resolves of the alerts that are open at the end and whose long window ends before event time does. */
    private static Set<String> openPages(List<String> expected) {
        Set<String> open = new HashSet<>();
        for (String line : expected) {
            Members signal = Members.of(line);
            String alert = signal.joined("tenant", "slo", "group", "tier") + " resolved " + signal.number("starts_at");
            if (signal.text("status").equals("resolved")) {
                open.remove(alert);
            } else if (signal.text("tier").matches("page-[16]h")) {
                open.add(alert);
            }
        }
        return open;
    }

    /** Every episode fires first, then re-asserts, then resolves at most once, with rising sequences and unique ids. */
    private static void assertEpisodes(List<Members> burns) {
        Set<String> ids = new HashSet<>();
        Map<String, Members> last = new HashMap<>();
        Map<String, Long> openEpisodes = new HashMap<>();
        for (Members signal : burns) {
            assertThat(ids.add(signal.text("id"))).as(signal.text("id")).isTrue();
            String key = signal.text("dedup_key");
            assertThat(signal.number("episode")).isEqualTo(millis(signal.text("starts_at")));
            Members before = last.put(signal.joined("dedup_key", "episode"), signal);
            if (before == null) {
                assertThat(openEpisodes.put(key, signal.number("episode")))
                        .as("open episode of %s", key)
                        .isNull();
                assertThat(signal.joined("status", "sequence", "reason")).isEqualTo("firing 0 threshold");
                assertThat(signal.text("occurred_at")).isEqualTo(signal.text("starts_at"));
                continue;
            }
            assertThat(before.text("status")).isEqualTo("firing");
            assertThat(openEpisodes).containsEntry(key, signal.number("episode"));
            assertThat(signal.number("sequence")).isEqualTo(before.number("sequence") + 1);
            if (signal.text("status").equals("resolved")) {
                openEpisodes.remove(key);
            }
        }
    }

    private static void assertSnapshotTable(List<SnapshotLine> file, StoredRows rows) throws SQLException {
        String windows = "(SELECT string_agg(key || '=' || (value->>'good') || ' ' || (value->>'bad'), ', '"
                + " ORDER BY key COLLATE \"C\") FROM jsonb_each(windows))";
        assertThat(rows.query("SELECT concat_ws(' ', (extract(epoch FROM window_end) * 1000)::bigint, tenant, slo,"
                        + " generation, slo_group, good, bad, total, status, cold_start::text, revision, "
                        + windows
                        + ") FROM slo_snapshots"))
                .containsExactlyInAnyOrderElementsOf(file.stream()
                        .map(line -> line.members()
                                        .joined(
                                                "at",
                                                "tenant",
                                                "slo",
                                                "generation",
                                                "group",
                                                "good",
                                                "bad",
                                                "total",
                                                "status",
                                                "cold_start",
                                                "revision")
                                + ' '
                                + line.windows().toString().replaceAll("[{}]", ""))
                        .toList());
        assertThat(rows.query("SELECT sum(revision) FROM slo_snapshots")).containsExactly("0");
    }

    private static void assertSignalTable(List<Members> burns, StoredRows rows) throws SQLException {
        Map<String, Members> latest = new HashMap<>();
        burns.forEach(signal -> latest.put(signal.joined("dedup_key", "episode"), signal));
        assertThat(rows.query("SELECT concat_ws(' ', dedup_key, episode, sequence, status, reason, id, slo, slo_group,"
                        + " tier) FROM signals WHERE slo IS NOT NULL"))
                .containsExactlyInAnyOrderElementsOf(latest.values().stream()
                        .map(signal -> signal.joined(
                                "dedup_key", "episode", "sequence", "status", "reason", "id", "slo", "group", "tier"))
                        .toList());
    }

    private static List<String> lines(String name, String file) throws IOException {
        return TestVector.text("/vectors/slo/" + name + '/' + file + ".jsonl")
                .lines()
                .toList();
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
