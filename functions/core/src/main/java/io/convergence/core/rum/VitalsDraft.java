package io.convergence.core.rum;

import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.Vitals;
import java.util.EnumMap;

/** Vitals of a record that is being read; each is absent until it is set. */
final class VitalsDraft {
    private final EnumMap<Vital, Double> values = new EnumMap<>(Vital.class);

    void set(Vital vital, double value) {
        values.put(vital, value);
    }

    Vitals build() {
        return values.isEmpty() ? Vitals.NONE : Vitals.of(values::get);
    }
}
