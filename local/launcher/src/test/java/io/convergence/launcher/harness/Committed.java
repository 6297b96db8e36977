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
 * All records and rows that a run has committed, without the times of writing. Equal runs have equal content.
 *
 * @param topics sorted records by topic
 * @param tables sorted rows by table
 */
public record Committed(Map<String, List<String>> topics, Map<String, List<String>> tables) {
    private static final int SHOWN = 3;

    /** The records and rows of a stage. */
    public static Committed of(Output output, Stage stage) throws SQLException {
        return of(output, stage.rows());
    }

    /** The records and rows of a run. */
    public static Committed of(Output output, StoredRows rows) throws SQLException {
        return new Committed(output.withoutEmissionTime(), rows.all());
    }

    /**
     * The records and rows that a run has committed since an earlier state: new records, rows written since, and every
     * definition, because a job writes all definitions when it starts.
     *
     * @param before the earlier state
     * @param transaction the database's transaction number at the time of the earlier state
     */
    public static Committed since(Committed before, Output output, Stage stage, String transaction)
            throws SQLException {
        Map<String, List<String>> topics = new TreeMap<>();
        output.withoutEmissionTime().forEach((topic, records) -> {
            List<String> added = new ArrayList<>(records);
            before.topics.getOrDefault(topic, List.of()).forEach(added::remove);
            topics.put(topic, added);
        });
        Map<String, List<String>> tables = stage.rows().writtenSince(transaction);
        tables.put("slos", stage.rows().all().get("slos"));
        return new Committed(topics, tables);
    }

    /** The same content without the results of objectives: their tables, and the signals of burn rates. */
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

    /** For each topic and table that differs, its sizes and the first lines that only one run has; empty for equal runs. */
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
                differences.add(name + ": " + here.size() + " lines here, " + there.size() + " there");
                onlyIn(here, there).forEach(line -> differences.add("only here: " + line));
                onlyIn(there, here).forEach(line -> differences.add("only there: " + line));
            }
        }
    }

    private static List<String> onlyIn(List<String> lines, List<String> others) {
        Set<String> known = new HashSet<>(others);
        return lines.stream().filter(line -> !known.contains(line)).limit(SHOWN).toList();
    }

    /** Asserts that the run has budgets, reports and burn-rate signals, so that a comparison of them has a meaning. */
    public void assertHasBudgets(int objectives) {
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
