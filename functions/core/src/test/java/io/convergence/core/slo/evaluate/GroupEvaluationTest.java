package io.convergence.core.slo.evaluate;

import static io.convergence.core.slo.evaluate.SampleObjectives.DAY;
import static io.convergence.core.slo.evaluate.SampleObjectives.HOUR;
import static io.convergence.core.slo.evaluate.SampleObjectives.MINUTE;
import static io.convergence.core.slo.evaluate.SampleObjectives.PAGE;
import static io.convergence.core.slo.evaluate.SampleObjectives.TICKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.signal.Severity;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.match.EventCounts;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.match.LateEvents;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.result.AttributedCount;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.core.slo.result.SloStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GroupEvaluationTest {
    /** A Friday, 12:00 UTC. */
    private static final long START = 1_780_660_800_000L;

    private static final SloDefinition MONTH =
            SampleObjectives.occurrences(SampleObjectives.rolling(30, "d"), PAGE, TICKET);

    private static BudgetSimulation traffic(SloDefinition definition, int minutes, long good, long bad) {
        BudgetSimulation simulation = new BudgetSimulation(definition);
        traffic(simulation, 0, minutes, good, bad);
        return simulation;
    }

    private static void traffic(BudgetSimulation simulation, int from, int to, long good, long bad) {
        for (int minute = from; minute < to; minute++) {
            simulation.runTo(START + minute * MINUTE);
            simulation.events(START + minute * MINUTE, good, bad);
        }
        simulation.runTo(START + to * MINUTE);
    }

    /** The first minute whose snapshot has a roll-off-aware forecast when 2 % are bad from minute 600 on. */
    private static long firstRollOff(SloDefinition definition) {
        BudgetSimulation simulation = traffic(definition, 600, 100, 0);
        traffic(simulation, 600, 665, 98, 2);
        return simulation.snapshots.stream()
                .filter(row -> row.rollOffExhaustionMillis() != null)
                .mapToLong(row -> (row.windowEnd() - START) / MINUTE)
                .findFirst()
                .orElseThrow();
    }

    private static SloSnapshot last(BudgetSimulation simulation) {
        return simulation.snapshots.get(simulation.snapshots.size() - 1);
    }

    @Test
    void aTierFiresAtTheFirstMinuteOverItsFactorInBothWindowsAndResolvesWhenTheShortOneIsNot() {
        BudgetSimulation simulation = traffic(MONTH, 60, 100, 0);
        traffic(simulation, 60, 70, 50, 50);
        traffic(simulation, 70, 90, 100, 0);

        // Ten minutes of 50 % are 500 of the hour's 6,000 events, 8.3 %, which is below 14.4 %. In six hours 50 bad
        // events of
        // 6,100 are below 1 %, and 100 of 6,200 are not.
        assertThat(simulation.signalLines(START))
                .contains("62 ticket-3d firing threshold")
                .noneMatch(line -> line.contains("page-1h"));
        traffic(simulation, 90, 110, 0, 100);
        traffic(simulation, 110, 140, 100, 0);
        assertThat(simulation.signalLines(START).stream().filter(line -> line.contains("page-1h")))
                .containsExactly(
                        "94 page-1h firing threshold",
                        "99 page-1h firing threshold",
                        "104 page-1h firing threshold",
                        "109 page-1h firing threshold",
                        "114 page-1h firing threshold",
                        "115 page-1h resolved recovered");
    }

    @Test
    void aTierWithAHoldFiresAfterItHasBeenOverForThatLong() {
        SloDefinition withHold = SampleObjectives.occurrences(
                SampleObjectives.rolling(30, "d"),
                SampleObjectives.tier("page-1h", Severity.CRITICAL, HOUR, 5 * MINUTE, 14, 1, 2 * MINUTE));
        BudgetSimulation simulation = traffic(withHold, 10, 50, 50);

        assertThat(simulation.signalLines(START).get(0)).isEqualTo("3 page-1h firing threshold");
    }

    @Test
    void aTierDoesNotFireOnTooFewEventsOrTooFewBadOnes() {
        assertThat(traffic(MONTH, 1, 47, 2).signalLines(START)).isEmpty();
        assertThat(traffic(MONTH, 1, 48, 2).signalLines(START)).contains("1 ticket-3d firing threshold");
        assertThat(traffic(MONTH, 1, 50, 1).signalLines(START)).isEmpty();
    }

    @Test
    void theRollOffForecastIsComputedPerBucketOfThePeriodAndEveryFifthMinuteWhileATierBurns() {
        BurnTier any = SampleObjectives.tier("ticket-1h", Severity.WARNING, HOUR, 5 * MINUTE, 1, 1, 0);

        assertThat(firstRollOff(SampleObjectives.occurrences(SampleObjectives.rolling(30, "d"))))
                .isEqualTo(660);
        assertThat(firstRollOff(SampleObjectives.occurrences(SampleObjectives.rolling(30, "d"), any)))
                .isEqualTo(635);
    }

    @Test
    void silenceEmitsOneFreezeAndKeepsRepeatingUntilTheNextEvent() {
        BudgetSimulation simulation =
                traffic(SampleObjectives.occurrences(SampleObjectives.rolling(30, "d"), PAGE), 4, 50, 50);
        simulation.runTo(START + 20 * MINUTE);
        traffic(simulation, 30, 31, 100, 0);

        assertThat(simulation.signalLines(START))
                .containsExactly(
                        "1 page-1h firing threshold",
                        "6 page-1h firing threshold",
                        "9 page-1h firing no_data_freeze",
                        "11 page-1h firing threshold",
                        "16 page-1h firing threshold",
                        "21 page-1h firing threshold",
                        "26 page-1h firing threshold",
                        "31 page-1h resolved recovered");
    }

    @Test
    void aFrozenTierIsResolvedAsNoDataOnceItsLongWindowIsSilent() {
        BudgetSimulation simulation =
                traffic(SampleObjectives.occurrences(SampleObjectives.rolling(1, "h"), PAGE), 4, 50, 50);
        simulation.runTo(START + 63 * MINUTE);

        assertThat(simulation.signalLines(START)).noneMatch(line -> line.contains("resolved"));
        simulation.runTo(START + 3 * HOUR);
        assertThat(simulation.signalLines(START)).endsWith("64 page-1h resolved no_data");
        assertThat(last(simulation).status()).isEqualTo(SloStatus.NO_DATA);
    }

    @Test
    void aResolvedTierEmitsItsTombstoneADayLater() {
        BudgetSimulation simulation =
                traffic(SampleObjectives.occurrences(SampleObjectives.rolling(1, "d"), PAGE), 2, 50, 50);
        traffic(simulation, 2, 9, 100, 0);
        simulation.runTo(START + 3 * DAY);

        assertThat(simulation.signalLines(START)).contains("6 page-1h resolved recovered", (6 + 1440) + " end");
    }

    @Test
    void aRemovalResolvesFiringTiersAndDropsTheState() {
        BudgetSimulation simulation = traffic(MONTH, 4, 50, 50);
        simulation.remove(START + 6 * MINUTE);
        simulation.runTo(START + 8 * MINUTE);

        assertThat(simulation.signalLines(START))
                .contains("6 page-1h resolved definition_removed", "6 ticket-3d resolved definition_removed");
        simulation.runTo(START + 2 * DAY);
        assertThat(simulation.isForgotten()).isTrue();
    }

    @Test
    void anEditOfTheTargetKeepsTheCountsAndRaisesTheRevision() {
        BudgetSimulation simulation = traffic(MONTH, 10, 99, 1);
        simulation.edit(START + 11 * MINUTE, SampleObjectives.withTarget(MONTH, 900_000));
        traffic(simulation, 10, 12, 99, 1);

        SloSnapshot row = last(simulation);
        assertThat(row.period()).isEqualTo(new WindowCounts(30 * DAY, 1188, 12, 1200));
        assertThat(row.targetPpm()).isEqualTo(900_000);
        assertThat(row.revision()).isEqualTo(1);
        assertThat(Objects.requireNonNull(simulation.rows().get(List.of(START + 10 * MINUTE, 1L)))
                        .revision())
                .isZero();
    }

    @Test
    void anEditOfTheSliCountsFromItsOwnStartWhileTheOldGenerationAlerts() {
        SloDefinition old = SampleObjectives.occurrences(SampleObjectives.rolling(30, "d"), PAGE);
        SloDefinition edited = SampleObjectives.withGeneration(old, 2);
        BudgetSimulation simulation = traffic(old, 10, 50, 50);
        simulation.edit(START + 10 * MINUTE, edited);
        traffic(simulation, 10, 100, 50, 50);

        // The new generation covers an hour at minute 70. The alert is handed over with its episode.
        assertThat(simulation.signalLines(START)).noneMatch(line -> line.contains("resolved"));
        assertThat(simulation.signals.stream()
                        .map(update -> Objects.requireNonNull(update.signal()).episode())
                        .distinct())
                .containsExactly(START + MINUTE);
        assertThat(simulation.rows().keySet().stream().filter(key -> key.get(1) == 1L))
                .hasSize(69);
        assertThat(last(simulation).generation()).isEqualTo(2);
        assertThat(last(simulation).period().total()).isEqualTo(9_000);
        traffic(simulation, 100, 106, 100, 0);
        assertThat(simulation.signalLines(START)).contains("104 page-1h resolved recovered");
    }

    @Test
    void anEditOfTheSliDuringSilenceFreezesAndResolvesOnlyForTheSilence() {
        SloDefinition old = SampleObjectives.occurrences(SampleObjectives.rolling(30, "d"), PAGE);
        BudgetSimulation simulation = traffic(old, 10, 50, 50);
        simulation.edit(START + 11 * MINUTE, SampleObjectives.withGeneration(old, 2));
        simulation.runTo(START + 3 * HOUR);

        assertThat(simulation.signalLines(START).stream().filter(line -> line.contains("freeze")))
                .hasSize(1);
        // The long window is silent a minute before the new generation, which has no event, takes over.
        assertThat(simulation.signalLines(START).stream().filter(line -> line.contains("resolved")))
                .containsExactly("70 page-1h resolved no_data");
    }

    @Test
    void lateEventsRestateRowsAndFireWithReasonRestated() {
        SloDefinition definition = SampleObjectives.occurrences(SampleObjectives.rolling(30, "d"), PAGE);
        BudgetSimulation simulation = traffic(definition, 5, 100, 0);
        simulation.late(START + 3 * MINUTE, 0, 400, START + 6 * MINUTE);
        simulation.runTo(START + 6 * MINUTE);

        assertThat(simulation.signalLines(START)).containsExactly("6 page-1h firing restated");
        assertThat(simulation.rows().get(List.of(START + 4 * MINUTE, 1L)))
                .satisfies(row -> assertThat(row.period().bad()).isEqualTo(400))
                .satisfies(row -> assertThat(row.revision()).isEqualTo(1));
        assertThat(Objects.requireNonNull(simulation.rows().get(List.of(START + 3 * MINUTE, 1L)))
                        .revision())
                .isZero();
    }

    @Test
    void aBoundaryThatIsNotAfterTheLastEvaluatedOneIsRejected() {
        BudgetSimulation simulation = traffic(MONTH, 5, 100, 0);

        for (int minute : List.of(4, 5)) {
            assertThatThrownBy(() -> simulation.evaluate(START + minute * MINUTE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not after the evaluated one");
        }
    }

    @Test
    void anUnstampedPartialOfAFinalMinuteChangesNoCountAndIsTooLate() {
        BudgetSimulation simulation = traffic(MONTH, 60, 99, 1);
        simulation.add(1, START + 10 * MINUTE, GroupPartial.ON_TIME, BudgetSimulation.counts(3, 2));
        simulation.runTo(START + 61 * MINUTE);

        assertThat(last(simulation).period()).isEqualTo(new WindowCounts(30 * DAY, 60 * 99, 60, 6_000));
        assertThat(simulation.tooLate)
                .containsExactly(new LateEvents("acme", "availability", "", START + 10 * MINUTE, 3, 2));
        simulation.runTo(START + DAY);
        SloReport day = simulation.reports.get(0);
        assertThat(day.events()).isEqualTo(6_000);
        assertThat(day.counts().total()).isEqualTo(6_000);
    }

    @Test
    void slicesAreGoodOrBadAndTheTotalIsEverySliceOfThePeriod() {
        SloDefinition slices = SampleObjectives.definition(
                1,
                950_000,
                SampleObjectives.rolling(7, "d"),
                BudgetingMethod.TIMESLICES,
                900_000,
                MINUTE,
                NoDataPolicy.IGNORE);
        BudgetSimulation simulation = traffic(slices, 57, 9, 1);
        traffic(simulation, 57, 60, 8, 2);

        assertThat(last(simulation).period()).isEqualTo(new WindowCounts(7 * DAY, 57, 3, 10_080));
        assertThat(last(simulation).observed()).isEqualTo(60);
    }

    @Test
    void coverageBelowTheFloorIsNoDataAndFreezesAlerts() {
        SloDefinition slices = SampleObjectives.definition(
                1,
                990_000,
                SampleObjectives.rolling(7, "d"),
                BudgetingMethod.TIMESLICES,
                990_000,
                MINUTE,
                NoDataPolicy.IGNORE,
                PAGE);
        BudgetSimulation simulation = traffic(slices, 60, 50, 50);
        assertThat(simulation.signalLines(START)).contains("9 page-1h firing threshold");
        traffic(simulation, 61, 62, 100, 0);

        // Four of the last five slices were observed: 0.8.
        assertThat(simulation.signalLines(START)).contains("61 page-1h firing no_data_freeze");
        simulation.runTo(START + 75 * MINUTE);
        assertThat(last(simulation).status()).isEqualTo(SloStatus.NO_DATA);
        assertThat(simulation.signalLines(START)).noneMatch(line -> line.contains("resolved"));
    }

    @Test
    void slicesWithoutAnEventCountByTheNoDataPolicy() {
        for (NoDataPolicy policy : List.of(NoDataPolicy.GOOD, NoDataPolicy.BAD)) {
            SloDefinition slices = SampleObjectives.definition(
                    1,
                    990_000,
                    SampleObjectives.rolling(1, "d"),
                    BudgetingMethod.TIMESLICES,
                    990_000,
                    5 * MINUTE,
                    policy);
            BudgetSimulation simulation = traffic(slices, 1, 100, 0);
            simulation.runTo(START + HOUR);

            WindowCounts period = last(simulation).period();
            assertThat(period.good()).isEqualTo(policy == NoDataPolicy.GOOD ? 12 : 1);
            assertThat(period.bad()).isEqualTo(policy == NoDataPolicy.GOOD ? 0 : 11);
        }
    }

    @Test
    void ratioTimeslicesCountBillionthsOfEachSlice() {
        SloDefinition slices = SampleObjectives.definition(
                1,
                990_000,
                SampleObjectives.rolling(1, "d"),
                BudgetingMethod.RATIO_TIMESLICES,
                0,
                MINUTE,
                NoDataPolicy.IGNORE);
        BudgetSimulation simulation = traffic(slices, 1, 2, 1);
        traffic(simulation, 1, 2, 1_000, 0);

        assertThat(last(simulation).period())
                .isEqualTo(new WindowCounts(DAY, 1_666_666_667L, 333_333_333L, 2_000_000_000L));
    }

    @Test
    void aJointMinuteCountsResultsWhenItHasTooFewViews() {
        SloDefinition joint = SampleObjectives.joint(SampleObjectives.rolling(1, "d"));
        BudgetSimulation simulation = new BudgetSimulation(joint);
        EventCounts few = BudgetSimulation.counts(10, 9).events();
        EventCounts enough = BudgetSimulation.counts(10, 10).events();
        EventCounts results = BudgetSimulation.counts(3, 1).events();
        simulation.add(1, START, GroupPartial.ON_TIME, new MinuteCounts(few, results));
        simulation.add(1, START + MINUTE, GroupPartial.ON_TIME, new MinuteCounts(enough, results));
        simulation.runTo(START + 2 * MINUTE);

        assertThat(last(simulation).period()).isEqualTo(new WindowCounts(DAY, 13, 11, 24));
        assertThat(last(simulation).fallback()).isEqualTo(4);
        // With a late view the first minute has enough views.
        simulation.add(1, START, START + 3 * MINUTE, BudgetSimulation.counts(1, 0));
        simulation.runTo(START + 3 * MINUTE);
        assertThat(last(simulation).period()).isEqualTo(new WindowCounts(DAY, 21, 19, 40));
        assertThat(last(simulation).fallback()).isZero();
    }

    @Test
    void aJointMinuteWithTooFewViewsAndNoResultCountsItsViews() {
        BudgetSimulation simulation = traffic(SampleObjectives.joint(SampleObjectives.rolling(1, "d")), 3, 0, 19);

        assertThat(last(simulation).period()).isEqualTo(new WindowCounts(DAY, 0, 57, 57));
        assertThat(last(simulation).fallback()).isZero();
    }

    @Test
    void calendarWeeksFollowTheirZoneThroughDaylightSaving() {
        // Weeks start on Saturday at noon in New York. The week in which daylight saving ends has 169 hours.
        SloDefinition weekly = SampleObjectives.definition(
                1,
                999_000,
                SampleObjectives.calendar(1, "w", "2022-01-01T12:00:00", "America/New_York"),
                BudgetingMethod.TIMESLICES,
                990_000,
                MINUTE,
                NoDataPolicy.IGNORE);
        BudgetSimulation simulation = new BudgetSimulation(weekly);
        long end = Instant.parse("2026-11-07T17:00:00Z").toEpochMilli();
        simulation.events(end - MINUTE, 0, 1);
        simulation.runTo(end);
        assertThat(last(simulation).period()).isEqualTo(new WindowCounts(169 * HOUR, 0, 1, 10_140));
        simulation.events(end, 1, 0);
        simulation.runTo(end + MINUTE);

        assertThat(last(simulation).periodStart()).isEqualTo(end);
        assertThat(last(simulation).period()).isEqualTo(new WindowCounts(168 * HOUR, 1, 0, 10_080));
        simulation.runTo(end + 11 * MINUTE);
        assertThat(simulation.reports)
                .singleElement()
                .satisfies(report -> assertThat(report.kind()).isEqualTo(ReportKind.PERIOD))
                .satisfies(report -> assertThat(report.end() - report.start()).isEqualTo(169 * HOUR));
    }

    @Test
    void reportsSumUpAndAttributeEveryBadEvent() {
        BudgetSimulation simulation = traffic(MONTH, 30, 90, 10);
        long midnight = START + 12 * HOUR;
        simulation.events(midnight - MINUTE, 0, 3);
        simulation.events(midnight, 50, 7);
        simulation.runTo(START + 60 * DAY);

        assertThat(simulation.reports.stream().map(SloReport::kind))
                .containsExactly(ReportKind.DAY, ReportKind.DAY, ReportKind.WEEK, ReportKind.MONTH, ReportKind.QUARTER);
        SloReport day = simulation.reports.get(0);
        assertThat(day.end()).isEqualTo(midnight);
        assertThat(day.counts()).isEqualTo(new WindowCounts(DAY, 2_700, 303, 3_003));
        assertThat(day.breachMinutes()).isEqualTo(31);
        assertThat(day.observedMinutes()).isEqualTo(31);
        assertThat(day.worstBurnBad()).isEqualTo(3);
        assertThat(day.worstBurnAt()).isEqualTo(midnight);
        for (SloReport report : simulation.reports) {
            for (String dimension : List.of("page", "host", "browser")) {
                assertThat(report.attribution().stream()
                                .filter(part -> part.dimension().equals(dimension))
                                .mapToLong(AttributedCount::bad)
                                .sum())
                        .isEqualTo(report.badEvents());
            }
        }
        // Four pages are kept; all others are counted as (other).
        assertThat(day.attribution().stream().filter(part -> part.dimension().equals("page")))
                .hasSize(5)
                .anyMatch(part -> part.value().equals("(other)"));
        assertThat(simulation.reports.get(2).badEvents()).isEqualTo(310);
    }

    @Test
    void aReportUsesTheTargetInForceAtTheEndOfItsSpan() {
        BudgetSimulation simulation = new BudgetSimulation(MONTH);
        long midnight = START + 12 * HOUR;
        simulation.events(midnight - MINUTE, 90, 10);
        simulation.runTo(midnight);
        // The day is closed ten minutes after its end, when the new target has been in force for eight.
        simulation.edit(midnight + 2 * MINUTE, SampleObjectives.withTarget(MONTH, 800_000));
        simulation.runTo(midnight + HOUR);

        SloReport day = simulation.reports.get(0);
        assertThat(day.end()).isEqualTo(midnight);
        assertThat(day.targetPpm()).isEqualTo(990_000);
        assertThat(day.breachMinutes()).isEqualTo(1);
    }

    @Test
    void noStateIsLeftAfterTheLastWindowIsEmpty() {
        BudgetSimulation simulation = traffic(MONTH, 90, 90, 0);
        simulation.runTo(START + 200 * DAY);

        assertThat(simulation.isForgotten()).isTrue();
    }

    @Test
    void signalsCarryTheirTierAndItsWindowCounts() {
        SloDefinition grouped = MONTH;
        BudgetSimulation simulation = traffic(grouped, 2, 50, 50);
        Signal signal = Objects.requireNonNull(simulation.signals.get(0).signal());

        assertThat(signal.dedupKey()).isEqualTo("acme/slo.burn_rate/availability/page-1h");
        assertThat(signal.status()).isEqualTo(SignalStatus.FIRING);
        assertThat(signal.reason()).isEqualTo(SignalReason.THRESHOLD);
        assertThat(Objects.requireNonNull(signal.burn()).longWindow()).isEqualTo(new WindowCounts(HOUR, 50, 50, 100));
    }
}
