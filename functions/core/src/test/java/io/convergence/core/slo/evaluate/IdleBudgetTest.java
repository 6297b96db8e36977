package io.convergence.core.slo.evaluate;

import static io.convergence.core.slo.evaluate.SampleObjectives.DAY;
import static io.convergence.core.slo.evaluate.SampleObjectives.HOUR;
import static io.convergence.core.slo.evaluate.SampleObjectives.MINUTE;
import static io.convergence.core.slo.evaluate.SampleObjectives.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.budget.PeriodCalendar;
import io.convergence.core.testing.PropertyTries;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;

@AddLifecycleHook(PropertyTries.class)
class IdleBudgetTest {
    private static final long START = 1_780_660_800_000L;
    private static final Period ROLLING = SampleObjectives.rolling(2, "h");
    private static final Period CALENDAR = SampleObjectives.calendar(1, "d", "2026-03-01T09:30:00", "America/New_York");

    @Property(tries = 10)
    void aBudgetIsIdleWhileNoWindowAndNoPeriodHoldsAnEvent(@ForAll boolean isCalendar, @ForAll long seed) {
        Random random = new Random(seed);
        Period period = isCalendar ? CALENDAR : ROLLING;
        BudgetSimulation simulation = new BudgetSimulation(SampleObjectives.occurrences(period, PAGE));
        TreeSet<Long> minutes = new TreeSet<>();
        for (long at = START; at < START + 5 * DAY; at += (1 + random.nextInt(40 * 60)) * MINUTE) {
            minutes.add(at);
        }
        for (long boundary = START + MINUTE; boundary < START + 7 * DAY; boundary += MINUTE) {
            if (minutes.contains(boundary - MINUTE)) {
                simulation.events(boundary - MINUTE, 1, 0);
                assertThat(simulation.isIdle()).isFalse();
            }
            simulation.runTo(boundary);
            Long last = minutes.lower(boundary);
            boolean isEmpty = last == null || last < firstHeld(period, boundary);
            assertThat(simulation.isIdle())
                    .describedAs("minute %d", (boundary - START) / MINUTE)
                    .isEqualTo(isEmpty);
        }
        assertThat(simulation.isForgotten()).isFalse();
    }

    /** Start of the earliest minute that the period or a window that ends at a boundary holds. */
    private static long firstHeld(Period period, long boundary) {
        long window = boundary - HOUR;
        return period.rolling()
                ? boundary - 2 * HOUR
                : Math.min(window, PeriodCalendar.of(period).at(boundary - 1).start());
    }

    @Example
    void anIdleBudgetStillEndsItsResolvedSignal() {
        BudgetSimulation simulation = new BudgetSimulation(SampleObjectives.occurrences(ROLLING, PAGE));
        simulation.events(START, 0, 60);
        simulation.runTo(START + 2 * HOUR);
        assertThat(simulation.isIdle()).isFalse();
        simulation.runTo(START + 2 * HOUR + MINUTE);
        assertThat(simulation.isIdle()).isTrue();
        assertThat(simulation.signalLines(START)).contains("61 page-1h resolved no_data");
        simulation.runTo(START + 61 * MINUTE + DAY);
        assertThat(simulation.signalLines(START)).contains(61 + DAY / MINUTE + " end");
    }
}
