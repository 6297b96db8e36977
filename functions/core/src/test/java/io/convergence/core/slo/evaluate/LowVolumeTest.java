package io.convergence.core.slo.evaluate;

import static io.convergence.core.slo.evaluate.SampleObjectives.MINUTE;
import static io.convergence.core.slo.evaluate.SampleObjectives.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.SloDefinition;
import org.junit.jupiter.api.Test;

/** Least slices with which a tier of a {@code RatioTimeslices} objective fires. */
class LowVolumeTest {
    private static final long START = 1_780_660_800_000L;

    private static final SloDefinition RATIOS = SampleObjectives.definition(
            1,
            990_000,
            SampleObjectives.rolling(30, "d"),
            BudgetingMethod.RATIO_TIMESLICES,
            0,
            MINUTE,
            NoDataPolicy.IGNORE,
            PAGE);

    private static void minute(BudgetSimulation simulation, long minute, long good, long bad) {
        simulation.events(START + minute * MINUTE, good, bad);
        simulation.runTo(START + (minute + 1) * MINUTE);
    }

    @Test
    void oneBadViewOfANewObjectiveOfSlicesDoesNotPage() {
        BudgetSimulation simulation = new BudgetSimulation(RATIOS);
        minute(simulation, 0, 0, 1);
        for (int minute = 1; minute < 60; minute++) {
            minute(simulation, minute, 1, 0);
        }

        assertThat(simulation.signals).isEmpty();
    }

    @Test
    void twoBadSlicesOfFivePage() {
        BudgetSimulation simulation = new BudgetSimulation(RATIOS);
        for (int minute = 0; minute < 6; minute++) {
            minute(simulation, minute, 1, minute % 3 == 0 ? 1 : 0);
        }

        assertThat(simulation.signalLines(START)).startsWith("5 page-1h firing threshold");
    }

    @Test
    void badSlicesAreCountedByTheirEventsAndNotByTheSumOfTheirRatios() {
        BudgetSimulation simulation = new BudgetSimulation(RATIOS);
        for (int minute = 0; minute < 10; minute++) {
            minute(simulation, minute, 80, 20);
        }

        // Two bad slices are reached at once, though their ratios add up to less than one.
        assertThat(simulation.signalLines(START)).startsWith("5 page-1h firing threshold");
    }
}
