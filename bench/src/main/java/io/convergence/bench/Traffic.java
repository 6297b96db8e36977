package io.convergence.bench;

import io.convergence.core.rum.Beacon;
import io.convergence.flink.intake.Timed;
import java.io.Serializable;

/**
 * Page views of one tenant, each a function of its number, so that a source need not remember anything. Every source
 * has an equal part of the numbers and the same span of event time; a part is in order.
 *
 * @param start event time of the first view, epoch milliseconds, at a minute boundary
 * @param hosts how many hosts are viewed
 * @param perMinute views in a minute of event time, a multiple of the sources
 * @param minutes length in event time
 * @param sources how many sources share the views
 * @param random whether the host of a view is drawn, each as likely as the other; otherwise they take turns
 */
record Traffic(long start, int hosts, int perMinute, long minutes, int sources, boolean random)
        implements Serializable {
    /** Event time between two watermarks. */
    static final long STEP_MILLIS = 300;

    private static final long MINUTE_MILLIS = 60_000;
    private static final int BAD_PER_MILLE = 20;
    private static final int PAGES = 40;
    private static final String[] BROWSERS = {"chrome", "safari", "firefox", "edge"};

    Traffic {
        if (perMinute % sources != 0) {
            throw new IllegalArgumentException(perMinute + " views a minute are not a multiple of " + sources);
        }
    }

    /** All views. */
    long events() {
        return perMinute * minutes;
    }

    /** The end of event time, exclusive. */
    long end() {
        return start + minutes * MINUTE_MILLIS;
    }

    /** When a view happened. */
    long time(long number) {
        long place = number % (events() / sources);
        return start + place * sources * MINUTE_MILLIS / perMinute;
    }

    /** How far the source had come before a view of an instant. */
    static long watermark(long time) {
        return Math.floorDiv(time, STEP_MILLIS) * STEP_MILLIS - 1;
    }

    /** A view. */
    Timed<Beacon> view(long number) {
        long dice = mixed(number);
        long time = time(number);
        long host = random ? Math.floorMod(dice, (long) hosts) : number % hosts;
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
                lcp,
                lcp / 2,
                lcp / 8,
                null,
                lcp + 400,
                0.05,
                bad ? 1 : 0,
                0,
                "1.0.0");
        return new Timed<>(beacon, watermark(time));
    }

    /** The finaliser of SplitMix64 (Steele et al., OOPSLA 2014): evenly spread bits out of a number. */
    private static long mixed(long number) {
        long z = (number + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
