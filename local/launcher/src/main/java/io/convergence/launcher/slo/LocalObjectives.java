package io.convergence.launcher.slo;

import io.convergence.cli.command.UsageException;
import io.convergence.core.slo.openslo.Document;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.yaml.Problem;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The objectives of a local run, as documents for the topic of definitions.
 *
 * @param documents in the order of the files
 * @param warnings of the reader, one line each
 */
public record LocalObjectives(List<Document> documents, List<String> warnings) {
    /** No objectives. */
    public static final LocalObjectives NONE = new LocalObjectives(List.of(), List.of());

    private static final String OPTION = "--slo";

    public LocalObjectives {
        documents = List.copyOf(documents);
        warnings = List.copyOf(warnings);
    }

    /**
     * The objectives that files define.
     *
     * @throws UsageException when the files have errors or define nothing
     */
    public static LocalObjectives of(OpenSlo read) throws UsageException {
        List<String> errors = read.problems().stream()
                .filter(Problem::error)
                .map(LocalObjectives::line)
                .toList();
        if (!errors.isEmpty()) {
            throw new UsageException(OPTION + ": the files have errors", errors);
        }
        if (read.documents().isEmpty()) {
            throw new UsageException(OPTION + ": the files define nothing");
        }
        return new LocalObjectives(
                read.documents(),
                read.problems().stream().map(LocalObjectives::line).toList());
    }

    /** Whether there are no objectives. */
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    /**
     * Publishes every document under its key.
     *
     * @param now timestamp of the records, epoch milliseconds
     */
    public void publish(RecordPublisher publisher, long now) {
        documents.forEach(document -> publisher.send(
                LocalTopics.DEFINITIONS, now, document.key(), document.text().getBytes(StandardCharsets.UTF_8)));
        publisher.flush();
    }

    /** The position of a problem, as far as it is known, and its message. */
    private static String line(Problem problem) {
        StringBuilder line = new StringBuilder(problem.source());
        if (problem.line() > 0) {
            line.append(':').append(problem.line());
        }
        if (problem.document() > 0) {
            line.append(", document ").append(problem.document());
        }
        if (!problem.path().isEmpty()) {
            line.append(", ").append(problem.path());
        }
        return line.append(": ").append(problem.message()).toString();
    }
}
