package io.convergence.core.yaml;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with one document, as far as it has been read; each problem once, and not without end. */
public final class DocumentProblems {
    private static final int MOST = 100;

    private final String source;
    private final int document;
    private final Set<Problem> found = new LinkedHashSet<>();
    private boolean hasErrors;

    public DocumentProblems(String source, int document) {
        this.source = source;
        this.document = document;
    }

    /** The document is refused for this. */
    public void error(Place place, String message) {
        hasErrors = true;
        add(true, place, message);
    }

    /** The document stands, but this might not be meant. */
    public void warning(Place place, String message) {
        add(false, place, message);
    }

    public boolean hasErrors() {
        return hasErrors;
    }

    /** What was found, by line. */
    public List<Problem> found() {
        return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }

    /** The document, for a problem of another one. */
    public String reference(int line) {
        return source + ':' + line + " (document " + document + ')';
    }

    private void add(boolean error, Place place, String message) {
        if (found.size() < MOST) {
            found.add(new Problem(error, source, document, place.line(), place.path(), message));
        } else if (found.size() == MOST) {
            String rest = "there are more problems than the " + MOST + " shown";
            found.add(new Problem(true, source, document, place.line(), "", rest));
            hasErrors = true;
        }
    }
}
