package io.convergence.core.dsn;

import io.convergence.core.yaml.DocumentProblems;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.SourcePosition;
import io.convergence.core.yaml.Value;
import io.convergence.core.yaml.YamlDocument;
import io.convergence.core.yaml.YamlDocuments;
import io.convergence.core.yaml.YamlLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Value of a record of the topic of DSNs: one JSON object with the fields of an entry of {@code dsns} in the registry file,
 * whose names are written with underscores. It is read by the same rules as the file.
 */
public final class DsnDocument {
    /** Most bytes of a document in UTF-8. */
    public static final int MAX_BYTES = 65_536;

    private static final YamlLimits LIMITS = new YamlLimits(MAX_BYTES, 2, MAX_BYTES);

    private DsnDocument() {}

    /** Reads a document. No text makes it throw. */
    public static DsnReading read(String json, DsnDefaults defaults) {
        DocumentProblems problems = new DocumentProblems("", 1);
        Fields root = root(YamlDocuments.of(json, LIMITS), problems);
        Dsn dsn = root == null ? null : DsnEntry.read(root, DsnSpelling.DOCUMENT, defaults);
        return new DsnReading(problems.hasErrors() ? null : dsn, problems.inLineOrder());
    }

    private static @Nullable Fields root(List<YamlDocument> documents, DocumentProblems problems) {
        YamlDocument first = documents.isEmpty() ? null : documents.get(0);
        if (first == null || documents.size() > 1) {
            problems.error(new SourcePosition(1, ""), "must be one mapping");
            return null;
        }
        if (first.root() == null) {
            problems.error(new SourcePosition(first.line(), ""), String.valueOf(first.refusal()));
            return null;
        }
        return new Value(first.line(), first.root(), "", problems).fields();
    }
}
