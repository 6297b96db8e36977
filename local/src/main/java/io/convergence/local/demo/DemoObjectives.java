package io.convergence.local.demo;

import io.convergence.core.slo.openslo.Document;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.local.system.LocalTopics;
import io.convergence.local.system.RecordPublisher;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The demonstration's objectives: those of {@code conf/slo/demo.yaml}. */
final class DemoObjectives {
    private static final String FILE = "demo.yaml";

    private DemoObjectives() {}

    /** The documents, in the order of the file. */
    static List<Document> documents() {
        return OpenSlo.read(List.of(new SourceText(FILE, null, text()))).documents();
    }

    /**
     * Publishes the documents.
     *
     * @param now timestamp of the records, epoch milliseconds
     */
    static void publish(RecordPublisher publisher, long now) {
        for (Document document : documents()) {
            publisher.send(
                    LocalTopics.DEFINITIONS,
                    now,
                    document.key(),
                    document.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String text() {
        try (InputStream file = DemoObjectives.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not packaged");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
