package io.convergence.jobs.postgres;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rule that decides which of two rows with equal keys wins.
 *
 * @param rule kind of the rule
 * @param versions for {@link Rule#HIGHEST}, the columns that are compared, the most significant first, each a count or an
 *     instant; otherwise empty
 */
public record ConflictRule(Rule rule, List<String> versions) implements Serializable {

    public ConflictRule {
        versions = List.copyOf(versions);
        if (versions.isEmpty() == (rule == Rule.HIGHEST)) {
            throw new IllegalArgumentException("version columns are required for HIGHEST and not allowed otherwise");
        }
    }

    /** Kinds of rules. */
    enum Rule {
        /** The first row written wins. */
        FIRST,
        /** The last row written wins; the stream must be written in order. */
        LAST,
        /** The row with the highest versions wins, in any order of writing; of equal ones the first. */
        HIGHEST
    }

    /** The first row written wins. */
    public static ConflictRule first() {
        return new ConflictRule(Rule.FIRST, List.of());
    }

    /** The last row written wins. */
    public static ConflictRule last() {
        return new ConflictRule(Rule.LAST, List.of());
    }

    /** The row with the highest values of the version columns wins. */
    public static ConflictRule highest(String... versions) {
        return new ConflictRule(Rule.HIGHEST, List.of(versions));
    }

    /** The action of an upsert on a conflict, by the assignments of all columns outside the key. */
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
