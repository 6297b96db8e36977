package io.convergence.core.slo.budget;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.arithmetic.Fraction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ErrorBudgetTest {

    @Test
    void ratiosOfAnEmptyPeriodAreNull() {
        assertThat(ErrorBudget.sli(0, 0)).isNull();
        assertThat(ErrorBudget.consumed(0, 0, 999_000)).isNull();
        assertThat(ErrorBudget.remaining(0, 0, 999_000)).isNull();
        assertThat(ErrorBudget.allowedBad(0, 999_000)).isEqualTo(Fraction.ZERO);
    }

    @Property
    void consumedAndRemainingSharesSumToOne(
            @ForAll @LongRange(min = 0, max = 1L << 40) long bad,
            @ForAll @LongRange(min = 0, max = 1L << 40) long good,
            @ForAll @IntRange(max = 999_999) int ppm) {
        if (bad + good > 0) {
            Fraction consumed = requireNonNull(ErrorBudget.consumed(bad, bad + good, ppm));
            Fraction remaining = requireNonNull(ErrorBudget.remaining(bad, bad + good, ppm));
            assertThat(consumed.plus(remaining)).isEqualTo(Fraction.ONE);
            assertThat(remaining.signum())
                    .isEqualTo(ErrorBudget.allowedBad(bad + good, ppm).compareTo(Fraction.of(bad)));
        }
    }

    @Property
    void theConsumedShareIsTheBadUnitsDividedByTheAllowedOnes(
            @ForAll @LongRange(min = 0) long bad,
            @ForAll @LongRange(min = 1) long total,
            @ForAll @IntRange(max = 999_999) int ppm) {
        assertThat(ErrorBudget.consumed(bad, total, ppm))
                .isEqualTo(Fraction.of(bad).dividedBy(ErrorBudget.allowedBad(total, ppm)));
    }
}
