package io.convergence.core.window.minute;

import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.PageViews;
import java.util.List;

/**
 * A minute that has closed, or late views of it. Updates of a minute are in one stream, so that late views do not arrive
 * before the rows that they are added to.
 *
 * @param key the minute
 * @param kind what the views are
 * @param expiresAt event time at which the minute is forgotten, epoch milliseconds, when the minute is restored; otherwise 0
 * @param pages views by page: rows, or late views in any order
 */
public record MinuteUpdate(MinuteKey key, Kind kind, long expiresAt, List<PageViews> pages) {

    /** What the views of an update are. Sent by name. */
    public enum Kind {
        /** All rows of a minute that has just closed. */
        CLOSED,
        /** All rows of a minute that closed, and whose rows were emitted, before a savepoint of an earlier release. */
        RESTORED,
        /** All rows of such a minute, where some rows changed after they had been emitted. */
        RESTORED_CHANGED,
        /** Views that arrived after the minute closed. */
        LATE
    }

    /** The rows of a minute that has just closed. */
    public static MinuteUpdate closed(MinuteKey key, List<PageViews> rows) {
        return new MinuteUpdate(key, Kind.CLOSED, 0, rows);
    }

    /**
     * The rows of a minute from a savepoint of an earlier release.
     *
     * @param isChanged whether rows changed since they were emitted
     */
    public static MinuteUpdate restored(MinuteKey key, boolean isChanged, long expiresAt, List<PageViews> rows) {
        return new MinuteUpdate(key, isChanged ? Kind.RESTORED_CHANGED : Kind.RESTORED, expiresAt, rows);
    }

    /** Views that arrived after the minute closed. */
    public static MinuteUpdate late(MinuteKey key, List<PageViews> views) {
        return new MinuteUpdate(key, Kind.LATE, 0, views);
    }
}
