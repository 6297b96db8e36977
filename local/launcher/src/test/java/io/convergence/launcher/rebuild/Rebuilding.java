package io.convergence.launcher.rebuild;

import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.RunningJob;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.JobStatus;

/** The rebuild of a span of a stage's results into an epoch, and the rows of the span. */
final class Rebuilding {
    /** Rebuilt tables by name, each with its key columns and the condition for rows of a span. */
    private static final Map<String, List<String>> TABLES = Map.of(
            "convergence_transitions", List.of("tenant, app, host, window_end", "window_end >= %s AND window_end < %s"),
            "convergence_minutes", List.of("tenant, app, host, window_end", "window_end >= %s AND window_end < %s"),
            "rum_minutes", List.of("tenant, app, host, page, minute", "minute >= %s AND minute < %s"),
            "slo_snapshots",
                    List.of("tenant, slo, generation, slo_group, window_end", "window_end >= %s AND window_end < %s"),
            "slo_reports",
                    List.of(
                            "tenant, slo, generation, slo_group, kind, period_start",
                            "period_end > %s AND period_end <= %s"));

    private final Stage stage;
    private final String epoch;
    private final Instant from;
    private final Instant until;

    Rebuilding(Stage stage, String epoch, Instant from, Instant until) {
        this.stage = stage;
        this.epoch = epoch;
        this.from = from;
        this.until = until;
    }

    /** The variant of a live job that rebuilds the span. */
    Variant variant(Variant live, String warmUp) {
        return live.withJobOption("replay.epoch", epoch)
                .withJobOption("replay.from", from.toString())
                .withJobOption("replay.until", until.toString())
                .withJobOption("replay.warm-up", warmUp);
    }

    /** Runs the rebuild; returns when its job has finished. */
    void run(Variant live, String warmUp) throws Exception {
        await(stage.start(variant(live, warmUp)));
    }

    /** Waits until a job of the rebuild has finished. */
    void await(RunningJob job) throws Exception {
        Waiting.until("the replay has ended", () -> job.status().isTerminalState());
        if (job.status() != JobStatus.FINISHED) {
            job.refuseEnd();
        }
    }

    /** Rows of the span in the live tables, by table and key. */
    Map<String, Map<String, String>> live() throws SQLException {
        return rows("public", "");
    }

    /** Rows of the span in the epoch's tables, by table and key. */
    Map<String, Map<String, String>> replayed() throws SQLException {
        return rows("replay_" + epoch, "");
    }

    /** Rows beyond the span in the live tables, by table and key. */
    Map<String, Map<String, String>> beyond() throws SQLException {
        return rows("public", "NOT");
    }

    /** The result of {@code convergence_replay_compare}: by table, {@code only-live only-replayed different equal kept}. */
    Map<String, String> compared() throws SQLException {
        Map<String, String> compared = new TreeMap<>();
        for (String line : call(
                "SELECT concat_ws(' ', table_name, only_live, only_replayed, different, equal, kept_live) FROM",
                "compare")) {
            compared.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
        }
        return compared;
    }

    /** Calls an SQL function of the rebuild with epoch and span. */
    List<String> call(String select, String function) throws SQLException {
        return stage.rows()
                .query(select + " convergence_replay_" + function + "('" + epoch + "', '" + from + "', '" + until
                        + "')");
    }

    /** The expected result of the comparison, counted from rows, when no row is kept. */
    static Map<String, String> counted(
            Map<String, Map<String, String>> live, Map<String, Map<String, String>> replayed) {
        Map<String, String> counts = new TreeMap<>();
        for (String table : TABLES.keySet()) {
            Map<String, String> here = live.getOrDefault(table, Map.of());
            Map<String, String> there = replayed.getOrDefault(table, Map.of());
            Set<String> keys = new HashSet<>(here.keySet());
            keys.retainAll(there.keySet());
            long equal = keys.stream()
                    .filter(key -> String.valueOf(here.get(key)).equals(there.get(key)))
                    .count();
            counts.put(
                    table,
                    here.size() - keys.size() + " " + (there.size() - keys.size()) + " " + (keys.size() - equal) + " "
                            + equal + " 0");
        }
        return counts;
    }

    private Map<String, Map<String, String>> rows(String schema, String not) throws SQLException {
        Map<String, Map<String, String>> tables = new HashMap<>();
        for (Map.Entry<String, List<String>> table : TABLES.entrySet()) {
            String within = String.format(table.getValue().get(1), "'" + from + "'", "'" + until + "'");
            List<String> lines = new ArrayList<>(stage.rows()
                    .query("SELECT concat_ws('|', " + table.getValue().get(0) + ") || E'\\n' || to_jsonb(t)"
                            + " - '{incident_opened_at,incident_views,incident_error_views}'::text[] FROM "
                            + schema + "." + table.getKey() + " AS t WHERE " + not + " (" + within + ")"));
            Map<String, String> rows = new TreeMap<>();
            for (String line : lines) {
                rows.put(line.substring(0, line.indexOf('\n')), line.substring(line.indexOf('\n') + 1));
            }
            tables.put(table.getKey(), rows);
        }
        return tables;
    }
}
