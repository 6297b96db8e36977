package io.convergence.jobs.tables;

import io.convergence.core.arithmetic.Fraction;
import io.convergence.core.slo.budget.ErrorBudget;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers in the form that the tables of objectives store. */
final class SloColumns {
    private static final int DECIMALS = 12;
    private static final int TARGET_DECIMALS = 6;

    private SloColumns() {}

    /** A ratio with 12 decimals, half to even. */
    static @Nullable BigDecimal ratio(@Nullable Fraction ratio) {
        return ratio == null ? null : ratio.decimal(DECIMALS);
    }

    /** Parts per million as a ratio, exactly. */
    static BigDecimal target(int ppm) {
        return Fraction.of(ppm, ErrorBudget.MILLION).decimal(TARGET_DECIMALS);
    }

    /** Whole seconds, rounded down. */
    static @Nullable Long seconds(@Nullable Long millis) {
        return millis == null ? null : Long.valueOf(millis / 1000);
    }
}
