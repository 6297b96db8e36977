package io.convergence.core.collapse;

/**
 * State of the traffic of an app: the collapse that lasts, if any, and the end of the last one. Instants are epoch
 * milliseconds; {@link Long#MIN_VALUE} means never.
 *
 * @param widthMillis width of the compared spans, 0 while no collapse lasts
 * @param expectedViews expected views per width
 * @param since start of the first span that was too quiet
 * @param detectedAt boundary at which the collapse was detected
 * @param forgottenViews views since {@code since} in slices that are no longer stored
 * @param lastEnd boundary at which the last collapse ended
 */
public record TrafficCollapse(
        long widthMillis, long expectedViews, long since, long detectedAt, long forgottenViews, long lastEnd) {

    /** No collapse so far. */
    public static final TrafficCollapse NONE =
            new TrafficCollapse(0, 0, Long.MIN_VALUE, Long.MIN_VALUE, 0, Long.MIN_VALUE);

    /** Whether a collapse lasts. */
    public boolean lasts() {
        return widthMillis > 0;
    }

    /**
     * Expected views from {@code since} to a boundary that did not come: {@code floor(expected * span / width)} less the
     * views that came, at least 0. 0 while no collapse lasts.
     *
     * @param storedViews views since {@code since} in slices that are still stored
     */
    public long missingViews(long boundary, long storedViews) {
        if (!lasts()) {
            return 0;
        }
        long expected = Math.floorDiv(Math.multiplyExact(expectedViews, boundary - since), widthMillis);
        return Math.max(0, expected - forgottenViews - storedViews);
    }

    /** The same state after views since the start of the collapse have left the stored slices. */
    public TrafficCollapse forgetting(long views) {
        return views == 0
                ? this
                : new TrafficCollapse(widthMillis, expectedViews, since, detectedAt, forgottenViews + views, lastEnd);
    }

    static TrafficCollapse detected(long widthMillis, long expectedViews, long boundary, long lastEnd) {
        return new TrafficCollapse(widthMillis, expectedViews, boundary - widthMillis, boundary, 0, lastEnd);
    }

    static TrafficCollapse ended(long boundary) {
        return new TrafficCollapse(0, 0, Long.MIN_VALUE, Long.MIN_VALUE, 0, boundary);
    }
}
