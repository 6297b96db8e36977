package io.convergence.bench.latency;

import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.vitals.Vitals;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The hosts of the measured total outages. Every second host has 60 views a minute, the others 12. The checks of each fail
 * every ten seconds from six minutes before its views stop, so that the first boundary of the traffic collapse confirms the
 * impact and the signal has no hold.
 *
 * @param hosts number of hosts, at least 1
 * @param firstStop time after which the first host has no views, a full second, epoch milliseconds
 * @param spanMillis span over which the stops of all hosts are spread evenly
 */
record SilentHosts(int hosts, long firstStop, long spanMillis) implements LiveTraffic.SecondOfTraffic {
    private static final long SECOND = 1000;
    private static final long FAILING_MILLIS = 360 * SECOND;
    private static final long CHECK_MILLIS = 10 * SECOND;

    /** Interval between two views of a busy host, 60 a minute. */
    static final long BUSY_MILLIS = SECOND;

    /** Interval between two views of a calm host, 12 a minute. */
    static final long CALM_MILLIS = 5 * SECOND;

    @Override
    public void generate(long second, Consumer<Beacon> views, Consumer<SyntheticResult> results) {
        for (int host = 0; host < hosts; host++) {
            long stop = stop(host);
            if (second <= stop && (stop - second) % interval(host) == 0) {
                views.accept(view(host, second));
            }
            if (second >= stop - FAILING_MILLIS && (stop - second) % CHECK_MILLIS == 0) {
                results.accept(failure(host, second));
            }
        }
    }

    /** The time of the last view of each host with an interval between its views, epoch milliseconds. */
    Map<String, Long> lastViews(long interval) {
        Map<String, Long> last = new LinkedHashMap<>();
        for (int host = 0; host < hosts; host++) {
            if (interval(host) == interval) {
                last.put(name(host), stop(host));
            }
        }
        return last;
    }

    private long stop(int host) {
        return firstStop + spanMillis * host / hosts / SECOND * SECOND;
    }

    private static long interval(int host) {
        return host % 2 == 0 ? BUSY_MILLIS : CALM_MILLIS;
    }

    private static String name(int host) {
        return "silent-" + host + ".bench.example";
    }

    private static Beacon view(int host, long at) {
        return new Beacon(
                "v" + host + '-' + at,
                Incidents.TENANT,
                "shop",
                name(host),
                "/checkout",
                "chrome",
                at,
                new Vitals(1_800.0, 900.0, 120.0, null, null, null),
                0,
                0,
                "0.1.0");
    }

    private static SyntheticResult failure(int host, long at) {
        return new SyntheticResult(
                "f" + host + '-' + at,
                Incidents.TENANT,
                null,
                name(host),
                "home",
                "https",
                false,
                at,
                at,
                10_000,
                null,
                "eu",
                "timeout");
    }
}
