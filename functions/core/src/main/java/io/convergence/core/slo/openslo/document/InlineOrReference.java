package io.convergence.core.slo.openslo.document;

import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document that another one contains inline or refers to by name.
 *
 * @param reference reference to the document; null when it is inline
 * @param name name of the inline document, or null
 * @param spec specification of the inline document, or null
 */
public record InlineOrReference(
        @Nullable DocumentReference reference,
        @Nullable String name,
        @Nullable Fields spec) {

    /**
     * Reads an inline document or a reference; null when the value is neither, which is reported.
     *
     * @param kind of the document
     * @param referenceField field that holds a reference, such as {@code conditionRef}
     */
    public static @Nullable InlineOrReference read(Value value, DocumentKind kind, String referenceField) {
        Fields fields = value.fields();
        if (fields == null) {
            return null;
        }
        if (fields.has(referenceField)) {
            DocumentReference reference = DocumentReference.read(fields, referenceField);
            for (String name : List.of("kind", "metadata", "spec")) {
                if (fields.has(name)) {
                    fields.error(name, "contradicts " + referenceField + ": must be one or the other");
                }
            }
            fields.reportUnknown();
            return reference == null ? null : new InlineOrReference(reference, null, null);
        }
        if (!fields.has("metadata") && !fields.has("spec")) {
            value.error("must have " + referenceField + ", or metadata and spec of an inline " + kind.label());
            return null;
        }
        String foundKind = fields.text("kind");
        if (foundKind != null && !foundKind.equals(kind.label())) {
            fields.error("kind", "must be " + kind.label() + ", not " + QuotedText.of(foundKind));
        }
        DocumentMetadata metadata = DocumentMetadata.read(fields);
        metadata.warnOfAnnotations(List.of());
        Fields spec = fields.requiredFields("spec", "what the " + kind.label() + " says");
        fields.reportUnknown();
        return new InlineOrReference(null, metadata.name(), spec);
    }

    /** The name of the document, inline or not; null when it is inline and has no valid name. */
    public @Nullable String documentName() {
        return reference == null ? name : reference.name();
    }
}
