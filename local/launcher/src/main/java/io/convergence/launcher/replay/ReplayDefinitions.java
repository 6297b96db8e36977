package io.convergence.launcher.replay;

import io.convergence.cli.command.UsageException;
import io.convergence.core.slo.openslo.Document;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.yaml.Problem;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The objectives of a replay, as documents of the topic of definitions.
 *
 * @param documents in the order of the files
 * @param warnings what might not be meant, one line each
 */
public record ReplayDefinitions(List<Document> documents, List<String> warnings) {
    /** No objectives. */
    public static final ReplayDefinitions NONE = new ReplayDefinitions(List.of(), List.of());

    private static final String OPTION = "--slo";

    public ReplayDefinitions {
        documents = List.copyOf(documents);
        warnings = List.copyOf(warnings);
    }

    /**
     * Takes what files define.
     *
     * @throws UsageException when anything in them is an error, or they define nothing
     */
    public static ReplayDefinitions of(OpenSlo read) throws UsageException {
        List<String> errors = read.problems().stream()
                .filter(Problem::error)
                .map(ReplayDefinitions::told)
                .toList();
        if (!errors.isEmpty()) {
            throw new UsageException(OPTION + ": what the files say cannot be used", errors);
        }
        if (read.documents().isEmpty()) {
            throw new UsageException(OPTION + ": the files define nothing");
        }
        return new ReplayDefinitions(
                read.documents(),
                read.problems().stream().map(ReplayDefinitions::told).toList());
    }

    /** Whether there are any. */
    boolean isEmpty() {
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

    /** Where it is as far as that is known, and what it is. */
    private static String told(Problem problem) {
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
