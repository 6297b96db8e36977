package io.convergence.flink.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.flink.converge.ConvergeScript.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;

/**
 * Hosts that exist for an hour each, as preview deployments do. A day after the last one is gone, the operator has the
 * state and the timers that it would have if none of them had existed. Properties: {@code -Dshort-lived.hosts=5000} and
 * {@code -Dshort-lived.hours=24} for the long run.
 */
class ShortLivedHostsTest {
    private static final int HOSTS = Integer.getInteger("short-lived.hosts", 60);
    private static final int HOURS = Integer.getInteger("short-lived.hours", 3);

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long START = ConvergeScript.START;
    private static final long GONE = START + HOURS * HOUR + HOUR;
    private static final long END = GONE + 25 * HOUR;

    /** More than what is left of thousands of hosts if a few bytes of each stay. */
    private static final long HEAP_SLACK = 16L << 20;

    /** Start of the life of each host, ascending by host. */
    private static List<Long> births() {
        Random random = new Random(1);
        List<Long> births = new ArrayList<>();
        for (int host = 0; host < HOSTS; host++) {
            births.add(START + MINUTE * random.nextInt(HOURS * 60));
        }
        return births;
    }

    /** Input of a minute: a host that stays, and the short-lived ones that live in it. */
    private static List<Step> minute(long at, List<Long> births) {
        List<Step> steps = new ArrayList<>();
        steps.add(ConvergeScript.bundle("www", at, 3, 0));
        for (int host = 0; host < births.size(); host++) {
            long age = at - births.get(host);
            if (age >= 0 && age < HOUR) {
                String name = "preview-" + host;
                // Every tenth host fails for some time, which opens an incident.
                boolean fails = host % 10 == 0 && age >= 20 * MINUTE && age < 40 * MINUTE;
                steps.add(ConvergeScript.bundle(name, at, 3, fails ? 3 : 0));
                steps.add(ConvergeScript.result(name, "r" + host + '-' + age, at + 3_000, !fails));
            }
        }
        steps.add(ConvergeScript.watermark(at + MINUTE));
        return steps;
    }

    private static int run(ConvergeHarness harness, long from, long until, List<Long> births) throws Exception {
        int most = 0;
        for (long at = from; at < until; at += MINUTE) {
            for (Step step : minute(at, births)) {
                harness.step(step);
            }
            most = Math.max(most, harness.stateEntries());
            harness.emitted().clear();
        }
        return most;
    }

    private static long heapInUse() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void nothingIsLeftOfHostsThatAreGone() throws Exception {
        try (ConvergeHarness undisturbed = ConvergeHarness.start(new HashMapStateBackend());
                ConvergeHarness harness = ConvergeHarness.start(new HashMapStateBackend())) {
            run(undisturbed, START, END, List.of());
            long heap = heapInUse();
            int most = run(harness, START, GONE, births());
            run(harness, GONE, END, List.of());

            assertThat(most).isGreaterThan(HOSTS / HOURS);
            assertThat(harness.stateEntries()).isEqualTo(undisturbed.stateEntries());
            assertThat(harness.timers()).isEqualTo(undisturbed.timers());
            assertThat(harness.metrics().gauge("convergence.open_windows"))
                    .isEqualTo(undisturbed.metrics().gauge("convergence.open_windows"));
            assertThat(heapInUse() - heap).isLessThan(HEAP_SLACK);
        }
    }
}
