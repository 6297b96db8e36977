package io.convergence.bench.pipeline;

import io.convergence.core.settings.Option;
import io.convergence.core.settings.OptionReader;
import java.util.List;

/**
 * Shape of the measured traffic.
 *
 * @param beacons number of page views
 * @param keys number of hosts, spread evenly over the tenants; every host is active within 15 minutes if there are at least
 *     twice as many views as hosts
 * @param hotPercent share of the views that belong to the first host, in percent
 * @param pages number of pages of each host
 * @param minutes event time that the views cover
 * @param checkedKeys number of hosts that are checked, the first ones; each has a check from three locations a minute
 */
record TrafficShape(long beacons, int keys, int hotPercent, int pages, int minutes, int checkedKeys) {
    static final Option BEACONS = Option.number("beacons", 3_000_000, "Number of page views.");
    static final Option KEYS = Option.number("keys", 2000, "Number of hosts.");
    static final Option HOT = Option.number("hot", 0, "Share of the views that belong to one host, in percent.");
    static final Option PAGES = Option.number("pages", 8, "Number of pages of each host.");
    static final Option MINUTES = Option.number("minutes", 30, "Minutes of event time that the views cover.");
    static final Option CHECKED = Option.number("checked", 1600, "Number of hosts that are checked.");

    static final List<Option> OPTIONS = List.of(BEACONS, KEYS, HOT, PAGES, MINUTES, CHECKED);

    /** Number of tenants. */
    static final int TENANTS = 20;

    /** Step between the hosts of two views, a prime: every host is visited once before any is visited again. */
    static final int STEP = 7919;

    TrafficShape {
        if (keys % STEP == 0) {
            throw new IllegalArgumentException("the number of hosts must be no multiple of " + STEP);
        }
    }

    /** Reads the shape from a command line. */
    static TrafficShape read(OptionReader reader) {
        int keys = reader.number(KEYS, 1, 10_000_000);
        return new TrafficShape(
                reader.number(BEACONS, 1000, 1_000_000_000),
                keys,
                reader.number(HOT, 0, 100),
                reader.number(PAGES, 1, 10_000),
                reader.number(MINUTES, 1, 10_000),
                Math.min(keys, reader.number(CHECKED, 0, 1_000_000)));
    }

    /** The shape as options of a command line. */
    List<String> arguments() {
        return List.of(
                "--beacons", String.valueOf(beacons),
                "--keys", String.valueOf(keys),
                "--hot", String.valueOf(hotPercent),
                "--pages", String.valueOf(pages),
                "--minutes", String.valueOf(minutes),
                "--checked", String.valueOf(checkedKeys));
    }
}
