package io.convergence.core.slo.evaluate;

import static io.convergence.core.slo.evaluate.SampleObjectives.DAY;
import static io.convergence.core.slo.evaluate.SampleObjectives.HOUR;
import static io.convergence.core.slo.evaluate.SampleObjectives.MINUTE;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.budget.PeriodCalendar;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.match.EventCounts;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.core.slo.window.WindowPlan;
import io.convergence.core.testing.PropertyTries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Comparison of the running sums with a recount at every boundary, and of late or early events with those in order. */
@AddLifecycleHook(PropertyTries.class)
class GroupEvaluationPropertyTest {
    private static final long START = 1_780_660_800_000L;

    private static final List<Period> PERIODS = List.of(
            SampleObjectives.rolling(1, "h"),
            SampleObjectives.rolling(7, "h"),
            SampleObjectives.rolling(2, "d"),
            SampleObjectives.rolling(5, "d"),
            SampleObjectives.calendar(1, "d", "2026-03-01T09:30:00", "America/New_York"),
            SampleObjectives.calendar(1, "w", "2022-01-01T12:00:00", "Asia/Kolkata"));

    private record Events(long minute, long good, long bad, long appliesAt) {}

    /** Good and bad events up to the end of a minute. */
    private record RunningTotal(long good, long bad) {}

    @Property(tries = 20)
    void everySnapshotEqualsARecountAndThereIsOneWhereverACountChanges(
            @ForAll @IntRange(max = 5) int period, @ForAll long seed) {
        Random random = new Random(seed);
        SloDefinition definition = SampleObjectives.occurrences(PERIODS.get(period), tiers(PERIODS.get(period)));
        List<Events> events = onTime(random, 6 * DAY);
        BudgetSimulation simulation = new BudgetSimulation(definition);
        deliver(simulation, events);
        simulation.runTo(START + 8 * DAY);

        NavigableMap<Long, RunningTotal> totals = totals(events);
        Map<List<Long>, SloSnapshot> rows = simulation.rows();
        assertThat(rows.values())
                .allSatisfy(row -> assertThat(counts(row)).isEqualTo(recount(definition, totals, row.windowEnd())));
        List<Long> changes = new ArrayList<>();
        List<WindowCounts> before = recount(definition, totals, START);
        for (long boundary = START + MINUTE; boundary <= START + 8 * DAY; boundary += MINUTE) {
            List<WindowCounts> now = recount(definition, totals, boundary);
            if (!sameCounts(before, now)) {
                changes.add(boundary);
            }
            before = now;
        }
        Set<Long> boundaries = rows.keySet().stream().map(key -> key.get(0)).collect(toSet());
        assertThat(changes).allMatch(boundaries::contains);
        assertThat(simulation.snapshots).hasSameSizeAs(rows.values());
    }

    @Property(tries = 20)
    void lateEventsGiveTheSameRowsAndReportsExceptForTheRevision(
            @ForAll @IntRange(max = 5) int period, @ForAll long seed) {
        Random random = new Random(seed);
        SloDefinition definition = SampleObjectives.occurrences(PERIODS.get(period), tiers(PERIODS.get(period)));
        List<Events> events = onTime(random, DAY + 3 * HOUR);
        BudgetSimulation inOrder = new BudgetSimulation(definition);
        deliver(inOrder, events);
        BudgetSimulation late = new BudgetSimulation(definition);
        deliver(late, someLate(random, events));
        inOrder.runTo(START + 9 * DAY);
        late.runTo(START + 9 * DAY);

        assertThat(difference(withoutRepetitions(late, inOrder), withoutRevisions(inOrder)))
                .isEmpty();
        assertThat(late.reports).isEqualTo(inOrder.reports);
    }

    @Property(tries = 20)
    void lateEventsGiveTheSameRowsOfSlices(
            @ForAll @IntRange(max = 2) int minutes,
            @ForAll boolean ratio,
            @ForAll NoDataPolicy noData,
            @ForAll long seed) {
        Random random = new Random(seed);
        long slice = List.of(1, 5, 15).get(minutes) * MINUTE;
        SloDefinition definition = SampleObjectives.definition(
                1,
                990_000,
                SampleObjectives.rolling(2, "d"),
                ratio ? BudgetingMethod.RATIO_TIMESLICES : BudgetingMethod.TIMESLICES,
                ratio ? 0 : 950_000,
                slice,
                noData,
                SampleObjectives.tier("t", Severity.WARNING, 6 * HOUR, 30 * MINUTE, 3, 1, 0));
        List<Events> events = onTime(random, 12 * HOUR);
        BudgetSimulation inOrder = new BudgetSimulation(definition);
        deliver(inOrder, events);
        BudgetSimulation late = new BudgetSimulation(definition);
        deliver(late, someLate(random, events));
        inOrder.runTo(START + 4 * DAY);
        late.runTo(START + 4 * DAY);

        assertThat(difference(withoutRepetitions(late, inOrder), withoutRevisions(inOrder)))
                .isEmpty();
        assertThat(late.reports).isEqualTo(inOrder.reports);
    }

    @Property(tries = 60)
    void eventsReadAheadOfEditsGiveTheSameRowsSignalsAndReports(@ForAll long seed) {
        Random random = new Random(seed);
        Period period = SampleObjectives.rolling(1, "h");
        SloDefinition first = SampleObjectives.occurrences(period, tiers(period));
        BudgetSimulation inOrder = new BudgetSimulation(first);
        BudgetSimulation ahead = new BudgetSimulation(first);
        for (int edit = 5 + random.nextInt(20); edit < 300; edit += 1 + random.nextInt(80)) {
            long from = START + edit * MINUTE;
            int generation = random.nextInt(4);
            for (BudgetSimulation each : List.of(inOrder, ahead)) {
                if (generation == 0) {
                    each.remove(from);
                } else {
                    each.edit(from, SampleObjectives.withGeneration(first, generation));
                }
            }
        }
        long read = START;
        long last = START + 399 * MINUTE;
        for (long minute = START; minute <= last; minute += MINUTE) {
            long until = Math.min(last, minute + random.nextInt(100) * MINUTE);
            for (; read <= until; read += MINUTE) {
                events(new Random(seed + read), ahead, read);
            }
            events(new Random(seed + minute), inOrder, minute);
            inOrder.runTo(minute + MINUTE);
            ahead.runTo(minute + MINUTE);
        }
        inOrder.runTo(START + 9 * DAY);
        ahead.runTo(START + 9 * DAY);

        assertThat(difference(sorted(ahead), sorted(inOrder))).isEmpty();
        assertThat(ahead.signals).isEqualTo(inOrder.signals);
        assertThat(ahead.reports).containsExactlyInAnyOrderElementsOf(inOrder.reports);
    }

    @Property(tries = 10)
    void jointMinutesReadAheadOrInLatePartsGiveTheSameRowsAndReports(
            @ForAll @IntRange(max = 5) int period, @ForAll long seed) {
        Random random = new Random(seed);
        SloDefinition definition = SampleObjectives.joint(PERIODS.get(period), tiers(PERIODS.get(period)));
        BudgetSimulation inOrder = new BudgetSimulation(definition);
        BudgetSimulation ahead = new BudgetSimulation(definition);
        BudgetSimulation late = new BudgetSimulation(definition);
        long read = START;
        long last = START + (200 + random.nextInt(900)) * MINUTE;
        for (long minute = START; minute <= last; minute += MINUTE) {
            long until = Math.min(last, minute + random.nextInt(100) * MINUTE);
            for (; read <= until; read += MINUTE) {
                joint(new Random(seed + read), ahead, read, Long.MIN_VALUE);
            }
            joint(new Random(seed + minute), inOrder, minute, Long.MIN_VALUE);
            joint(new Random(seed + minute), late, minute, minute + (2 + random.nextInt(9)) * MINUTE);
            inOrder.runTo(minute + MINUTE);
            ahead.runTo(minute + MINUTE);
            late.runTo(minute + MINUTE);
        }
        inOrder.runTo(START + 20 * DAY);
        ahead.runTo(START + 20 * DAY);
        late.runTo(START + 20 * DAY);

        assertThat(inOrder.snapshots).isNotEmpty();
        assertThat(difference(ahead.snapshots, inOrder.snapshots)).isEmpty();
        assertThat(ahead.signals).isEqualTo(inOrder.signals);
        assertThat(ahead.reports).isEqualTo(inOrder.reports);
        assertThat(difference(withoutRepetitions(late, inOrder), withoutRevisions(inOrder)))
                .isEmpty();
        assertThat(late.reports).isEqualTo(inOrder.reports);
        assertThat(inOrder.memory.firstMinute(1, Long.MIN_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(late.memory.firstMinute(1, Long.MIN_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    /** All snapshots of a run, by boundary and generation. */
    private static List<SloSnapshot> sorted(BudgetSimulation run) {
        return run.snapshots.stream()
                .sorted(Comparator.comparingLong(SloSnapshot::windowEnd).thenComparingLong(SloSnapshot::generation))
                .toList();
    }

    /**
     * The rows of a run, without those that the other run lacks and whose counts equal those of the row before: a late
     * view can change the count of a minute back to the one that has just left the window.
     */
    private static List<SloSnapshot> withoutRepetitions(BudgetSimulation run, BudgetSimulation other) {
        Map<List<Long>, SloSnapshot> others = other.rows();
        List<SloSnapshot> rows = new ArrayList<>();
        for (SloSnapshot row : withoutRevisions(run)) {
            boolean repeats = !others.containsKey(List.of(row.windowEnd(), row.generation()))
                    && !rows.isEmpty()
                    && sameCounts(counts(row), counts(rows.get(rows.size() - 1)));
            if (!repeats) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Adds a minute of few views and sometimes a result, in two parts, the second of which may be late. */
    private static void joint(Random random, BudgetSimulation simulation, long minute, long appliesAt) {
        if (random.nextInt(8) > 0 && (minute - START) / MINUTE % 400 > 90) {
            return;
        }
        for (long at : new long[] {Long.MIN_VALUE, appliesAt}) {
            EventCounts views = BudgetSimulation.counts(random.nextInt(16), random.nextInt(3))
                    .events();
            EventCounts results = random.nextInt(4) == 0
                    ? BudgetSimulation.counts(random.nextInt(2), random.nextInt(2))
                            .events()
                    : new EventCounts();
            if (views.total() + results.total() > 0) {
                simulation.add(1, minute, at, new MinuteCounts(views, results));
            }
        }
    }

    private static void events(Random random, BudgetSimulation simulation, long minute) {
        if (random.nextInt(4) > 0) {
            simulation.events(minute, 1 + random.nextInt(40), random.nextInt(3) == 0 ? random.nextInt(12) : 0);
        }
    }

    /** The same events, a third of them up to ten minutes late, in order of arrival. */
    private static List<Events> someLate(Random random, List<Events> events) {
        List<Events> some = new ArrayList<>();
        for (Events each : events) {
            long overdue = random.nextInt(3) == 0 ? 1 + random.nextInt(10) : 0;
            long closes = each.minute() + MINUTE;
            some.add(new Events(
                    each.minute(), each.good(), each.bad(), overdue == 0 ? Long.MIN_VALUE : closes + overdue * MINUTE));
        }
        some.sort(Comparator.comparingLong(
                each -> each.appliesAt() == Long.MIN_VALUE ? each.minute() : each.appliesAt() - MINUTE));
        return some;
    }

    /** The first rows in which two runs differ, as text; empty when they are equal. */
    private static String difference(List<SloSnapshot> some, List<SloSnapshot> others) {
        for (int i = 0; i < Math.max(some.size(), others.size()); i++) {
            SloSnapshot one = i < some.size() ? some.get(i) : null;
            SloSnapshot other = i < others.size() ? others.get(i) : null;
            if (one == null || !one.equals(other)) {
                return one + "\n" + other;
            }
        }
        return "";
    }

    private static void deliver(BudgetSimulation simulation, List<Events> events) {
        for (Events each : events) {
            if (each.appliesAt() == Long.MIN_VALUE) {
                simulation.runTo(each.minute());
                simulation.events(each.minute(), each.good(), each.bad());
            } else {
                simulation.runTo(each.appliesAt() - MINUTE);
                simulation.late(each.minute(), each.good(), each.bad(), each.appliesAt());
            }
        }
    }

    private static List<SloSnapshot> withoutRevisions(BudgetSimulation simulation) {
        return simulation.rows().values().stream()
                .map(row -> new SloSnapshot(
                        row.tenant(),
                        row.slo(),
                        row.generation(),
                        row.group(),
                        row.windowEnd(),
                        row.targetPpm(),
                        row.method(),
                        row.periodStart(),
                        row.periodMillis(),
                        row.countedFrom(),
                        row.period(),
                        row.windows(),
                        row.observed(),
                        row.expected(),
                        row.fallback(),
                        row.status(),
                        row.coldStart(),
                        row.burnWindowMillis(),
                        row.exhaustionMillis(),
                        row.rollOffExhaustionMillis(),
                        0))
                .toList();
    }

    /** Bursts of traffic with silences of up to a day between them. */
    private static List<Events> onTime(Random random, long length) {
        List<Events> events = new ArrayList<>();
        long minute = START;
        while (minute < START + length) {
            int burst = 1 + random.nextInt(90);
            for (int i = 0; i < burst; i++, minute += MINUTE) {
                if (random.nextInt(4) > 0) {
                    int bad = random.nextInt(3) == 0 ? random.nextInt(12) : 0;
                    events.add(new Events(minute, random.nextInt(40), bad, Long.MIN_VALUE));
                }
            }
            minute += MINUTE * (1L << random.nextInt(11));
        }
        events.removeIf(each -> each.good() + each.bad() == 0);
        return events;
    }

    private static BurnTier[] tiers(Period period) {
        List<BurnTier> tiers = new ArrayList<>();
        tiers.add(SampleObjectives.PAGE);
        long length = PeriodCalendar.nominalMillis(period);
        long[][] windows = {{6 * HOUR, 30 * MINUTE}, {DAY, 2 * HOUR}, {3 * DAY, 6 * HOUR}};
        for (long[] each : windows) {
            if (each[0] <= length) {
                tiers.add(SampleObjectives.tier("t-" + each[0], Severity.WARNING, each[0], each[1], 3, 1, 0));
            }
        }
        return tiers.toArray(BurnTier[]::new);
    }

    private static List<WindowCounts> counts(SloSnapshot row) {
        List<WindowCounts> counts = new ArrayList<>(row.windows());
        counts.add(row.period());
        return counts;
    }

    private static boolean sameCounts(List<WindowCounts> some, List<WindowCounts> others) {
        for (int i = 0; i < some.size(); i++) {
            if (some.get(i).good() != others.get(i).good()
                    || some.get(i).bad() != others.get(i).bad()) {
                return false;
            }
        }
        return true;
    }

    private static NavigableMap<Long, RunningTotal> totals(List<Events> events) {
        NavigableMap<Long, RunningTotal> totals = new TreeMap<>();
        long good = 0;
        long bad = 0;
        for (Events each : events) {
            good += each.good();
            bad += each.bad();
            totals.put(each.minute(), new RunningTotal(good, bad));
        }
        return totals;
    }

    private static List<WindowCounts> recount(
            SloDefinition definition, NavigableMap<Long, RunningTotal> totals, long end) {
        WindowPlan plan = new WindowPlan(definition);
        List<WindowCounts> counts = new ArrayList<>();
        for (long window : definition.windowMillis()) {
            counts.add(recount(totals, plan.leftEdge(window, end), end, window));
        }
        var span = plan.spanBefore(end);
        long length = plan.isCalendar() ? span.millis() : plan.periodMillis();
        counts.add(recount(totals, span.start(), end, length));
        return counts;
    }

    private static WindowCounts recount(NavigableMap<Long, RunningTotal> totals, long from, long to, long length) {
        RunningTotal atEnd = before(totals, to);
        RunningTotal atStart = before(totals, from);
        long good = atEnd.good() - atStart.good();
        long bad = atEnd.bad() - atStart.bad();
        return new WindowCounts(length, good, bad, good + bad);
    }

    private static RunningTotal before(NavigableMap<Long, RunningTotal> totals, long time) {
        Map.Entry<Long, RunningTotal> last = totals.lowerEntry(time);
        return last == null ? new RunningTotal(0, 0) : last.getValue();
    }
}
