package io.convergence.flink.slo;

import static io.convergence.flink.slo.Objectives.HOUR;
import static io.convergence.flink.slo.Objectives.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.match.EventCounts;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.result.SloSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** At most three groups of the objective have a place. */
class GroupPlacesTest {
    /** 20:00 UTC. */
    private static final long START = 1_780_689_600_000L;

    private static final long PERIOD = 2 * HOUR;
    private static final SloStart DEFINED = Objectives.start(Objectives.byHost("acme", 1, 990_000));

    /** Events of a group in a minute, delivered before the watermark passes another one. */
    private record Events(String group, long minute, long deliveredIn, long good, long bad) {
        /** Late events count from the boundary after the minute in which they are delivered. */
        GroupPartial partial() {
            long appliesAt = deliveredIn == minute ? GroupPartial.ON_TIME : deliveredIn + MINUTE;
            return GroupPlacesTest.partial(group, minute, appliesAt, good, bad);
        }
    }

    private static GroupPartial partial(String group, long minute, long appliesAt, long good, long bad) {
        EventCounts events = new EventCounts();
        for (long i = 0; i < good; i++) {
            events.addGood();
        }
        for (long i = 0; i < bad; i++) {
            events.addBad("/cart", "h", "chrome");
        }
        return new GroupPartial(
                new GroupKey("acme", "availability", group),
                1,
                minute,
                appliesAt,
                new MinuteCounts(events, new EventCounts()));
    }

    private static GroupPartial single(String group, long minute) {
        return partial(group, minute, GroupPartial.ON_TIME, 1, 0);
    }

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend(false));
    }

    /** Traffic of ten hosts, each present for some time now and then, with late events, over some minutes. */
    private static List<Events> traffic(Random random, int minutes) {
        List<Events> traffic = new ArrayList<>();
        for (int host = 0; host < 10; host++) {
            int minute = random.nextInt(minutes / 2);
            while (minute < minutes) {
                int gone = minute + 1 + random.nextInt(30);
                for (; minute < gone && minute < minutes; minute++) {
                    long at = START + minute * MINUTE;
                    long delivered = random.nextInt(10) == 0 ? at + random.nextInt(8) * MINUTE : at;
                    traffic.add(new Events("host=h" + host, at, delivered, random.nextInt(3), random.nextInt(2)));
                }
                minute += 30 + random.nextInt(300);
            }
        }
        return traffic;
    }

    private static void run(BoundedBudgets budgets, List<Events> traffic, int minutes) throws Exception {
        for (long at = START; at < START + minutes * MINUTE; at += MINUTE) {
            for (Events events : traffic) {
                if (events.deliveredIn() == at) {
                    budgets.partial(events.partial());
                }
            }
            budgets.watermark(at + MINUTE + 5_600);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void groupsAndOthersTogetherCountWhatTheUndividedObjectiveWould(long seed) throws Exception {
        int minutes = 900;
        List<Events> traffic = traffic(new Random(seed), minutes - 400);
        try (BoundedBudgets budgets = new BoundedBudgets(new HashMapStateBackend(), DEFINED)) {
            run(budgets, traffic, minutes);
            budgets.watermark(START + 200 * 24 * HOUR);

            assertThat(budgets.snapshots())
                    .anyMatch(row ->
                            row.group().equals(GroupKey.OTHER) && row.period().bad() > 0);
            Map<String, NavigableMap<Long, SloSnapshot>> rows = rows(budgets.snapshots());
            for (long boundary = START + MINUTE; boundary <= START + minutes * MINUTE; boundary += MINUTE) {
                assertThat(sum(rows, boundary))
                        .describedAs("boundary %d", (boundary - START) / MINUTE)
                        .containsExactly(
                                good(traffic, boundary - PERIOD, boundary),
                                bad(traffic, boundary - PERIOD, boundary),
                                good(traffic, boundary - 5 * MINUTE, boundary),
                                bad(traffic, boundary - 5 * MINUTE, boundary));
            }
            for (ReportKind kind : List.of(ReportKind.DAY, ReportKind.WEEK, ReportKind.QUARTER)) {
                assertThat(reported(budgets.reports(), kind))
                        .containsExactly(good(traffic, START, Long.MAX_VALUE), bad(traffic, START, Long.MAX_VALUE));
            }
            assertThat(budgets.groups().stateEntries()).isZero();
            assertThat(budgets.others().stateEntries()).isZero();
            assertThat(budgets.groups().timers() + budgets.others().timers()).isZero();
            assertThat(gauge(budgets, "slo.open_groups")).isEqualTo(0);
            assertThat(gauge(budgets, "slo.idle_groups")).isEqualTo(0);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aRestoreAfterEveryStepChangesNothing(StateBackend backend) throws Exception {
        BoundedBudgets undisturbed = new BoundedBudgets(new HashMapStateBackend(), DEFINED);
        BoundedBudgets restored = new BoundedBudgets(backend, DEFINED);
        List<Events> traffic = goingAndComingBack();
        for (long at = START; at < START + 200 * MINUTE; at += MINUTE) {
            boolean delivered = false;
            for (Events events : traffic) {
                if (events.deliveredIn() == at) {
                    undisturbed.partial(events.partial());
                    restored.partial(events.partial());
                    delivered = true;
                }
            }
            if (delivered) {
                restored.restore(backend);
            }
            undisturbed.watermark(at + MINUTE + 5_600);
            restored.watermark(at + MINUTE + 5_600);
            if (delivered || at % (20 * MINUTE) == 0) {
                restored.restore(backend);
            }
        }
        undisturbed.close();
        restored.close();

        assertThat(restored.groups().emitted()).isEqualTo(undisturbed.groups().emitted());
        assertThat(restored.others().emitted()).isEqualTo(undisturbed.others().emitted());
        assertThat(restored.others().emitted()).isNotEmpty();
    }

    /** Traffic of ten hosts within half an hour, and again after their windows are empty. */
    private static List<Events> goingAndComingBack() {
        List<Events> traffic = traffic(new Random(7), 30);
        for (int host = 9; host >= 0; host--) {
            long at = START + 185 * MINUTE;
            traffic.add(new Events("host=h" + host, at, at, 2, 1));
        }
        return traffic;
    }

    @Test
    void anIdleGroupGivesUpItsPlaceAndItsReportGoesOnWhenItComesBack() throws Exception {
        StateBackend backend = new HashMapStateBackend();
        try (BoundedBudgets budgets = new BoundedBudgets(backend, DEFINED)) {
            for (String group : List.of("host=a", "host=b", "host=c", "host=d")) {
                budgets.partial(single(group, START));
            }
            budgets.watermark(START + PERIOD + MINUTE);
            assertThat(gauge(budgets, "slo.open_groups")).isEqualTo(3);
            assertThat(gauge(budgets, "slo.idle_groups")).isEqualTo(0);

            budgets.watermark(START + PERIOD + 3 * MINUTE);
            assertThat(gauge(budgets, "slo.open_groups")).isEqualTo(3);
            assertThat(gauge(budgets, "slo.idle_groups")).isEqualTo(3);

            budgets.restore(backend);
            long back = START + PERIOD + 3 * MINUTE;
            for (String group : List.of("host=d", "host=a")) {
                budgets.partial(single(group, back));
            }
            assertThat(gauge(budgets, "slo.open_groups")).isEqualTo(4);
            assertThat(gauge(budgets, "slo.idle_groups")).isEqualTo(2);

            budgets.watermark(START + 24 * HOUR);
            assertThat(dayTotals(budgets.reports()))
                    .isEqualTo(Map.of("host=a", 2L, "host=b", 1L, "host=c", 1L, "host=d", 1L, GroupKey.OTHER, 1L));
        }
    }

    @Test
    void withoutAWaitingPlaceAnIdleGroupKeepsItsPlace() throws Exception {
        try (BoundedBudgets budgets = new BoundedBudgets(new HashMapStateBackend(), DEFINED)) {
            for (int round = 0; round < 3; round++) {
                long at = START + 3 * HOUR * round;
                for (int host = 0; host < 3; host++) {
                    budgets.partial(single("host=" + round + host, at));
                }
                budgets.watermark(at + PERIOD + 3 * MINUTE);
            }
            assertThat(gauge(budgets, "slo.open_groups")).isEqualTo(6);
            assertThat(gauge(budgets, "slo.idle_groups")).isEqualTo(3);
            assertThat(budgets.groups().metrics().count("slo.tenant.refused_group_events{tenant=acme}"))
                    .isEqualTo(3);

            budgets.watermark(START + 200 * 24 * HOUR);
            assertThat(gauge(budgets, "slo.open_groups")).isEqualTo(0);
            assertThat(gauge(budgets, "slo.idle_groups")).isEqualTo(0);
        }
    }

    @Test
    void theUndividedBudgetIsNeverRefused() throws Exception {
        try (BoundedBudgets budgets = new BoundedBudgets(new HashMapStateBackend(), DEFINED)) {
            for (String group : List.of("host=a", "host=b", "host=c", "")) {
                budgets.partial(single(group, START));
            }
            budgets.watermark(START + MINUTE + 5_600);
            assertThat(budgets.snapshots())
                    .extracting(SloSnapshot::group)
                    .contains("")
                    .doesNotContain(GroupKey.OTHER);
        }
    }

    private static Object gauge(BoundedBudgets budgets, String name) {
        return budgets.groups().metrics().gauge(name);
    }

    private static Map<String, NavigableMap<Long, SloSnapshot>> rows(List<SloSnapshot> snapshots) {
        Map<String, NavigableMap<Long, SloSnapshot>> rows = new HashMap<>();
        for (SloSnapshot row : snapshots) {
            rows.computeIfAbsent(row.group(), group -> new TreeMap<>())
                    .merge(row.windowEnd(), row, (old, next) -> next.revision() >= old.revision() ? next : old);
        }
        return rows;
    }

    /** Sums over all groups: good and bad events of the period and of five minutes. */
    private static List<Long> sum(Map<String, NavigableMap<Long, SloSnapshot>> rows, long boundary) {
        long[] sums = new long[4];
        for (NavigableMap<Long, SloSnapshot> group : rows.values()) {
            Map.Entry<Long, SloSnapshot> last = group.floorEntry(boundary);
            if (last != null) {
                WindowCounts period = last.getValue().period();
                WindowCounts window = last.getValue().windows().get(0);
                sums[0] += period.total() - period.bad();
                sums[1] += period.bad();
                sums[2] += window.total() - window.bad();
                sums[3] += window.bad();
            }
        }
        return List.of(sums[0], sums[1], sums[2], sums[3]);
    }

    private static List<Long> reported(List<SloReport> reports, ReportKind kind) {
        List<SloReport> ofKind =
                reports.stream().filter(report -> report.kind() == kind).toList();
        long events = ofKind.stream().mapToLong(SloReport::events).sum();
        long bad = ofKind.stream().mapToLong(SloReport::badEvents).sum();
        return List.of(events - bad, bad);
    }

    private static Map<String, Long> dayTotals(List<SloReport> reports) {
        Map<String, Long> totals = new HashMap<>();
        reports.stream()
                .filter(report -> report.kind() == ReportKind.DAY)
                .forEach(report -> totals.merge(report.group(), report.events(), Long::sum));
        return totals;
    }

    private static long good(List<Events> traffic, long from, long until) {
        return traffic.stream()
                .filter(events -> events.minute() >= from && events.minute() < until)
                .mapToLong(Events::good)
                .sum();
    }

    private static long bad(List<Events> traffic, long from, long until) {
        return traffic.stream()
                .filter(events -> events.minute() >= from && events.minute() < until)
                .mapToLong(Events::bad)
                .sum();
    }
}
