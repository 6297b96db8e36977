package io.convergence.gateway.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of the registry's file whose values are asked for by name; what is wrong is reported with its line. */
final class YamlEntry {
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final int line;
    private final List<String> problems;

    /**
     * Reads the names.
     *
     * @param known the names that mean something
     * @param problems where problems go
     */
    YamlEntry(Node node, Set<String> known, List<String> problems) {
        this.line = line(node);
        this.problems = problems;
        if (!(node instanceof MappingNode mapping)) {
            problem(
                    line,
                    "must be a mapping with "
                            + String.join(", ", known.stream().sorted().toList()));
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!known.contains(name)) {
                problem(
                        line(tuple.getKeyNode()),
                        "no such field; there are "
                                + String.join(", ", known.stream().sorted().toList()));
            } else if (values.putIfAbsent(name, tuple.getValueNode()) != null) {
                problem(line(tuple.getKeyNode()), name + " appears twice");
            }
        }
    }

    /** The line of a node, counted from 1. */
    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** The line of this entry. */
    int line() {
        return line;
    }

    /** The line of a field, or of the entry when it has none. */
    int line(String name) {
        Node node = values.get(name);
        return node == null ? line : line(node);
    }

    /** A text; null when it is absent or no text, which is reported. */
    @Nullable
    String text(String name) {
        Node node = present(name);
        if (node == null) {
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        problem(line(node), name + " must be a text");
        return null;
    }

    /** A list of texts; empty when it is absent or none, which is reported. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Node node : nodes(name)) {
            if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
                texts.add(scalar.getValue());
            } else {
                problem(line(node), name + " must be a list of texts");
            }
        }
        return texts;
    }

    /** A list; empty when it is absent or none, which is reported. */
    List<Node> nodes(String name) {
        Node node = present(name);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problem(line(node), name + " must be a list");
        return List.of();
    }

    /** Whether a field is {@code true}; what is neither true nor false is reported. */
    boolean flag(String name) {
        String text = text(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            problem(line(name), name + " must be true or false");
        }
        return "true".equals(text);
    }

    /** A whole number, or the fallback when it is absent or out of range, which is reported. */
    int number(String name, int fallback, int most) {
        String text = text(name);
        if (text == null) {
            return fallback;
        }
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        problem(line(name), name + " must be a whole number from 0 to " + most);
        return fallback;
    }

    /** Reports a problem with a field, or with the entry when it lacks the field. */
    void problem(String name, String problem) {
        problem(line(name), name + " " + problem);
    }

    private @Nullable Node present(String name) {
        Node node = values.get(name);
        return node == null || node.getTag().equals(Tag.NULL) ? null : node;
    }

    private void problem(int at, String problem) {
        problems.add("line " + at + ": " + problem);
    }
}
