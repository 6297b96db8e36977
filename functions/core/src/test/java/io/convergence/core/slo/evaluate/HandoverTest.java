package io.convergence.core.slo.evaluate;

import static io.convergence.core.slo.evaluate.SampleObjectives.DAY;
import static io.convergence.core.slo.evaluate.SampleObjectives.HOUR;
import static io.convergence.core.slo.evaluate.SampleObjectives.MINUTE;
import static io.convergence.core.slo.evaluate.SampleObjectives.PAGE;
import static io.convergence.core.slo.evaluate.SampleObjectives.TICKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.match.GroupPartial;
import org.junit.jupiter.api.Test;

/** Which generation the tiers of an objective alert on after an edit of its SLI. */
class HandoverTest {
    private static final long START = 1_780_660_800_000L;
    private static final SloDefinition OLD =
            SampleObjectives.occurrences(SampleObjectives.rolling(30, "d"), PAGE, TICKET);
    private static final SloDefinition NEW = SampleObjectives.withGeneration(OLD, 2);

    /** Adds a minute of 100 events, of which some are bad, to a generation. */
    private static void add(BudgetSimulation simulation, long generation, long minute, long bad) {
        simulation.add(
                generation, START + minute * MINUTE, GroupPartial.ON_TIME, BudgetSimulation.counts(100 - bad, bad));
    }

    @Test
    void eachTierIsHandedOverOnceTheNewGenerationCoversItsLongWindow() {
        BudgetSimulation simulation = new BudgetSimulation(OLD);
        for (int minute = 0; minute < 400; minute++) {
            if (minute == 10) {
                simulation.edit(START + 10 * MINUTE, NEW);
            }
            // The old SLI counts every event as good; by the new one all are bad.
            add(simulation, 1, minute, 0);
            if (minute >= 10) {
                add(simulation, 2, minute, 100);
            }
            simulation.runTo(START + (minute + 1) * MINUTE);
        }

        assertThat(simulation.signalLines(START)).startsWith("70 page-1h firing threshold");
        assertThat(simulation.signalLines(START)).noneMatch(line -> line.contains("ticket-3d"));
        for (int minute = 400; minute < 10 + 3 * 1440; minute++) {
            add(simulation, 1, minute, 0);
            add(simulation, 2, minute, 100);
            simulation.runTo(START + (minute + 1) * MINUTE);
        }
        assertThat(simulation.signalLines(START)).contains((10 + 3 * 1440) + " ticket-3d firing threshold");
    }

    @Test
    void aTierAlertsOnTheNewGenerationAtOnceWhereTheOldOneHasNoCounts() {
        BudgetSimulation simulation = new BudgetSimulation(OLD);
        simulation.edit(START + 10 * MINUTE, NEW);
        for (int minute = 10; minute < 13; minute++) {
            add(simulation, 2, minute, 50);
            simulation.runTo(START + (minute + 1) * MINUTE);
        }

        assertThat(simulation.signalLines(START))
                .startsWith("11 page-1h firing threshold", "11 ticket-3d firing threshold");
    }

    @Test
    void anAlertOfAnOldGroupIsResolvedWhenItsTierIsHandedOver() {
        SloDefinition grouped = SampleObjectives.groupedBy(OLD, "host");
        BudgetSimulation simulation = new BudgetSimulation(grouped, "host=a");
        for (int minute = 0; minute < 100; minute++) {
            if (minute == 10) {
                simulation.edit(START + 10 * MINUTE, NEW);
            }
            add(simulation, 1, minute, 50);
            simulation.runTo(START + (minute + 1) * MINUTE);
        }

        assertThat(simulation.signalLines(START).stream().filter(line -> line.contains("resolved")))
                .containsExactly("70 page-1h resolved definition_removed");
        simulation.runTo(START + 10 * MINUTE + 3 * DAY + HOUR);
        assertThat(simulation.signalLines(START)).anyMatch(line -> line.contains("ticket-3d resolved"));
    }
}
