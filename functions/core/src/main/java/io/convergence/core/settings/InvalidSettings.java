package io.convergence.core.settings;

import java.util.List;

/**
 * Refusal to start because of invalid settings. Carries every problem that was found; each is one sentence that names the
 * key, the value and the admissible range.
 */
public final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    /** Creates the refusal for at least one problem. */
    public InvalidSettings(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** The problems in the order in which they were found. */
    public List<String> problems() {
        return problems;
    }
}
