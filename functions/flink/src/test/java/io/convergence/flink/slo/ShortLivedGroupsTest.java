package io.convergence.flink.slo;

import static io.convergence.flink.slo.Objectives.HOUR;
import static io.convergence.flink.slo.Objectives.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.match.BadEventAttribution;
import io.convergence.core.slo.match.EventCounts;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.match.MinuteCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;

/**
 * Groups of an objective that exist for an hour each. Once their windows are empty they are idle, and once their reports
 * are closed the operator has the state and the timers that it would have if none of them had existed. Properties:
 * {@code -Dshort-lived.hosts=5000} and {@code -Dshort-lived.hours=24} for the long run.
 */
class ShortLivedGroupsTest {
    private static final int GROUPS = Integer.getInteger("short-lived.hosts", 60);
    private static final int HOURS = Integer.getInteger("short-lived.hours", 3);

    /** 2026-06-29T00:00:00Z, so that quarter, month and week of the groups end within a week. */
    private static final long START = 1_782_691_200_000L;

    private static final long GONE = START + HOURS * HOUR + HOUR;
    private static final long END = START + 8 * 24 * HOUR;
    private static final SloStart DEFINED = Objectives.start(Objectives.byHost("acme", 1, 990_000));

    /** More than what is left of thousands of groups if a few bytes of each stay. */
    private static final long HEAP_SLACK = 16L << 20;

    /** Start of the life of each group. */
    private static List<Long> births() {
        Random random = new Random(1);
        List<Long> births = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            births.add(START + MINUTE * random.nextInt(HOURS * 60));
        }
        return births;
    }

    private static GroupPartial partial(String host, long minute, boolean failed) {
        BadEventAttribution attribution = new BadEventAttribution();
        if (failed) {
            attribution.add("/cart", host, "chrome");
        }
        return new GroupPartial(
                new GroupKey("acme", "availability", "host=" + host),
                1,
                minute,
                GroupPartial.ON_TIME,
                new MinuteCounts(new EventCounts(4, failed ? 1 : 0, attribution), new EventCounts()));
    }

    /** Every group has events once a minute; the group that stays too. */
    private static void run(BudgetHarness harness, long from, long until, List<Long> births) throws Exception {
        for (long at = from; at < until; at += MINUTE) {
            harness.partial(partial("www", at, false));
            for (int group = 0; group < births.size(); group++) {
                long age = at - births.get(group);
                if (age >= 0 && age < HOUR) {
                    harness.partial(partial("preview-" + group, at, group % 10 == 0));
                }
            }
            harness.watermark(at + MINUTE + 5_500);
            harness.emitted().clear();
            harness.snapshots().clear();
            harness.reports().clear();
        }
    }

    private static long heapInUse() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void nothingIsLeftOfGroupsWhoseReportsAreClosed() throws Exception {
        try (BudgetHarness undisturbed = BudgetHarness.start(new HashMapStateBackend(), DEFINED, GROUPS + 1);
                BudgetHarness harness = BudgetHarness.start(new HashMapStateBackend(), DEFINED, GROUPS + 1)) {
            run(undisturbed, START, END, List.of());
            long heap = heapInUse();
            run(harness, START, GONE, births());
            assertThat(harness.metrics().gauge("slo.open_groups")).isEqualTo(GROUPS + 1);

            run(harness, GONE, GONE + 3 * HOUR, List.of());
            assertThat(harness.metrics().gauge("slo.idle_groups")).isEqualTo(GROUPS);

            run(harness, GONE + 3 * HOUR, END, List.of());
            assertThat(harness.takeRefused()).isEmpty();
            assertThat(harness.metrics().gauge("slo.open_groups")).isEqualTo(1);
            assertThat(harness.metrics().gauge("slo.idle_groups")).isEqualTo(0);
            assertThat(harness.stateEntries()).isEqualTo(undisturbed.stateEntries());
            assertThat(harness.timers()).isEqualTo(undisturbed.timers());
            assertThat(heapInUse() - heap).isLessThan(HEAP_SLACK);
        }
    }
}
