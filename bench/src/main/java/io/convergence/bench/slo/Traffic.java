package io.convergence.bench.slo;

import io.convergence.bench.BenchPages;
import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.Vitals;
import io.convergence.flink.intake.Timed;
import io.convergence.launcher.traffic.Seeds;
import java.io.Serializable;

/**
 * Generated page views of one tenant. Each view is a function of its number, so that sources are stateless. Every source
 * has an equal share of the numbers and covers the same span of event time, in order.
 *
 * @param start event time of the first view, epoch milliseconds, a multiple of a minute
 * @param hosts number of hosts
 * @param quietMinutes minutes of event time at the start in which every host has one view per minute
 * @param perMinute views per minute of event time after the quiet minutes
 * @param minutes minutes of event time after the quiet minutes; hosts are drawn uniformly
 * @param sources number of sources; hosts and views per minute must be multiples of it
 * @param leadMillis by how much the clock of one producer in sixteen is ahead, milliseconds
 */
record Traffic(long start, int hosts, long quietMinutes, int perMinute, long minutes, int sources, long leadMillis)
        implements Serializable {
    /** Event time between two watermarks. */
    static final long STEP_MILLIS = 300;

    private static final long MINUTE_MILLIS = 60_000;
    private static final int BAD_PER_MILLE = 20;
    private static final int PRODUCERS = 16;
    private static final int PAGES = 40;
    private static final String[] BROWSERS = {"chrome", "safari", "firefox", "edge"};

    Traffic {
        if (perMinute % sources != 0 || hosts % sources != 0) {
            throw new IllegalArgumentException(
                    hosts + " hosts and " + perMinute + " views a minute are not multiples of " + sources);
        }
    }

    /** Traffic whose producers all have the right time. */
    Traffic(long start, int hosts, long quietMinutes, int perMinute, long minutes, int sources) {
        this(start, hosts, quietMinutes, perMinute, minutes, sources, 0);
    }

    /** The number of views. */
    long events() {
        return quietEvents() + perMinute * minutes;
    }

    /** The number of views in the quiet minutes. */
    long quietEvents() {
        return hosts * quietMinutes;
    }

    /** The end of event time, exclusive. */
    long end() {
        return start + (quietMinutes + minutes) * MINUTE_MILLIS;
    }

    /** The instant at which a view is sent, epoch milliseconds. */
    long time(long number) {
        return timeAt(position(number));
    }

    /** The instant at which the view at a position in the order of time is sent, epoch milliseconds. */
    long timeAt(long position) {
        return position < quietEvents()
                ? start + position * MINUTE_MILLIS / hosts
                : start + quietMinutes * MINUTE_MILLIS + (position - quietEvents()) * MINUTE_MILLIS / perMinute;
    }

    /** The watermark of a source before a view that is sent at an instant: that of the clock which is ahead. */
    long watermark(long sentAt) {
        long time = sentAt + leadMillis;
        return Math.floorDiv(time, STEP_MILLIS) * STEP_MILLIS - 1;
    }

    /** The view of a number. */
    Timed<Beacon> view(long number) {
        long dice = Seeds.mix(number);
        long sentAt = time(number);
        boolean ahead = (dice >>> 8) % PRODUCERS == 0;
        long time = ahead ? sentAt + leadMillis : sentAt;
        long position = position(number);
        long host = position < quietEvents() ? position % hosts : Math.floorMod(dice, (long) hosts);
        boolean bad = (dice >>> 40) % 1000 < BAD_PER_MILLE;
        double lcp = 800 + (dice >>> 50) % 3000;
        Beacon beacon = new Beacon(
                Long.toHexString(dice),
                "acme",
                "storefront",
                "shop-" + host + ".acme.example",
                BenchPages.name((dice >>> 20) % PAGES),
                BROWSERS[(int) (dice >>> 60) % BROWSERS.length],
                time,
                new Vitals(lcp, lcp / 2, lcp / 8, null, lcp + 400, 0.05),
                bad ? 1 : 0,
                0,
                "1.0.0");
        return new Timed<>(beacon, watermark(sentAt));
    }

    /** The position of a view in the order of time. A source has every n-th position, with n sources. */
    private long position(long number) {
        long part = events() / sources;
        return number % part * sources + number / part;
    }
}
