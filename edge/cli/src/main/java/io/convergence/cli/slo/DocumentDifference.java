package io.convergence.cli.slo;

import io.convergence.core.yaml.JsonText;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.YamlDocument;
import io.convergence.core.yaml.YamlDocuments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Differences between two versions of a document, one line for each path with another value. */
final class DocumentDifference {
    private static final String NOTHING = "(none)";

    private DocumentDifference() {}

    /** The differences; none when both mean the same, however they are written. */
    static List<String> between(String before, String after) {
        Map<String, String> old = values(before);
        Map<String, String> now = values(after);
        Set<String> paths = new LinkedHashSet<>(old.keySet());
        paths.addAll(now.keySet());
        List<String> differences = new ArrayList<>();
        for (String path : paths) {
            String was = old.getOrDefault(path, NOTHING);
            String is = now.getOrDefault(path, NOTHING);
            if (!was.equals(is)) {
                differences.add(path + ": " + was + " -> " + is);
            }
        }
        return differences;
    }

    /** Every scalar by its path, such as {@code spec.objectives[0].target}. */
    private static Map<String, String> values(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (YamlDocument document : YamlDocuments.of(text)) {
            if (document.root() == null) {
                values.put("(text)", text);
            } else {
                collect(document.root(), "", values);
            }
        }
        return values;
    }

    private static void collect(Node node, String path, Map<String, String> values) {
        if (node instanceof Node.Mapping mapping && !mapping.fields().isEmpty()) {
            for (Node.Field field : mapping.fields()) {
                collect(field.value(), path.isEmpty() ? field.key() : path + '.' + field.key(), values);
            }
        } else if (node instanceof Node.Sequence sequence && !sequence.items().isEmpty()) {
            for (int i = 0; i < sequence.items().size(); i++) {
                collect(sequence.items().get(i), path + '[' + i + ']', values);
            }
        } else {
            values.put(path, JsonText.of(node));
        }
    }
}
