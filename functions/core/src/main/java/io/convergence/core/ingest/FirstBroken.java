package io.convergence.core.ingest;

import org.jspecify.annotations.Nullable;

/** The first field whose rule a record breaks. One per record. */
public final class FirstBroken {
    private @Nullable Field field;

    /** Of a record that has broken nothing yet. */
    public FirstBroken() {}

    /** Remembers the field unless its rule is kept or another was broken before. */
    public void require(boolean kept, Field rule) {
        if (!kept && field == null) {
            field = rule;
        }
    }

    /** Requires that the field admits the value; null stands for absent and is admitted. */
    public void require(@Nullable Double value, Field rule) {
        require(value == null || rule.admits(value), rule);
    }

    /** Requires a name of the alphabet; null stands for absent and is admitted. */
    public void require(@Nullable String value, Alphabet alphabet, Field rule) {
        require(value == null || alphabet.admits(value), rule);
    }

    /** The rejection for the field, or null when every rule was kept. */
    public @Nullable Rejection rejection(@Nullable String tenant) {
        Field broken = field;
        return broken == null ? null : new Rejection(RejectReason.INVALID_FIELD, tenant, broken.message());
    }
}
