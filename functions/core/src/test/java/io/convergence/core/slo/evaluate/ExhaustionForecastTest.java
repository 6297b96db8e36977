package io.convergence.core.slo.evaluate;

import static io.convergence.core.slo.evaluate.SampleObjectives.HOUR;
import static io.convergence.core.slo.evaluate.SampleObjectives.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.result.SloSnapshot;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forecasts of exhaustion while a period has not been full yet. */
class ExhaustionForecastTest {
    private static final long START = 1_780_660_800_000L;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBudgetHalfSpentOnDayOneOfThirtyLastsTwelveHoursAtABurnRateOfTwo(boolean rolling) {
        Period period = rolling
                ? SampleObjectives.rolling(30, "d")
                : SampleObjectives.calendar(30, "d", "2026-06-05T12:00:00", "UTC");
        BudgetSimulation simulation = new BudgetSimulation(SampleObjectives.occurrences(period));
        for (int minute = 0; minute < 24 * 60; minute++) {
            // Six hours of 2 % spend twelve hours' worth of a budget of 1 %: half of the first day's.
            int bad = minute < 18 * 60 ? 0 : 2;
            simulation.events(START + minute * MINUTE, 100 - bad, bad);
            simulation.runTo(START + (minute + 1) * MINUTE);
        }

        SloSnapshot last = simulation.snapshots.get(simulation.snapshots.size() - 1);
        assertThat(last.exhaustionMillis()).isEqualTo(12 * HOUR);
        assertThat(last.rollOffExhaustionMillis()).isEqualTo(rolling ? 12 * HOUR : null);
    }
}
