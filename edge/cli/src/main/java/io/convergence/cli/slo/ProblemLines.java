package io.convergence.cli.slo;

import io.convergence.cli.command.CommandOutput;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.yaml.Problem;

/**
 * Lines for the problems of documents.
 *
 * @param output takes the lines
 */
record ProblemLines(CommandOutput output) {

    /** Prints every problem; returns how many are errors. */
    long print(OpenSlo read) {
        read.problems().forEach(problem -> output.line(line(problem)));
        return errors(read);
    }

    /** Prints the errors only. */
    void printErrors(OpenSlo read) {
        read.problems().stream().filter(Problem::error).forEach(problem -> output.line(line(problem)));
    }

    /** How many problems are errors. */
    static long errors(OpenSlo read) {
        return read.problems().stream().filter(Problem::error).count();
    }

    private String line(Problem problem) {
        StringBuilder line = new StringBuilder(problem.source())
                .append(':')
                .append(problem.line())
                .append(": ");
        if (problem.document() > 0) {
            line.append("document ").append(problem.document());
            line.append(problem.path().isEmpty() ? "" : ", " + problem.path()).append(": ");
        }
        String severity = problem.error() ? output.paint("error", "red") : output.paint("warning", "yellow");
        return line.append(severity).append(": ").append(problem.message()).toString();
    }
}
