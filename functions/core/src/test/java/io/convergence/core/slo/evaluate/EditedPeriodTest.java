package io.convergence.core.slo.evaluate;

import static io.convergence.core.slo.evaluate.SampleObjectives.DAY;
import static io.convergence.core.slo.evaluate.SampleObjectives.HOUR;
import static io.convergence.core.slo.evaluate.SampleObjectives.MINUTE;
import static io.convergence.core.slo.evaluate.SampleObjectives.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.CountsGeneration;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.core.slo.result.SloStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Edits of the period and of the budgeting method of an objective that has counts. Every hour has 100 events, one bad. */
class EditedPeriodTest {
    private static final long START = Instant.parse("2026-06-05T12:00:00Z").toEpochMilli();
    private static final long MONDAY = Instant.parse("2026-06-08T00:00:00Z").toEpochMilli();
    private static final long JULY = Instant.parse("2026-07-01T00:00:00Z").toEpochMilli();
    private static final long CHUNK = 60 * HOUR;
    private static final SloDefinition WEEK =
            occurrences(SampleObjectives.calendar(1, "w", "2020-01-06T00:00:00", "UTC"));
    private static final SloDefinition MONTH =
            occurrences(SampleObjectives.calendar(1, "M", "2020-01-01T00:00:00", "UTC"));

    private static SloDefinition occurrences(Period period) {
        return SampleObjectives.occurrences(period);
    }

    private static SloDefinition rolling(int days) {
        return occurrences(SampleObjectives.rolling(days, "d"));
    }

    private static void hours(BudgetSimulation simulation, long from, long to) {
        for (long hour = from; hour < to; hour += HOUR) {
            simulation.events(hour, 99, 1);
            simulation.runTo(Math.min(to, hour + HOUR));
        }
    }

    private static SloSnapshot last(BudgetSimulation simulation) {
        return simulation.snapshots.get(simulation.snapshots.size() - 1);
    }

    private static List<SloReport> periods(BudgetSimulation simulation) {
        return simulation.reports.stream()
                .filter(report -> report.kind() == ReportKind.PERIOD)
                .toList();
    }

    @Test
    void aPeriodThatWasShorterMeanwhileHasNoHole() {
        BudgetSimulation simulation = new BudgetSimulation(rolling(10));
        long shorter = START + 10 * DAY;
        long again = shorter + 5 * DAY;
        hours(simulation, START, shorter);
        simulation.edit(shorter, rolling(4));
        hours(simulation, shorter, again);
        simulation.edit(again, rolling(10));
        hours(simulation, again, again + HOUR);

        // The shorter period kept 98 hours, and what else is in the first chunk of 60.
        long stored = Math.floorDiv(again - 98 * HOUR, CHUNK) * CHUNK;
        long counted = 100 * ((again + HOUR - stored) / HOUR);
        assertThat(last(simulation).period())
                .isEqualTo(new WindowCounts(10 * DAY, counted - counted / 100, counted / 100, counted));
        assertThat(last(simulation).countedFrom()).isEqualTo(stored);

        hours(simulation, again + HOUR, again + 10 * DAY);
        assertThat(last(simulation).period()).isEqualTo(new WindowCounts(10 * DAY, 23_760, 240, 24_000));
        assertThat(last(simulation).countedFrom()).isNull();
    }

    @Test
    void aShorterPeriodRemovesTheBucketsThatItDoesNotNeed() {
        BudgetSimulation simulation = new BudgetSimulation(rolling(30));
        hours(simulation, START, START + 20 * DAY);
        int before = simulation.memory.size();
        simulation.edit(START + 20 * DAY, rolling(4));
        hours(simulation, START + 20 * DAY, START + 20 * DAY + HOUR);

        assertThat(simulation.memory.size()).isLessThanOrEqualTo(before - 5);
    }

    @Test
    void aCalendarPeriodInPlaceOfARollingOneHasTheEventsSinceItsStart() {
        BudgetSimulation simulation = new BudgetSimulation(rolling(10));
        hours(simulation, START, MONDAY + 36 * HOUR);
        simulation.edit(MONDAY + 36 * HOUR, WEEK);
        hours(simulation, MONDAY + 36 * HOUR, MONDAY + 37 * HOUR);

        assertThat(last(simulation).periodStart()).isEqualTo(MONDAY);
        assertThat(last(simulation).period()).isEqualTo(new WindowCounts(7 * DAY, 37 * 99, 37, 3700));
        assertThat(last(simulation).countedFrom()).isNull();
    }

    @Test
    void anotherCalendarHasTheEventsSinceItsStart() {
        BudgetSimulation simulation = new BudgetSimulation(MONTH);
        hours(simulation, START, MONDAY + 36 * HOUR);
        simulation.edit(MONDAY + 36 * HOUR, WEEK);
        hours(simulation, MONDAY + 36 * HOUR, MONDAY + 37 * HOUR);
        assertThat(last(simulation).period()).isEqualTo(new WindowCounts(7 * DAY, 37 * 99, 37, 3700));

        simulation.edit(MONDAY + 37 * HOUR, MONTH);
        hours(simulation, MONDAY + 37 * HOUR, MONDAY + 38 * HOUR);
        assertThat(last(simulation).period().total()).isEqualTo(100 * (60 + 38));
    }

    @Test
    void aCalendarPeriodMayStartWithinAnHour() {
        SloDefinition day = occurrences(SampleObjectives.calendar(1, "d", "2020-01-01T00:00:00", "Asia/Kolkata"));
        BudgetSimulation simulation = new BudgetSimulation(rolling(10));
        long midnight = Instant.parse("2026-06-08T18:30:00Z").toEpochMilli();
        simulation.events(midnight - MINUTE, 0, 7);
        simulation.events(midnight, 5, 0);
        simulation.runTo(midnight + 10 * HOUR);
        simulation.edit(midnight + 10 * HOUR, day);
        simulation.events(midnight + 10 * HOUR, 1, 0);
        simulation.runTo(midnight + 10 * HOUR + MINUTE);

        assertThat(last(simulation).period()).isEqualTo(new WindowCounts(DAY, 6, 0, 6));
    }

    @Test
    void thePeriodInWhichTheCalendarChangedHasNoReport() {
        BudgetSimulation simulation = new BudgetSimulation(MONTH);
        hours(simulation, START, MONDAY + 36 * HOUR);
        simulation.edit(MONDAY + 36 * HOUR, WEEK);
        hours(simulation, MONDAY + 36 * HOUR, MONDAY + 15 * DAY);

        assertThat(periods(simulation)).singleElement().satisfies(week -> {
            assertThat(week.start()).isEqualTo(MONDAY + 7 * DAY);
            assertThat(week.events()).isEqualTo(7 * 24 * 100);
        });
    }

    @Test
    void aPeriodThatHadEndedBeforeItsCalendarChangedIsReportedWhole() {
        BudgetSimulation simulation = new BudgetSimulation(MONTH);
        hours(simulation, START, JULY - HOUR);
        simulation.events(JULY - 2 * MINUTE, 99, 1);
        simulation.runTo(JULY + 5 * MINUTE);
        simulation.edit(JULY + 5 * MINUTE, WEEK);
        simulation.events(JULY + 5 * MINUTE, 99, 1);
        simulation.runTo(JULY + DAY);

        assertThat(periods(simulation)).singleElement().satisfies(june -> {
            assertThat(june.end()).isEqualTo(JULY);
            assertThat(june.events()).isEqualTo(100 * (JULY - START) / HOUR);
        });
    }

    @Test
    void anotherMethodIsCountedFromItsOwnStart() {
        SloDefinition events = SampleObjectives.occurrences(SampleObjectives.rolling(30, "d"), PAGE);
        SloDefinition slices = SampleObjectives.definition(
                        1,
                        990_000,
                        events.period(),
                        BudgetingMethod.TIMESLICES,
                        999_000,
                        5 * MINUTE,
                        NoDataPolicy.IGNORE,
                        PAGE)
                .renumbered();
        BudgetSimulation simulation = new BudgetSimulation(events.renumbered());
        for (int minute = 0; minute < 120; minute++) {
            simulation.events(START + minute * MINUTE, 1000, 1);
            simulation.runTo(START + (minute + 1) * MINUTE);
        }
        simulation.edit(START + 2 * HOUR, slices);
        for (int minute = 120; minute < 150; minute++) {
            simulation.events(START + minute * MINUTE, 1000, 0);
            simulation.runTo(START + (minute + 1) * MINUTE);
        }

        assertThat(simulation.signals).isEmpty();
        assertThat(simulation.snapshots).extracting(SloSnapshot::status).doesNotContain(SloStatus.EXHAUSTED);
        assertThat(last(simulation).generation())
                .isNotEqualTo(CountsGeneration.ofSli(events.sli()))
                .isEqualTo(slices.generation());
        assertThat(last(simulation).period().bad()).isZero();
    }
}
