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

/** What is shipped for whoever watches the job: rules of Prometheus and the board of Grafana. */
final class MonitoringFiles {
    static final Path RULES = Project.ROOT.resolve("conf/prometheus/alerts.yaml");
    static final Path RULES_TEST = Project.ROOT.resolve("conf/prometheus/alerts-test.yaml");
    static final Path SCRAPES = Project.ROOT.resolve("conf/prometheus/prometheus.yaml");
    static final Path BOARD = Project.ROOT.resolve("conf/grafana/dashboards/job-health.json");

    /** Lists of labels, selectors, ranges and texts: what holds names that are no metrics. */
    private static final Pattern NO_METRICS = Pattern.compile(
            "\"[^\"]*\"|'[^']*'|\\[[^]]*]|\\{[^}]*}|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][\\w:]*(?!\\w*\\s*\\()(?![\\w:])");
    private static final Pattern DURATION = Pattern.compile("\\b\\d+(?:\\.\\d+)?(?:ms|[smhdwy])\\b");
    private static final Set<String> WORDS = Set.of(
            "and", "or", "unless", "offset", "bool", "by", "without", "on", "ignoring", "group_left", "group_right");

    private MonitoringFiles() {}

    /** A mapping of YAML, or of JSON, which is YAML too. What is asked for is there. */
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

        private Object value(String name) {
            Object value = members.get(name);
            if (value == null) {
                throw new AssertionError("no " + name + " in " + members);
            }
            return value;
        }
    }

    /** The rules, in their order. */
    static List<Node> rules() throws IOException {
        return yaml(RULES).nodes("groups").stream()
                .flatMap(group -> group.nodes("rules").stream())
                .toList();
    }

    /** The panels of the board without its rows. */
    static List<Node> panels() throws IOException {
        return yaml(BOARD).nodes("panels").stream()
                .filter(panel -> !panel.text("type").equals("row"))
                .toList();
    }

    /** Every expression of rules and board. */
    static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        rules().forEach(rule -> expressions.add(rule.text("expr")));
        for (Node panel : panels()) {
            panel.nodes("targets").forEach(target -> expressions.add(target.text("expr")));
        }
        yaml(BOARD).node("annotations").nodes("list").forEach(annotation -> expressions.add(annotation.text("expr")));
        return expressions;
    }

    /** The metrics that an expression asks for. */
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

    /** The mapping that a file holds. */
    static Node yaml(Path file) throws IOException {
        LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
        return new Node((Map<?, ?>) new Load(settings).loadFromString(Files.readString(file)));
    }
}
