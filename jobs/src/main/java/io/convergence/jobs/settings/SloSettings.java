package io.convergence.jobs.settings;

import java.time.Duration;

/**
 * Rules that all service level objectives share.
 *
 * @param allowedLatenessMillis how late an event may arrive and still be counted, in milliseconds
 * @param minEvents fewest events in the long window of a tier that may fire
 * @param minBad fewest bad events in the long window of a tier that may fire
 * @param minSlices fewest slices that count in the long window of a tier that may fire, for methods of slices
 * @param minBadSlices fewest slices with a bad event in the long window of a tier that may fire
 * @param jointMinViews fewest page views of a minute for which a joint objective counts views instead of synthetic results
 */
public record SloSettings(
        long allowedLatenessMillis, int minEvents, int minBad, int minSlices, int minBadSlices, int jointMinViews) {

    static SloSettings read(ConfigOptionReader reader) {
        return new SloSettings(
                reader.millis(SloOptions.ALLOWED_LATENESS, Duration.ZERO, Duration.ofHours(1)),
                reader.within(SloOptions.MIN_EVENTS, 0, Integer.MAX_VALUE),
                reader.within(SloOptions.MIN_BAD, 1, Integer.MAX_VALUE),
                reader.within(SloOptions.MIN_SLICES, 1, Integer.MAX_VALUE),
                reader.within(SloOptions.MIN_BAD_SLICES, 1, Integer.MAX_VALUE),
                reader.within(SloOptions.JOINT_MIN_VIEWS, 1, Integer.MAX_VALUE));
    }
}
