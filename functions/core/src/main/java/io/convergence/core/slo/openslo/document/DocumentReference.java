package io.convergence.core.slo.openslo.document;

import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * Reference from one document to another by name.
 *
 * @param name name of the other document
 * @param position where the reference is
 */
public record DocumentReference(String name, SourcePosition position) {

    /** The reference in an optional field; null when the field is left out or not a text, which is reported. */
    public static @Nullable DocumentReference read(Fields fields, String field) {
        String name = fields.text(field);
        return name == null ? null : new DocumentReference(name, fields.position(field));
    }
}
