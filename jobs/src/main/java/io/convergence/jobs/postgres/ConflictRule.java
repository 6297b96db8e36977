package io.convergence.jobs.postgres;

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
public record ConflictRule(Rule rule, List<String> versions) implements Serializable {

    public ConflictRule {
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

    public static ConflictRule first() {
        return new ConflictRule(Rule.FIRST, List.of());
    }

    public static ConflictRule last() {
        return new ConflictRule(Rule.LAST, List.of());
    }

    public static ConflictRule highest(String... versions) {
        return new ConflictRule(Rule.HIGHEST, List.of(versions));
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
