package io.convergence.core.slo.evaluate;

import static io.convergence.core.slo.evaluate.SampleObjectives.MINUTE;
import static io.convergence.core.slo.evaluate.SampleObjectives.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.definition.AlertMinimums;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.result.SloSnapshot;
import org.junit.jupiter.api.Test;

/** Least counts with which a tier fires: those of all objectives, those of one, and those of slices. */
class LowVolumeTest {
    private static final long START = 1_780_660_800_000L;

    private static final SloDefinition EVENTS = SampleObjectives.occurrences(SampleObjectives.rolling(30, "d"), PAGE);

    private static final SloDefinition RATIOS = SampleObjectives.definition(
            1,
            990_000,
            SampleObjectives.rolling(30, "d"),
            BudgetingMethod.RATIO_TIMESLICES,
            0,
            MINUTE,
            NoDataPolicy.IGNORE,
            PAGE);

    /** Results of a check that runs every 8 minutes and passes eight times, then fails eight times. */
    private static BudgetSimulation checkEvery8Minutes(SloDefinition definition) {
        BudgetSimulation simulation = new BudgetSimulation(definition);
        for (int check = 0; check < 16; check++) {
            simulation.events(START + 8L * check * MINUTE, check < 8 ? 1 : 0, check < 8 ? 0 : 1);
            simulation.runTo(START + 8L * (check + 1) * MINUTE);
        }
        return simulation;
    }

    private static void minute(BudgetSimulation simulation, long minute, long good, long bad) {
        simulation.events(START + minute * MINUTE, good, bad);
        simulation.runTo(START + (minute + 1) * MINUTE);
    }

    @Test
    void aCheckEvery8MinutesPagesWithMinimumsOfItsOwn() {
        SloDefinition few = SampleObjectives.withMinimums(EVENTS, new AlertMinimums(5, 2));

        assertThat(checkEvery8Minutes(EVENTS).signals).isEmpty();
        assertThat(checkEvery8Minutes(few).signalLines(START)).startsWith("73 page-1h firing threshold");
    }

    @Test
    void aBudgetIsColdWhileItHoldsFewerEventsThanItsOwnMinimum() {
        BudgetSimulation simulation =
                new BudgetSimulation(SampleObjectives.withMinimums(EVENTS, new AlertMinimums(3, null)));
        minute(simulation, 0, 2, 0);
        minute(simulation, 1, 1, 0);

        assertThat(simulation.snapshots).extracting(SloSnapshot::coldStart).containsExactly(true, false);
    }

    @Test
    void higherMinimumsDelayTheStartOfAnAlertAndDoNotEndOneThatFires() {
        BudgetSimulation simulation = new BudgetSimulation(EVENTS);
        minute(simulation, 0, 50, 50);
        simulation.edit(START + MINUTE, SampleObjectives.withMinimums(EVENTS, new AlertMinimums(1000, 500)));
        for (int minute = 1; minute < 5; minute++) {
            minute(simulation, minute, 5, 5);
        }

        assertThat(simulation.signalLines(START)).containsExactly("1 page-1h firing threshold");
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

    @Test
    void anObjectiveOfSlicesCanHaveItsOwnMinimums() {
        BudgetSimulation simulation =
                new BudgetSimulation(SampleObjectives.withMinimums(RATIOS, new AlertMinimums(1, 1)));
        minute(simulation, 0, 0, 1);

        assertThat(simulation.signalLines(START)).startsWith("1 page-1h firing threshold");
    }

    @Test
    void lateEventsThatMakeTheSecondBadSliceRestateTheAlert() {
        BudgetSimulation simulation = new BudgetSimulation(RATIOS);
        for (int minute = 0; minute < 7; minute++) {
            minute(simulation, minute, 1, minute == 4 ? 1 : 0);
        }
        simulation.late(START + 3 * MINUTE, 0, 3, START + 8 * MINUTE);
        minute(simulation, 7, 1, 0);

        assertThat(simulation.signalLines(START)).startsWith("8 page-1h firing restated");
    }
}
