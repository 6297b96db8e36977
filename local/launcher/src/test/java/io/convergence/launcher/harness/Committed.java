package io.convergence.launcher.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.launcher.system.LocalTopics;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that a run has committed, but the times of writing; equal for equal runs.
 *
 * @param topics records, sorted, by topic
 * @param tables rows, sorted, by table
 */
public record Committed(Map<String, List<String>> topics, Map<String, List<String>> tables) {
    private static final int SHOWN = 3;

    public static Committed of(Output output, Stage stage) throws SQLException {
        return of(output, stage.rows());
    }

    public static Committed of(Output output, StoredRows rows) throws SQLException {
        return new Committed(output.withoutEmissionTime(), rows.all());
    }

    /**
     * What a run has committed since an earlier look at it: the records that are new, the rows that were written since,
     * and every definition, which a job that starts again writes again.
     *
     * @param transaction of the database, at the time of the earlier look
     */
    public static Committed since(Committed before, Output output, Stage stage, String transaction) throws SQLException {
        Map<String, List<String>> topics = new TreeMap<>();
        output.withoutEmissionTime().forEach((topic, records) -> {
            List<String> news = new ArrayList<>(records);
            before.topics.getOrDefault(topic, List.of()).forEach(news::remove);
            topics.put(topic, news);
        });
        Map<String, List<String>> tables = stage.rows().writtenSince(transaction);
        tables.put("slos", stage.rows().all().get("slos"));
        return new Committed(topics, tables);
    }

    /** The same without what objectives give: their tables, and the signals of burning budgets. */
    public Committed withoutBudgets() {
        Map<String, List<String>> otherTopics = new TreeMap<>();
        topics.forEach((topic, records) -> otherTopics.put(topic, withoutBurns(records)));
        Map<String, List<String>> otherTables = new TreeMap<>();
        tables.forEach((table, rows) -> {
            if (!table.startsWith("slo")) {
                otherTables.put(table, withoutBurns(rows));
            }
        });
        return new Committed(otherTopics, otherTables);
    }

    private static List<String> withoutBurns(List<String> lines) {
        return lines.stream().filter(line -> !line.contains("slo.burn_rate")).toList();
    }

    /** The first lines of each topic and table that only one of two runs has; empty for equal runs. */
    public List<String> differencesFrom(Committed other) {
        List<String> differences = new ArrayList<>();
        compare(topics, other.topics, differences);
        compare(tables, other.tables, differences);
        return differences;
    }

    private static void compare(
            Map<String, List<String>> ours, Map<String, List<String>> others, List<String> differences) {
        Set<String> names = new TreeSet<>(ours.keySet());
        names.addAll(others.keySet());
        for (String name : names) {
            List<String> here = ours.getOrDefault(name, List.of());
            List<String> there = others.getOrDefault(name, List.of());
            if (!here.equals(there)) {
                differences.add(name + " holds " + here.size() + " and " + there.size());
                onlyIn(here, there).forEach(line -> differences.add("only here: " + line));
                onlyIn(there, here).forEach(line -> differences.add("only there: " + line));
            }
        }
    }

    private static List<String> onlyIn(List<String> lines, List<String> others) {
        Set<String> known = new HashSet<>(others);
        return lines.stream().filter(line -> !known.contains(line)).limit(SHOWN).toList();
    }

    /** Fails unless there is something of objectives to compare. */
    public void holdsBudgets(int objectives) {
        assertThat(tables.get("slos")).hasSize(objectives);
        assertThat(tables.getOrDefault("slo_snapshots", List.of()).size()).isGreaterThan(1000);
        assertThat(tables.get("slo_reports")).isNotEmpty();
        assertThat(topics.getOrDefault(LocalTopics.SIGNAL_EVENTS, List.of()).stream()
                        .filter(signal -> signal.contains("slo.burn_rate")))
                .hasSizeGreaterThan(60);
        assertThat(topics.get(LocalTopics.LATE_SLO)).isEmpty();
        assertThat(topics.get(LocalTopics.DEAD_LETTERS)).isEmpty();
    }
}
