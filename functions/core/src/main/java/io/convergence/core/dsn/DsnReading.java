package io.convergence.core.dsn;

import io.convergence.core.yaml.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of reading the document of a DSN.
 *
 * @param dsn the DSN, or null when there are problems
 * @param problems every problem with its path, in the order of the text
 */
public record DsnReading(@Nullable Dsn dsn, List<Problem> problems) {
    public DsnReading {
        problems = List.copyOf(problems);
    }

    /** The problems on one line, without values of the document. */
    public String summary() {
        return problems.stream()
                .map(problem -> problem.path().isEmpty() ? problem.message() : problem.path() + ' ' + problem.message())
                .reduce((first, second) -> first + "; " + second)
                .orElse("");
    }
}
