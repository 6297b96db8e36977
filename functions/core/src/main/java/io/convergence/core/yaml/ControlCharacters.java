package io.convergence.core.yaml;

/**
 * Check for control characters in all keys and scalars of a document. Consumers of definitions cannot take them: Postgres
 * text has no U+0000, and in logs, terminals and alert labels the others change what is shown. Tabs and line breaks are
 * allowed in values, where descriptions need them, but not in keys.
 */
public final class ControlCharacters {
    /** Message about a value. */
    static final String IN_VALUE = "must not contain control characters";

    private static final String IN_KEY = "a key must not contain control characters";

    private final DocumentProblems problems;

    private ControlCharacters(DocumentProblems problems) {
        this.problems = problems;
    }

    /** Adds an error for each key and each scalar in a tree that contains a control character. */
    public static void refuse(Node root, DocumentProblems problems) {
        new ControlCharacters(problems).check(root, root.line(), "");
    }

    /** Whether a text has a control character or a line separator, so that it cannot be part of one line. */
    static boolean isIn(String text) {
        return text.chars().anyMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
    }

    private void check(Node node, int line, String path) {
        if (node instanceof Node.Mapping mapping) {
            for (Node.Field field : mapping.fields()) {
                String below = Fields.pathOf(path, field.key());
                if (isIn(field.key())) {
                    problems.error(new SourcePosition(field.line(), below), IN_KEY);
                }
                check(field.value(), field.line(), below);
            }
        } else if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                Node item = sequence.items().get(i);
                check(item, item.line(), Value.pathOf(path, i));
            }
        } else if (node instanceof Node.Scalar scalar
                && scalar.text().chars().anyMatch(ControlCharacters::isForbiddenInValue)) {
            problems.error(new SourcePosition(line, path), IN_VALUE);
        }
    }

    private static boolean isForbiddenInValue(int c) {
        return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    }
}
