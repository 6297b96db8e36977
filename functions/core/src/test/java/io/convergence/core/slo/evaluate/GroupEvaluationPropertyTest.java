package io.convergence.core.slo.evaluate;

import static io.convergence.core.slo.evaluate.Definitions.DAY;
import static io.convergence.core.slo.evaluate.Definitions.HOUR;
import static io.convergence.core.slo.evaluate.Definitions.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.match.EventCounts;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.core.slo.window.WindowPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Running sums against a recount of everything at every boundary. */
class GroupEvaluationPropertyTest {
    private static final long START = 1_780_660_800_000L;

    private static final List<Period> PERIODS = List.of(
            Definitions.rolling(1, "h"),
            Definitions.rolling(7, "h"),
            Definitions.rolling(2, "d"),
            Definitions.rolling(5, "d"),
            Definitions.calendar(1, "d", "2026-03-01T09:30:00", "America/New_York"),
            Definitions.calendar(1, "w", "2022-01-01T12:00:00", "Asia/Kolkata"));

    private record Events(long minute, long good, long bad, long appliesAt) {}

    @Property(tries = 60)
    void everyRowHoldsWhatARecountGivesAndThereIsOneWhereverACountChanges(
            @ForAll @IntRange(max = 5) int period, @ForAll long seed) {
        Random random = new Random(seed);
        SloDefinition definition = Definitions.occurrences(PERIODS.get(period), tiers(PERIODS.get(period)));
        List<Events> events = onTime(random, 6 * DAY);
        BudgetSimulation simulation = new BudgetSimulation(definition);
        deliver(simulation, events);
        simulation.runTo(START + 8 * DAY);

        NavigableMap<Long, Events> byMinute = new TreeMap<>();
        events.forEach(each -> byMinute.put(each.minute(), each));
        Map<List<Long>, SloSnapshot> rows = simulation.rows();
        assertThat(rows.values())
                .allSatisfy(row -> assertThat(counts(row)).isEqualTo(recount(definition, byMinute, row.windowEnd())));
        List<Long> changes = new ArrayList<>();
        List<WindowCounts> before = recount(definition, byMinute, START);
        for (long boundary = START + MINUTE; boundary <= START + 8 * DAY; boundary += MINUTE) {
            List<WindowCounts> now = recount(definition, byMinute, boundary);
            if (!sameCounts(before, now)) {
                changes.add(boundary);
            }
            before = now;
        }
        assertThat(rows.keySet().stream().map(key -> key.get(0))).containsAll(changes);
        assertThat(simulation.snapshots).hasSameSizeAs(rows.values());
    }

    @Property(tries = 60)
    void lateEventsLeaveTheSameRowsAndReportsButForTheRevision(
            @ForAll @IntRange(max = 5) int period, @ForAll long seed) {
        Random random = new Random(seed);
        SloDefinition definition = Definitions.occurrences(PERIODS.get(period), tiers(PERIODS.get(period)));
        List<Events> events = onTime(random, DAY + 3 * HOUR);
        BudgetSimulation inOrder = new BudgetSimulation(definition);
        deliver(inOrder, events);
        BudgetSimulation late = new BudgetSimulation(definition);
        deliver(late, someLate(random, events));
        inOrder.runTo(START + 9 * DAY);
        late.runTo(START + 9 * DAY);

        assertThat(difference(blank(late), blank(inOrder))).isEmpty();
        assertThat(late.reports).isEqualTo(inOrder.reports);
    }

    @Property(tries = 60)
    void lateEventsLeaveTheSameRowsOfSlices(
            @ForAll @IntRange(max = 2) int minutes,
            @ForAll boolean ratio,
            @ForAll NoDataPolicy noData,
            @ForAll long seed) {
        Random random = new Random(seed);
        long slice = List.of(1, 5, 15).get(minutes) * MINUTE;
        SloDefinition definition = Definitions.definition(
                1,
                990_000,
                Definitions.rolling(2, "d"),
                ratio ? BudgetingMethod.RATIO_TIMESLICES : BudgetingMethod.TIMESLICES,
                ratio ? 0 : 950_000,
                slice,
                noData,
                Definitions.tier("t", Severity.WARNING, 6 * HOUR, 30 * MINUTE, 3, 1, 0));
        List<Events> events = onTime(random, 12 * HOUR);
        BudgetSimulation inOrder = new BudgetSimulation(definition);
        deliver(inOrder, events);
        BudgetSimulation late = new BudgetSimulation(definition);
        deliver(late, someLate(random, events));
        inOrder.runTo(START + 4 * DAY);
        late.runTo(START + 4 * DAY);

        assertThat(difference(blank(late), blank(inOrder))).isEmpty();
        assertThat(late.reports).isEqualTo(inOrder.reports);
    }

    @Property(tries = 200)
    void eventsThatComeAheadOfEditsLeaveTheSameRowsSignalsAndReports(@ForAll long seed) {
        Random random = new Random(seed);
        Period period = Definitions.rolling(1, "h");
        SloDefinition first = Definitions.occurrences(period, tiers(period));
        BudgetSimulation inOrder = new BudgetSimulation(first);
        BudgetSimulation ahead = new BudgetSimulation(first);
        for (int edit = 5 + random.nextInt(20); edit < 300; edit += 1 + random.nextInt(80)) {
            long from = START + edit * MINUTE;
            int generation = random.nextInt(4);
            for (BudgetSimulation each : List.of(inOrder, ahead)) {
                if (generation == 0) {
                    each.remove(from);
                } else {
                    each.edit(from, Definitions.withGeneration(first, generation));
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

        assertThat(difference(inTurn(ahead), inTurn(inOrder))).isEmpty();
        assertThat(ahead.signals).isEqualTo(inOrder.signals);
        assertThat(ahead.reports).containsExactlyInAnyOrderElementsOf(inOrder.reports);
    }

    @Property(tries = 80)
    void jointMinutesThatComeAheadOrInPartsLateLeaveTheSameRowsAndReports(
            @ForAll @IntRange(max = 5) int period, @ForAll long seed) {
        Random random = new Random(seed);
        SloDefinition definition = Definitions.joint(PERIODS.get(period), tiers(PERIODS.get(period)));
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
        assertThat(difference(telling(late, inOrder), blank(inOrder))).isEmpty();
        assertThat(late.reports).isEqualTo(inOrder.reports);
        assertThat(inOrder.memory.firstMinute(1, Long.MIN_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(late.memory.firstMinute(1, Long.MIN_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    /** All rows of a run by time; at a boundary generations come in the order in which they were first counted. */
    private static List<SloSnapshot> inTurn(BudgetSimulation run) {
        return run.snapshots.stream()
                .sorted(Comparator.comparingLong(SloSnapshot::windowEnd).thenComparingLong(SloSnapshot::generation))
                .toList();
    }

    /**
     * The rows of a run but those that only it has and that say what the row before them says: a late view can turn the
     * count of a minute back into what has just left its window.
     */
    private static List<SloSnapshot> telling(BudgetSimulation run, BudgetSimulation other) {
        Map<List<Long>, SloSnapshot> said = other.rows();
        List<SloSnapshot> telling = new ArrayList<>();
        for (SloSnapshot row : blank(run)) {
            boolean repeats = !said.containsKey(List.of(row.windowEnd(), row.generation()))
                    && !telling.isEmpty()
                    && sameCounts(counts(row), counts(telling.get(telling.size() - 1)));
            if (!repeats) {
                telling.add(row);
            }
        }
        return telling;
    }

    /** Few views and sometimes a result; the views come in two parts, the second of which may count later. */
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

    /** A third of the events up to ten minutes late. */
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

    /** The first row in which two runs differ, as text. */
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

    private static List<SloSnapshot> blank(BudgetSimulation simulation) {
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
        tiers.add(Definitions.PAGE);
        long length = io.convergence.core.slo.budget.PeriodCalendar.nominalMillis(period);
        long[][] windows = {{6 * HOUR, 30 * MINUTE}, {DAY, 2 * HOUR}, {3 * DAY, 6 * HOUR}};
        for (long[] each : windows) {
            if (each[0] <= length) {
                tiers.add(Definitions.tier("t-" + each[0], Severity.WARNING, each[0], each[1], 3, 1, 0));
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

    private static List<WindowCounts> recount(SloDefinition definition, NavigableMap<Long, Events> events, long end) {
        WindowPlan plan = new WindowPlan(definition);
        List<WindowCounts> counts = new ArrayList<>();
        for (long window : definition.windowMillis()) {
            counts.add(recount(events, plan.leftEdge(window, end), end, window));
        }
        var span = plan.spanBefore(end);
        long length = plan.isCalendar() ? span.millis() : plan.periodMillis();
        counts.add(recount(events, span.start(), end, length));
        return counts;
    }

    private static WindowCounts recount(NavigableMap<Long, Events> events, long from, long to, long length) {
        long good = 0;
        long bad = 0;
        for (Events each : events.subMap(from, to).values()) {
            good += each.good();
            bad += each.bad();
        }
        return new WindowCounts(length, good, bad, good + bad);
    }
}
