package io.convergence.local.replay;

import io.convergence.core.slo.openslo.Document;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.Problem;
import io.convergence.local.command.UsageException;
import io.convergence.local.system.LocalTopics;
import io.convergence.local.system.RecordPublisher;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The objectives of a replay, as documents of the topic of definitions.
 *
 * @param documents in the order of the files
 * @param warnings what might not be meant, one line each
 */
public record Definitions(List<Document> documents, List<String> warnings) {
    /** No objectives. */
    public static final Definitions NONE = new Definitions(List.of(), List.of());

    private static final String OPTION = "--slo";

    public Definitions {
        documents = List.copyOf(documents);
        warnings = List.copyOf(warnings);
    }

    /**
     * Takes what files define.
     *
     * @throws UsageException when anything in them is an error, or they define nothing
     */
    public static Definitions of(OpenSlo read) throws UsageException {
        List<String> errors = read.problems().stream()
                .filter(Problem::error)
                .map(Definitions::told)
                .toList();
        if (!errors.isEmpty()) {
            throw new UsageException(OPTION + ": what the files say cannot be used", errors);
        }
        if (read.documents().isEmpty()) {
            throw new UsageException(OPTION + ": the files define nothing");
        }
        return new Definitions(
                read.documents(),
                read.problems().stream().map(Definitions::told).toList());
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
