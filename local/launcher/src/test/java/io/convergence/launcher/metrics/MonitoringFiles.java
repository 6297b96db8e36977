package io.convergence.launcher.metrics;

import io.convergence.launcher.harness.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The shipped monitoring files: the alert rules of Prometheus and the boards of Grafana. */
final class MonitoringFiles {
    static final Path RULES = Project.ROOT.resolve("conf/prometheus/alerts.yaml");
    static final Path RULES_TEST = Project.ROOT.resolve("conf/prometheus/alerts-test.yaml");
    static final Path SCRAPES = Project.ROOT.resolve("conf/prometheus/prometheus.yaml");
    static final Path ALERTMANAGER = Project.ROOT.resolve("conf/prometheus/alertmanager.yaml");
    static final Path DASHBOARD = Project.ROOT.resolve("conf/grafana/dashboards/job-health.json");

    /** The boards that read Postgres. */
    static final List<Path> SQL_BOARDS = List.of(
            Project.ROOT.resolve("conf/grafana/dashboards/convergence.json"),
            Project.ROOT.resolve("conf/grafana/dashboards/slo.json"));

    /** Parts of an expression whose names are no metrics: label lists, selectors, ranges and texts. */
    private static final Pattern NO_METRICS = Pattern.compile(
            "\"[^\"]*\"|'[^']*'|\\[[^]]*]|\\{[^}]*}|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][\\w:]*(?!\\w*\\s*\\()(?![\\w:])");
    private static final Pattern DURATION = Pattern.compile("\\b\\d+(?:\\.\\d+)?(?:ms|[smhdwy])\\b");
    private static final Set<String> WORDS = Set.of(
            "and", "or", "unless", "offset", "bool", "by", "without", "on", "ignoring", "group_left", "group_right");

    private MonitoringFiles() {}

    /** A mapping of YAML or JSON whose requested members exist. */
    record Node(Map<?, ?> members) {
        String text(String name) {
            return value(name).toString();
        }

        Node node(String name) {
            return new Node((Map<?, ?>) value(name));
        }

        List<Node> nodes(String name) {
            return ((List<?>) value(name))
                    .stream().map(member -> new Node((Map<?, ?>) member)).toList();
        }

        List<String> texts(String name) {
            return ((List<?>) value(name)).stream().map(String::valueOf).toList();
        }

        private Object value(String name) {
            Object value = members.get(name);
            if (value == null) {
                throw new AssertionError("no " + name + " in " + members);
            }
            return value;
        }
    }

    /** The alert rules, in the order of the file. */
    static List<Node> rules() throws IOException {
        return yaml(RULES).nodes("groups").stream()
                .flatMap(group -> group.nodes("rules").stream())
                .toList();
    }

    /** The panels of the dashboard of metrics, without its rows. */
    static List<Node> panels() throws IOException {
        return panels(DASHBOARD);
    }

    /** The panels of a board, without its rows. */
    static List<Node> panels(Path board) throws IOException {
        return yaml(board).nodes("panels").stream()
                .filter(panel -> !panel.text("type").equals("row"))
                .toList();
    }

    /** Every expression of the rules and the dashboard. */
    static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        rules().forEach(rule -> expressions.add(rule.text("expr")));
        for (Node panel : panels()) {
            panel.nodes("targets").forEach(target -> expressions.add(target.text("expr")));
        }
        yaml(DASHBOARD)
                .node("annotations")
                .nodes("list")
                .forEach(annotation -> expressions.add(annotation.text("expr")));
        return expressions;
    }

    /** The names of the metrics in an expression. */
    static Set<String> metrics(String expression) {
        String bare = NO_METRICS.matcher(expression).replaceAll(" ");
        Matcher names = NAME.matcher(DURATION.matcher(bare).replaceAll(" "));
        Set<String> metrics = new TreeSet<>();
        while (names.find()) {
            if (!WORDS.contains(names.group())) {
                metrics.add(names.group());
            }
        }
        return metrics;
    }

    /** The mapping in a file. */
    static Node yaml(Path file) throws IOException {
        LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
        return new Node((Map<?, ?>) new Load(settings).loadFromString(Files.readString(file)));
    }
}
