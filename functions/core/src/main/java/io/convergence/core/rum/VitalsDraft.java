package io.convergence.core.rum;

import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.Vitals;
import org.jspecify.annotations.Nullable;

/** The vitals of a record that is being read; each is absent until it is set. */
final class VitalsDraft {
    private static final int VITALS = Vital.values().length;

    private final @Nullable Double[] values = new @Nullable Double[VITALS];
    private boolean empty = true;

    void set(Vital vital, double value) {
        values[vital.ordinal()] = value;
        empty = false;
    }

    Vitals build() {
        return empty ? Vitals.NONE : Vitals.of(vital -> values[vital.ordinal()]);
    }
}
