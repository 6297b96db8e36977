package io.convergence.core.settings;

import io.convergence.core.yaml.DocumentProblems;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.Value;
import io.convergence.core.yaml.YamlDocument;
import io.convergence.core.yaml.YamlDocuments;
import io.convergence.core.yaml.YamlLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * YAML file of settings that is a single mapping, such as a registry or a table of routes. Problems are collected with
 * their line and path while the file is read, and reported together. One instance for each reading.
 */
public final class SettingsFile {
    private final DocumentProblems problems = new DocumentProblems("", 1);
    private final @Nullable Fields root;

    private SettingsFile(List<YamlDocument> documents) {
        root = documents.isEmpty() ? null : root(documents.get(0));
        if (documents.size() > 1) {
            error(documents.get(1).line(), "must be a single mapping; here begins a second document");
        }
    }

    /** The file with a text. A text that is no mapping is a problem; an empty one is none. */
    public static SettingsFile of(String yaml, YamlLimits limits) {
        return new SettingsFile(YamlDocuments.of(yaml, limits));
    }

    /** The fields of the mapping, or null when the file is empty or no mapping. */
    public @Nullable Fields root() {
        return root;
    }

    /** Reports a problem of a line that belongs to no field. */
    public void error(int line, String message) {
        at(line).error(message);
    }

    /** Whether a problem was reported. */
    public boolean hasErrors() {
        return problems.hasErrors();
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidSettings with all problems in the order of their lines, if there are any
     */
    public void requireNoErrors() {
        if (problems.hasErrors()) {
            throw new InvalidSettings(problems.inLineOrder().stream()
                    .map(problem -> "line " + problem.line() + ": "
                            + (problem.path().isEmpty() ? "" : problem.path() + " ") + problem.message())
                    .toList());
        }
    }

    /** The mappings of a list; an item of another kind is a problem. */
    public static List<Fields> mappings(Fields parent, String name, int most) {
        List<Fields> mappings = new ArrayList<>();
        for (Value value : parent.items(name, most)) {
            Fields fields = value.fields();
            if (fields != null) {
                mappings.add(fields);
            }
        }
        return mappings;
    }

    private @Nullable Fields root(YamlDocument document) {
        Node node = document.root();
        if (node == null) {
            error(document.line(), String.valueOf(document.refusal()));
            return null;
        }
        return node instanceof Node.Scalar scalar && scalar.isNull()
                ? null
                : new Value(document.line(), node, "", problems).fields();
    }

    private Value at(int line) {
        return new Value(line, new Node.Sequence(line, List.of()), "", problems);
    }
}
