package io.convergence.core.ingest;

import org.jspecify.annotations.Nullable;

/** The first invalid field of a record. Used for one record. */
public final class FirstInvalid {
    private @Nullable Field field;

    /** No invalid field yet. */
    public FirstInvalid() {}

    /** Marks the field as invalid unless a condition holds or another field was invalid before. */
    public void require(boolean valid, Field rule) {
        if (!valid && field == null) {
            field = rule;
        }
    }

    /** Marks the field as invalid when the value is out of range; null means absent and is valid. */
    public void require(@Nullable Double value, Field rule) {
        require(value == null || rule.admits(value), rule);
    }

    /** Marks the field as invalid when the value is not a name of the alphabet; null means absent and is valid. */
    public void require(@Nullable String value, Alphabet alphabet, Field rule) {
        require(value == null || alphabet.admits(value), rule);
    }

    /** The rejection for the first invalid field, or null when all fields are valid. */
    public @Nullable Rejection rejection(@Nullable String tenant) {
        Field broken = field;
        return broken == null ? null : new Rejection(RejectReason.INVALID_FIELD, tenant, broken.message());
    }
}
