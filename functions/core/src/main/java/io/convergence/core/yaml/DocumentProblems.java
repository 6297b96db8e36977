package io.convergence.core.yaml;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Errors and warnings about one document: each once, and at most 100. Not thread-safe. */
public final class DocumentProblems {
    private static final int MAX_PROBLEMS = 100;

    private final String source;
    private final int document;
    private final Set<Problem> problems = new LinkedHashSet<>();
    private boolean hasErrors;

    /**
     * No problems yet.
     *
     * @param source name of the text
     * @param document position of the document in the text, from 1
     */
    public DocumentProblems(String source, int document) {
        this.source = source;
        this.document = document;
    }

    /** Adds an error: the document is refused. */
    public void error(SourcePosition position, String message) {
        hasErrors = true;
        add(true, position, message);
    }

    /** Adds a warning: the document is accepted, but may not mean what its author wants. */
    public void warning(SourcePosition position, String message) {
        add(false, position, message);
    }

    /** Whether there is an error. */
    public boolean hasErrors() {
        return hasErrors;
    }

    /** All errors and warnings, ordered by line. */
    public List<Problem> inLineOrder() {
        return problems.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }

    /** A line of this document as the problems of other documents name it. */
    public String location(int line) {
        return source + ':' + line + " (document " + document + ')';
    }

    private void add(boolean error, SourcePosition position, String message) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new Problem(error, source, document, position.line(), position.path(), message));
        } else if (problems.size() == MAX_PROBLEMS) {
            String rest = "there are more problems than the " + MAX_PROBLEMS + " shown";
            problems.add(new Problem(true, source, document, position.line(), "", rest));
            hasErrors = true;
        }
    }
}
