package io.convergence.jobs.settings;

import java.time.Duration;

/**
 * How service level objectives are counted.
 *
 * @param allowedLatenessMillis how late an event may come and still be counted
 * @param minEvents fewest events in the long window of a tier that fires
 * @param minBad fewest bad ones among them
 * @param jointMinViews fewest page views of a minute that a joint objective goes by
 */
public record SloSettings(long allowedLatenessMillis, int minEvents, int minBad, int jointMinViews) {

    static SloSettings read(OptionReader reader) {
        return new SloSettings(
                reader.millis(SloOptions.ALLOWED_LATENESS, Duration.ZERO, Duration.ofHours(1)),
                reader.within(SloOptions.MIN_EVENTS, 0, Integer.MAX_VALUE),
                reader.within(SloOptions.MIN_BAD, 1, Integer.MAX_VALUE),
                reader.within(SloOptions.JOINT_MIN_VIEWS, 1, Integer.MAX_VALUE));
    }
}
