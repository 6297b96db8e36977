package io.convergence.gateway.settings;

import java.util.List;

/** A refusal to start, with everything that is wrong: one sentence each, naming key or line and what is admissible. */
public final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    /** Refuses for the given reasons, at least one. */
    public InvalidSettings(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order found. */
    public List<String> problems() {
        return problems;
    }
}
