package io.convergence.bench.pipeline;

import io.convergence.bench.BenchPages;
import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.vitals.Vitals;
import io.convergence.launcher.traffic.Seeds;

/**
 * Generated page views and check results. Each is a function of its number, so two runs have equal traffic. Views are in
 * the order of event time. Two percent of the views have an error, and a hundredth of the hosts fails a quarter of them
 * from the middle of the traffic on, so that verdicts change.
 *
 * @param shape the shape
 * @param start event time of the first view, epoch milliseconds
 */
record PipelineTraffic(TrafficShape shape, long start) {
    /** Event time of the first view of a topic that is read later: 2026-01-01T00:00:00Z, a boundary of every window. */
    static final long START = 1_767_225_600_000L;

    static final String APP = "shop";

    private static final long MINUTE_MILLIS = 60_000;
    private static final int ERRORS_PER_MILLE = 20;
    private static final int OUTAGE_PER_MILLE = 250;
    private static final int OUTAGE_EVERY = 100;
    private static final String[] LOCATIONS = {"eu-central", "us-east", "ap-south"};
    private static final String[] BROWSERS = {"chrome", "safari", "firefox", "edge"};

    /** The end of event time, exclusive, epoch milliseconds. */
    long end() {
        return start + shape.minutes() * MINUTE_MILLIS;
    }

    /** The event time of a view, epoch milliseconds. */
    long time(long number) {
        return start + number * shape.minutes() * MINUTE_MILLIS / shape.beacons();
    }

    /** The number of check results. */
    long results() {
        return (long) shape.checkedKeys() * LOCATIONS.length * shape.minutes();
    }

    /** The event time of a check result, epoch milliseconds; results are spread evenly in the order of their numbers. */
    long resultTime(long number) {
        return start + number * shape.minutes() * MINUTE_MILLIS / results();
    }

    /** A page view. */
    Beacon view(long number) {
        long dice = Seeds.mix(number);
        int key = key(number, dice);
        int errors = (dice >>> 40) % 1000 < errorsPerMille(key, number) ? 1 : 0;
        double lcp = 800 + (dice >>> 50) % 3000;
        return new Beacon(
                Long.toHexString(dice),
                tenant(key),
                APP,
                host(key),
                BenchPages.name((dice >>> 20) % shape.pages()),
                BROWSERS[(int) (dice >>> 62)],
                time(number),
                new Vitals(lcp, lcp / 2, lcp / 8, null, lcp + 400, 0.05),
                errors,
                0,
                "1.0.0");
    }

    /** A check result; the checks of hosts with an outage pass, so that users are affected unseen. */
    SyntheticResult result(long number) {
        int key = (int) (number % shape.checkedKeys());
        long time = resultTime(number);
        return new SyntheticResult(
                "r" + number,
                tenant(key),
                null,
                host(key),
                "home",
                "https",
                Seeds.mix(number) >>> 54 != 0,
                time - 300,
                time,
                300,
                200,
                LOCATIONS[(int) (number / shape.checkedKeys() % LOCATIONS.length)],
                null);
    }

    static String tenant(int key) {
        return "t" + key % TrafficShape.TENANTS;
    }

    private static String host(int key) {
        return "h" + key + ".example";
    }

    private int key(long number, long dice) {
        if ((dice >>> 8 & 0x7FFF) % 100 < shape.hotPercent()) {
            return 0;
        }
        return (int) (number % shape.keys() * TrafficShape.STEP % shape.keys());
    }

    private int errorsPerMille(int key, long number) {
        return key % OUTAGE_EVERY == 1 && number > shape.beacons() / 2 ? OUTAGE_PER_MILLE : ERRORS_PER_MILLE;
    }
}
