package io.convergence.jobs.connect;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which of two rows with one key stays.
 *
 * @param rule how it is decided
 * @param versions the columns whose higher values win, the most significant first, counts or instants; empty unless
 *     that is the rule
 */
record Winner(Rule rule, List<String> versions) implements Serializable {

    Winner {
        versions = List.copyOf(versions);
        if (versions.isEmpty() == (rule == Rule.HIGHEST)) {
            throw new IllegalArgumentException("versions decide where the highest wins, and nowhere else");
        }
    }

    /** How it is decided. */
    enum Rule {
        /** The first that is written. */
        FIRST,
        /** The last that is written: for streams whose order is all there is. */
        LAST,
        /** The one with the highest versions, in whatever order they come; the first of equal ones. */
        HIGHEST
    }

    static Winner first() {
        return new Winner(Rule.FIRST, List.of());
    }

    static Winner last() {
        return new Winner(Rule.LAST, List.of());
    }

    static Winner highest(String... versions) {
        return new Winner(Rule.HIGHEST, List.of(versions));
    }

    /** What an upsert does on a conflict, with the assignments of all other columns. */
    String onConflict(String table, String assignments) {
        return switch (rule) {
            case FIRST -> "NOTHING";
            case LAST -> "UPDATE SET " + assignments;
            case HIGHEST ->
                "UPDATE SET " + assignments + " WHERE " + versionsOf("excluded") + " > " + versionsOf(table);
        };
    }

    private String versionsOf(String row) {
        return versions.stream().map(version -> row + '.' + version).collect(Collectors.joining(", ", "(", ")"));
    }
}
