package io.convergence.bench.slo;

import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.Vitals;
import io.convergence.flink.intake.Timed;
import java.io.Serializable;

/**
 * Page views of one tenant, each a function of its number, so that a source need not remember anything. Every source
 * has an equal part of the numbers and the same span of event time; a part is in order.
 *
 * @param start event time of the first view, epoch milliseconds, at a minute boundary
 * @param hosts how many hosts are viewed
 * @param quietMinutes event time at the beginning in which every host is viewed once a minute, one after the other
 * @param perMinute views in a minute of event time after that
 * @param minutes event time after that, in which hosts are drawn, each as likely as the other
 * @param sources how many sources share the views; hosts and views a minute are multiples of it
 */
record Traffic(long start, int hosts, long quietMinutes, int perMinute, long minutes, int sources)
        implements Serializable {
    /** Event time between two watermarks. */
    static final long STEP_MILLIS = 300;

    private static final long MINUTE_MILLIS = 60_000;
    private static final int BAD_PER_MILLE = 20;
    private static final int PAGES = 40;
    private static final String[] BROWSERS = {"chrome", "safari", "firefox", "edge"};

    Traffic {
        if (perMinute % sources != 0 || hosts % sources != 0) {
            throw new IllegalArgumentException(
                    hosts + " hosts and " + perMinute + " views a minute are not multiples of " + sources);
        }
    }

    /** All views. */
    long events() {
        return quietEvents() + perMinute * minutes;
    }

    /** Views of the quiet minutes. */
    long quietEvents() {
        return hosts * quietMinutes;
    }

    /** The end of event time, exclusive. */
    long end() {
        return start + (quietMinutes + minutes) * MINUTE_MILLIS;
    }

    /** When a view happened. */
    long time(long number) {
        long place = place(number);
        return place < quietEvents()
                ? start + place * MINUTE_MILLIS / hosts
                : start + quietMinutes * MINUTE_MILLIS + (place - quietEvents()) * MINUTE_MILLIS / perMinute;
    }

    /** How far the source had come before a view of an instant. */
    static long watermark(long time) {
        return Math.floorDiv(time, STEP_MILLIS) * STEP_MILLIS - 1;
    }

    /** A view. */
    Timed<Beacon> view(long number) {
        long dice = mixed(number);
        long time = time(number);
        long place = place(number);
        long host = place < quietEvents() ? place % hosts : Math.floorMod(dice, (long) hosts);
        boolean bad = (dice >>> 40) % 1000 < BAD_PER_MILLE;
        double lcp = 800 + (dice >>> 50) % 3000;
        Beacon beacon = new Beacon(
                Long.toHexString(dice),
                "acme",
                "storefront",
                "shop-" + host + ".acme.example",
                "/p/" + (dice >>> 20) % PAGES,
                BROWSERS[(int) (dice >>> 60) % BROWSERS.length],
                time,
                new Vitals(lcp, lcp / 2, lcp / 8, null, lcp + 400, 0.05),
                bad ? 1 : 0,
                0,
                "1.0.0");
        return new Timed<>(beacon, watermark(time));
    }

    /** The place of a view among all in order of time: a source's part takes every so manieth. */
    private long place(long number) {
        long part = events() / sources;
        return number % part * sources + number / part;
    }

    /** The finaliser of SplitMix64 (Steele et al., OOPSLA 2014): evenly spread bits out of a number. */
    private static long mixed(long number) {
        long z = (number + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
