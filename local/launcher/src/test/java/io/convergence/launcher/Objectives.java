package io.convergence.launcher;

import io.convergence.core.slo.openslo.Document;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.core.yaml.Problem;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Definitions that tests publish, as the documents of the topic. */
final class Objectives {
    /** When they are written, epoch milliseconds: before every stream. */
    static final long WRITTEN_AT = Lines.START - 3_600_000;

    private Objectives() {}

    /** Those of a vector. */
    static List<Document> ofMix(String name) throws IOException {
        return read(Mix.text("/vectors/slo/" + name + "/slos.yaml"));
    }

    /** Those of a vector, and more of every source and budgeting method over the same stream. */
    static List<Document> ofEveryKind(String mix) throws IOException {
        return read(Mix.text("/vectors/slo/" + mix + "/slos.yaml") + "\n" + Mix.text("/slo/more-kinds.yaml"));
    }

    /** Publishes definitions, all written at the same time before every stream. */
    static void publish(List<Document> documents, String bootstrapServers) {
        try (RecordPublisher publisher = new RecordPublisher(bootstrapServers)) {
            documents.forEach(document -> publisher.send(
                    LocalTopics.DEFINITIONS,
                    WRITTEN_AT,
                    document.key(),
                    document.text().getBytes(StandardCharsets.UTF_8)));
            publisher.flush();
        }
    }

    /** One over views, in an hour. */
    static Document views(String tenant, String name, String target, String where) {
        return read("""
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: %1$s, labels: {tenant: %2$s}}
                spec:
                  service: shop
                  indicator:
                    metadata: {name: %1$s-sli}
                    spec:
                      ratioMetric:
                        counter: true
                        total: {metricSource: {type: convergence, spec: {source: rum, where: %3$s}}}
                        good: {metricSource: {type: convergence, spec: {source: rum, where: %3$s, good: {ok: true}}}}
                  timeWindow: [{duration: 1h, isRolling: true}]
                  budgetingMethod: Occurrences
                  objectives: [{target: %4$s}]
                """.formatted(name, tenant, where, target)).get(0);
    }

    /** Texts without an error. */
    static List<Document> read(String yaml) {
        OpenSlo read = OpenSlo.read(List.of(new SourceText("test", null, yaml)));
        List<Problem> errors = read.problems().stream().filter(Problem::error).toList();
        if (!errors.isEmpty()) {
            throw new AssertionError(errors);
        }
        return read.documents();
    }
}
