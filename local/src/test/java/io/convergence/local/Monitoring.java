package io.convergence.local;

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
final class Monitoring {
    static final Path RULES = Path.of("..", "conf", "prometheus", "alerts.yaml");
    static final Path RULES_TEST = Path.of("..", "conf", "prometheus", "alerts-test.yaml");
    static final Path SCRAPES = Path.of("..", "conf", "prometheus", "prometheus.yaml");
    static final Path BOARD = Path.of("..", "conf", "grafana", "dashboards", "job-health.json");

    /** Lists of labels, selectors, ranges and texts: what holds names that are no metrics. */
    private static final Pattern NO_METRICS = Pattern.compile(
            "\"[^\"]*\"|'[^']*'|\\[[^]]*]|\\{[^}]*}|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][\\w:]*(?!\\w*\\s*\\()(?![\\w:])");
    private static final Pattern DURATION = Pattern.compile("\\b\\d+(?:\\.\\d+)?(?:ms|[smhdwy])\\b");
    private static final Set<String> WORDS = Set.of(
            "and", "or", "unless", "offset", "bool", "by", "without", "on", "ignoring", "group_left", "group_right");

    private Monitoring() {}

    /** The rules, in their order. */
    static List<Map<?, ?>> rules() throws IOException {
        List<Map<?, ?>> rules = new ArrayList<>();
        for (Object group : list(yaml(RULES).get("groups"))) {
            list(map(group).get("rules")).forEach(rule -> rules.add(map(rule)));
        }
        return rules;
    }

    /** The panels of the board without its rows. */
    static List<Map<?, ?>> panels() throws IOException {
        List<Map<?, ?>> panels = new ArrayList<>();
        for (Object panel : list(yaml(BOARD).get("panels"))) {
            if (!map(panel).get("type").equals("row")) {
                panels.add(map(panel));
            }
        }
        return panels;
    }

    /** Every expression of rules and board. */
    static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        rules().forEach(rule -> expressions.add(rule.get("expr").toString()));
        for (Map<?, ?> panel : panels()) {
            list(panel.get("targets"))
                    .forEach(target -> expressions.add(map(target).get("expr").toString()));
        }
        for (Object annotation : list(map(yaml(BOARD).get("annotations")).get("list"))) {
            expressions.add(map(annotation).get("expr").toString());
        }
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

    /** A file of YAML, or of JSON, which is YAML too. */
    static Map<?, ?> yaml(Path file) throws IOException {
        LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
        return map(new Load(settings).loadFromString(Files.readString(file)));
    }

    static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    static List<?> list(Object value) {
        return (List<?>) value;
    }
}
