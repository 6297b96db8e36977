package io.convergence.core.slo.openslo;

import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Reference;
import io.convergence.core.yaml.Shown;
import io.convergence.core.yaml.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a document may be written out or named: one of both.
 *
 * @param reference the document that is named, or null
 * @param name of the one that is written out, or null
 * @param spec of the one that is written out, or null
 */
record Inline(
        @Nullable Reference reference,
        @Nullable String name,
        @Nullable Fields spec) {

    /** Reads one; null when it is neither, which is reported. */
    static @Nullable Inline read(Value item, Kind kind, String referenceField) {
        Fields fields = item.fields();
        if (fields == null) {
            return null;
        }
        if (fields.has(referenceField)) {
            Reference reference = fields.reference(referenceField);
            for (String name : List.of("kind", "metadata", "spec")) {
                if (fields.has(name)) {
                    fields.error(name, "contradicts " + referenceField + ": must be one or the other");
                }
            }
            fields.end();
            return reference == null ? null : new Inline(reference, null, null);
        }
        if (!fields.has("metadata") && !fields.has("spec")) {
            item.error("must have " + referenceField + ", or metadata and spec of an inline " + kind.label());
            return null;
        }
        String found = fields.word("kind");
        if (found != null && !found.equals(kind.label())) {
            fields.error("kind", "must be " + kind.label() + ", not " + Shown.of(found));
        }
        Header header = Header.read(fields);
        header.warnOfAnnotations(List.of());
        Fields spec = fields.requiredFields("spec", "what the " + kind.label() + " says");
        fields.end();
        return new Inline(null, header.name(), spec);
    }

    /** The name, written out or not. */
    @Nullable
    String anyName() {
        return reference == null ? name : reference.name();
    }
}
