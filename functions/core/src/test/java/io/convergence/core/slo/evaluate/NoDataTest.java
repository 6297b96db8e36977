package io.convergence.core.slo.evaluate;

import static io.convergence.core.slo.evaluate.SampleObjectives.DAY;
import static io.convergence.core.slo.evaluate.SampleObjectives.HOUR;
import static io.convergence.core.slo.evaluate.SampleObjectives.MINUTE;
import static io.convergence.core.slo.evaluate.SampleObjectives.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.core.slo.result.SloStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Silence: slices that count without an event, alerts that freeze, groups that end. */
class NoDataTest {
    private static final long START = 1_780_660_800_000L;
    private static final BurnTier ALERTS_ON_SILENCE =
            new BurnTier("silent-1h", Severity.CRITICAL, HOUR, 5 * MINUTE, 72, 5, Comparison.GT, 0, true);

    private static BudgetSimulation slices(BudgetingMethod method, NoDataPolicy noData, Period period, long bad) {
        BudgetSimulation simulation = new BudgetSimulation(SampleObjectives.definition(
                1,
                990_000,
                period,
                method,
                method == BudgetingMethod.TIMESLICES ? 990_000 : 0,
                5 * MINUTE,
                noData,
                PAGE));
        for (long minute = START; minute < START + HOUR; minute += MINUTE) {
            simulation.events(minute, 100 - bad, bad);
            simulation.runTo(minute + MINUTE);
        }
        return simulation;
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMESLICES", "RATIO_TIMESLICES"})
    void silenceThatCountsAsBadFiresAndBurnsTheBudget(BudgetingMethod method) {
        BudgetSimulation simulation = slices(method, NoDataPolicy.BAD, SampleObjectives.rolling(1, "d"), 0);
        simulation.runTo(START + 7 * HOUR);

        // Two bad slices of twelve are over 14.4 %.
        assertThat(simulation.signalLines(START)).startsWith("70 page-1h firing threshold");
        assertThat(simulation.signalLines(START)).noneMatch(line -> line.contains("no_data"));
        SloSnapshot last = simulation.snapshots.get(simulation.snapshots.size() - 1);
        assertThat(last.status()).isEqualTo(SloStatus.EXHAUSTED);
    }

    @Test
    void silenceThatCountsAsGoodResolvesAsRecovered() {
        BudgetSimulation simulation =
                slices(BudgetingMethod.TIMESLICES, NoDataPolicy.GOOD, SampleObjectives.rolling(30, "d"), 50);
        simulation.runTo(START + 3 * HOUR);

        assertThat(simulation.signalLines(START)).endsWith("65 page-1h resolved recovered");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void slicesWithoutAnEventStopCountingAfterAPeriodWithoutAnEventAndTheGroupEnds(boolean rolling) {
        Period period = rolling
                ? SampleObjectives.rolling(1, "d")
                : SampleObjectives.calendar(1, "d", "2026-06-01T00:00:00", "UTC");
        BudgetSimulation simulation = slices(BudgetingMethod.TIMESLICES, NoDataPolicy.BAD, period, 0);
        simulation.runTo(START + 120 * DAY);

        List<String> lines = simulation.signalLines(START);
        assertThat(lines.get(lines.size() - 2)).endsWith("page-1h resolved no_data");
        assertThat(lines.get(lines.size() - 1)).endsWith("end");
        assertThat(simulation.snapshots.get(simulation.snapshots.size() - 1).windowEnd())
                .isLessThan(START + 4 * DAY);
        assertThat(simulation.isForgotten()).isTrue();
    }

    @Test
    void aFiringGroupThatGoesSilentForEverResolvesAfterThreeDaysAtMost() {
        BurnTier fourDays = SampleObjectives.tier("ticket-4d", Severity.WARNING, 4 * DAY, 6 * HOUR, 1, 1, 0);
        BudgetSimulation simulation =
                new BudgetSimulation(SampleObjectives.occurrences(SampleObjectives.rolling(30, "d"), fourDays));
        simulation.events(START, 50, 50);
        simulation.runTo(START + 100 * DAY);

        List<String> lines = simulation.signalLines(START);
        assertThat(lines).contains("361 ticket-4d firing no_data_freeze");
        // Left edges of windows up to three days are aligned to five minutes.
        assertThat(lines.get(lines.size() - 2)).isEqualTo(3 * 1440 + 5 + " ticket-4d resolved no_data");
        assertThat(lines.get(lines.size() - 1)).isEqualTo(4 * 1440 + 5 + " end");
        assertThat(lines).hasSizeLessThan(1000);
        assertThat(simulation.isForgotten()).isTrue();
    }

    @Test
    void aTierThatAlertsWithoutDataFiresOnSilenceAndResolvesWithTheNextEvents() {
        BudgetSimulation simulation = new BudgetSimulation(
                SampleObjectives.occurrences(SampleObjectives.rolling(30, "d"), ALERTS_ON_SILENCE));
        simulation.events(START, 100, 0);
        simulation.runTo(START + 3 * HOUR);
        simulation.events(START + 3 * HOUR, 100, 0);
        simulation.runTo(START + 4 * HOUR);

        List<String> lines = simulation.signalLines(START);
        assertThat(lines).startsWith("61 silent-1h firing no_data").endsWith("181 silent-1h resolved recovered");
        assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.endsWith("firing no_data"));
    }

    @ParameterizedTest
    @EnumSource
    void aTierThatAlertsWithoutDataFiresOnceWhateverSlicesWithoutAnEventCountAs(NoDataPolicy noData) {
        BudgetSimulation simulation = new BudgetSimulation(SampleObjectives.definition(
                1,
                990_000,
                SampleObjectives.rolling(30, "d"),
                BudgetingMethod.TIMESLICES,
                990_000,
                5 * MINUTE,
                noData,
                ALERTS_ON_SILENCE));
        simulation.events(START, 100, 0);
        simulation.runTo(START + 3 * HOUR);

        assertThat(simulation.signalLines(START))
                .anyMatch(line -> line.endsWith("firing no_data"))
                .noneMatch(line -> line.contains("resolved"));
    }

    @Test
    void aTierThatAlertsWithoutDataKeepsABurnThatGoesSilentFiring() {
        BudgetSimulation simulation = new BudgetSimulation(
                SampleObjectives.occurrences(SampleObjectives.rolling(30, "d"), ALERTS_ON_SILENCE));
        simulation.events(START, 50, 50);
        simulation.runTo(START + 3 * HOUR);

        assertThat(simulation.signalLines(START))
                .startsWith("1 silent-1h firing threshold")
                .contains("6 silent-1h firing no_data_freeze")
                .noneMatch(line -> line.contains("resolved"));
    }

    @Test
    void aPeriodWithoutAnEventEndsTheAlertAndTheGroup() {
        BudgetSimulation simulation =
                new BudgetSimulation(SampleObjectives.occurrences(SampleObjectives.rolling(1, "d"), ALERTS_ON_SILENCE));
        simulation.events(START, 100, 0);
        simulation.runTo(START + 120 * DAY);

        List<String> lines = simulation.signalLines(START);
        assertThat(lines.get(lines.size() - 2)).endsWith("silent-1h resolved no_data");
        assertThat(lines.get(lines.size() - 1)).endsWith("end");
        assertThat(simulation.isForgotten()).isTrue();
    }
}
