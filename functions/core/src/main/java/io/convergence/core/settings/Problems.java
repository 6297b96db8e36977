package io.convergence.core.settings;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of settings, so that one start reports all of them. Not thread-safe. */
public final class Problems {
    private final List<String> problems = new ArrayList<>();

    /** Adds a problem: one sentence that names the key, the value and the admissible range. */
    public void add(String problem) {
        problems.add(problem);
    }

    /** Adds a problem unless the condition is true. */
    public void check(boolean condition, String problem) {
        if (!condition) {
            problems.add(problem);
        }
    }

    /**
     * Ends the collection.
     *
     * @throws InvalidSettings with all problems, if there are any
     */
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
    }
}
