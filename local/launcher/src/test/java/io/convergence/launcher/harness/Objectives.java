package io.convergence.launcher.harness;

import io.convergence.core.slo.openslo.Document;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.core.yaml.Problem;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Objectives for tests, as documents of the topic of definitions. */
public final class Objectives {
    /** Time at which the documents were written, epoch milliseconds: an hour before the streams. */
    public static final long WRITTEN_AT = Lines.START - 3_600_000;

    private Objectives() {}

    /** The objectives of a test vector. */
    public static List<Document> ofMix(String name) throws IOException {
        return read(TestVector.text("/vectors/slo/" + name + "/slos.yaml"));
    }

    /** The objectives of a test vector, and further ones for every source and budgeting method over the same stream. */
    public static List<Document> ofEveryKind(String mix) throws IOException {
        return read(
                TestVector.text("/vectors/slo/" + mix + "/slos.yaml") + "\n" + TestVector.text("/slo/more-kinds.yaml"));
    }

    /** Publishes documents, all written at {@link #WRITTEN_AT}. */
    public static void publish(List<Document> documents, String bootstrapServers) {
        try (RecordPublisher publisher = new RecordPublisher(bootstrapServers)) {
            documents.forEach(document -> publisher.send(
                    LocalTopics.DEFINITIONS,
                    WRITTEN_AT,
                    document.key(),
                    document.text().getBytes(StandardCharsets.UTF_8)));
            publisher.flush();
        }
    }

    /** An objective over page views with a rolling period of one hour. */
    public static Document views(String tenant, String name, String target, String where) {
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

    /** The documents of a YAML text without errors. */
    public static List<Document> read(String yaml) {
        OpenSlo read = OpenSlo.read(List.of(new SourceText("test", null, yaml)));
        List<Problem> errors = read.problems().stream().filter(Problem::error).toList();
        if (!errors.isEmpty()) {
            throw new AssertionError(errors);
        }
        return read.documents();
    }
}
