package io.convergence.core.slo.evaluate;

import static io.convergence.core.slo.evaluate.SampleObjectives.DAY;
import static io.convergence.core.slo.evaluate.SampleObjectives.HOUR;
import static io.convergence.core.slo.evaluate.SampleObjectives.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.result.SloSnapshot;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slices against windows, periods and zones that are no multiple of them. */
class SliceAlignmentTest {
    private static final long START = 1_780_660_800_000L;

    private static SloDefinition timeslices(Period period, long sliceMillis, BurnTier... tiers) {
        return SampleObjectives.definition(
                1, 900_000, period, BudgetingMethod.TIMESLICES, 900_000, sliceMillis, NoDataPolicy.IGNORE, tiers);
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "3, 2", "4, 2", "12, 1", "20, 1"})
    void aShortWindowCountsEverySliceThatItTouches(int sliceMinutes, int slicesOfFiveMinutes) {
        BurnTier tier = SampleObjectives.tier("t", Severity.WARNING, 6 * HOUR, 30 * MINUTE, 1, 1, 0);
        BurnTier brief = SampleObjectives.tier("b", Severity.WARNING, HOUR, 5 * MINUTE, 1, 1, 0);
        SloDefinition slices = timeslices(SampleObjectives.rolling(1, "d"), sliceMinutes * MINUTE, tier, brief);
        BudgetSimulation simulation = new BudgetSimulation(slices);
        for (long minute = START; minute < START + 8 * HOUR; minute += MINUTE) {
            simulation.events(minute, 0, 1);
            simulation.runTo(minute + MINUTE);
        }

        // With nothing but bad slices every full window holds as many bad ones as there are.
        SloSnapshot last = simulation.snapshots.get(simulation.snapshots.size() - 1);
        assertThat(last.windows()).allSatisfy(window -> assertThat(window.bad()).isEqualTo(window.total()));
        assertThat(last.windows().get(0).total()).isEqualTo(slicesOfFiveMinutes);
    }

    @Test
    void aTierDoesNotFireBelowItsBurnRate() {
        // Every other slice of 20 minutes is bad: at most 2 of 3 in the long window, a burn rate of 6.7.
        BurnTier tier = SampleObjectives.tier("t", Severity.WARNING, 50 * MINUTE, 30 * MINUTE, 8, 1, 0);
        BudgetSimulation simulation =
                new BudgetSimulation(timeslices(SampleObjectives.rolling(1, "d"), 20 * MINUTE, tier));
        for (int i = 0; i < 30; i++) {
            int bad = i % 2;
            simulation.events(START + i * 20L * MINUTE, 1 - bad, bad);
            simulation.runTo(START + (i + 1) * 20L * MINUTE);
        }

        assertThat(simulation.signalLines(START)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void aRollingPeriodNeverHoldsMoreSlicesThanItsTotal(int days) {
        BudgetSimulation simulation = new BudgetSimulation(timeslices(SampleObjectives.rolling(days, "d"), MINUTE));
        for (long minute = START; minute < START + days * DAY + 2 * HOUR; minute += MINUTE) {
            simulation.events(minute, 0, 1);
            simulation.runTo(minute + MINUTE);
        }

        List<WindowCounts> full = simulation.snapshots.stream()
                .filter(row -> row.windowEnd() >= START + days * DAY)
                .map(SloSnapshot::period)
                .toList();
        assertThat(full)
                .hasSizeGreaterThan(100)
                .allSatisfy(period -> assertThat(period.bad()).isEqualTo(period.total()));
    }

    @Test
    void slicesOfTwoHoursStartWithTheDayOfTheirCalendar() {
        // Days start at 19:30 UTC, which is an hour and a half after a multiple of two hours.
        SloDefinition slices =
                timeslices(SampleObjectives.calendar(1, "d", "2020-01-01T01:00:00", "Asia/Kolkata"), 2 * HOUR);
        BudgetSimulation simulation = new BudgetSimulation(slices);
        long start = Instant.parse("2026-06-30T19:30:00Z").toEpochMilli();
        simulation.events(start - MINUTE, 0, 1);
        simulation.runTo(start);
        simulation.events(start + MINUTE, 1, 0);
        simulation.runTo(start + 2 * HOUR);

        SloSnapshot last = simulation.snapshots.get(simulation.snapshots.size() - 1);
        assertThat(last.periodStart()).isEqualTo(start);
        assertThat(last.period()).isEqualTo(new WindowCounts(DAY, 1, 0, 12));
    }

    @ParameterizedTest
    @CsvSource({"Asia/Kolkata, 2026-06-30T18:30:00Z", "Asia/Kathmandu, 2026-06-30T18:15:00Z"})
    void slicesOfAnHourStartWithTheMonthOfTheirZone(String zone, Instant month) {
        BudgetSimulation simulation =
                new BudgetSimulation(timeslices(SampleObjectives.calendar(1, "M", "2020-01-01T00:00:00", zone), HOUR));
        long start = month.toEpochMilli();
        simulation.events(start - 2 * MINUTE, 0, 1);
        simulation.runTo(start - MINUTE);
        simulation.events(start + 2 * MINUTE, 1, 0);
        simulation.runTo(start + 2 * HOUR);

        SloSnapshot last = simulation.snapshots.get(simulation.snapshots.size() - 1);
        assertThat(last.periodStart()).isEqualTo(start);
        assertThat(last.period()).isEqualTo(new WindowCounts(31 * DAY, 1, 0, 31 * 24));
        List<SloReport> june = simulation.reports.stream()
                .filter(report -> report.kind() == ReportKind.PERIOD)
                .toList();
        assertThat(june).singleElement().satisfies(report -> {
            assertThat(report.end()).isEqualTo(start);
            assertThat(report.counts()).isEqualTo(new WindowCounts(30 * DAY, 0, 1, 30 * 24));
        });
    }
}
