package io.convergence.launcher.metrics;

import io.convergence.launcher.metrics.MonitoringFiles.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A board of Grafana whose statements are run against Postgres.
 *
 * @param file file of the board
 * @param board content of the file
 */
record SqlBoard(Path file, Node board) {
    private static final Pattern FIELD = Pattern.compile("__data\\.fields\\.(\\w+)");

    /**
     * A statement of a board.
     *
     * @param place panel, annotation or variable with the statement
     * @param sql statement with macros and variables
     * @param format {@code time_series}, {@code table}, or {@code variable}
     */
    record Query(String place, String sql, String format) {
        /**
         * The statement as Grafana sends it: github.com/grafana/grafana, pkg/tsdb/grafana-postgresql-datasource/macros.go.
         *
         * @param variables values of the variables by name; several values are separated by commas
         */
        String expanded(Map<String, List<String>> variables, Instant from, Instant to) {
            String text = sql.replaceAll("\\$__timeFilter\\(([^)]+)\\)", "$1 BETWEEN '" + from + "' AND '" + to + "'")
                    .replaceAll(
                            "\\$__timeGroupAlias\\(([^,]+), \\$__interval\\)",
                            "floor(extract(epoch from $1)/60)*60 AS \"time\"")
                    .replace("$__timeFrom()", "'" + from + "'")
                    .replace("$__timeTo()", "'" + to + "'");
            for (Map.Entry<String, List<String>> variable : variables.entrySet()) {
                List<String> quoted = variable.getValue().stream()
                        .map(value -> "'" + value.replace("'", "''") + "'")
                        .toList();
                text = text.replace("${" + variable.getKey() + ":sqlstring}", String.join(",", quoted));
            }
            return text;
        }
    }

    static SqlBoard read(Path file) throws IOException {
        return new SqlBoard(file, MonitoringFiles.yaml(file));
    }

    /** The panels without the rows. */
    List<Node> panels() throws IOException {
        return MonitoringFiles.panels(file);
    }

    /** The statements of panels, annotations and variables. */
    List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        panels().forEach(panel -> queries.addAll(queries(panel)));
        board.node("annotations")
                .nodes("list")
                .forEach(annotation -> queries.add(query(annotation.text("name"), annotation.node("target"))));
        variables().stream()
                .filter(variable -> variable.text("type").equals("query"))
                .forEach(variable -> queries.add(
                        new Query("variable " + variable.text("name"), variable.text("query"), "variable")));
        return queries;
    }

    /** The statements of a panel. */
    static List<Query> queries(Node panel) {
        return panel.nodes("targets").stream()
                .map(target -> query(panel.text("title"), target))
                .toList();
    }

    /** The names of all variables. */
    Set<String> variableNames() {
        Set<String> names = new TreeSet<>();
        variables().forEach(variable -> names.add(variable.text("name")));
        return names;
    }

    /** The names of columns and series that a panel refers to outside of its statements. */
    static Set<String> fields(Node panel) {
        Set<String> fields = new TreeSet<>();
        for (Node override : panel.node("fieldConfig").nodes("overrides")) {
            fields.add(override.node("matcher").text("options"));
        }
        if (panel.members().containsKey("transformations")) {
            for (Node transformation : panel.nodes("transformations")) {
                fields.addAll(transformation.node("options").texts("fields"));
            }
        }
        Object reduced = panel.node("options").members().get("reduceOptions") instanceof Map<?, ?> options
                ? options.get("fields")
                : null;
        Stream.of(FIELD, Pattern.compile("\\^(\\w+)\\$"))
                .flatMap(pattern -> pattern.matcher(panel.node("fieldConfig").members() + " " + reduced)
                        .results())
                .map((MatchResult found) -> found.group(1))
                .forEach(fields::add);
        return fields;
    }

    private List<Node> variables() {
        return board.node("templating").nodes("list");
    }

    private static Query query(String place, Node target) {
        return new Query(place, target.text("rawSql"), target.text("format"));
    }
}
