package io.convergence.core.verdict;

import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.Vitals;
import io.convergence.core.window.MinuteKey;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on an app on a host at one window boundary, with the counts it was decided from.
 *
 * @param key the app on a host
 * @param windowStart start of the window, inclusive, epoch milliseconds
 * @param windowEnd end of the window, exclusive, epoch milliseconds: the boundary evaluated
 * @param decision the verdict and the state of both planes
 * @param previousVerdict the last verdict that differs from the current one, null while the key has had only one
 * @param changed true when the verdict differs from that of the boundary before or is the first, false on a heartbeat
 * @param views page views in the window
 * @param p75 75th percentiles of {@link Vital#REPORTED}, each within 1 %, null without samples; that of LCP is never on the
 *     wrong side of its threshold
 * @param checks synthetic results in the window
 * @param collapse the traffic collapse that lasts, or null
 * @param incident the incident that is open or ends at this boundary, or null
 */
public record VerdictRecord(
        VerdictKey key,
        long windowStart,
        long windowEnd,
        Decision decision,
        @Nullable Verdict previousVerdict,
        boolean changed,
        ViewCounts views,
        Vitals p75,
        CheckCounts checks,
        @Nullable CollapseCounts collapse,
        @Nullable IncidentCounts incident) {

    /** Owner of the app. */
    public String tenant() {
        return key.tenant();
    }

    /** Application. */
    public String app() {
        return key.app();
    }

    /** Host name. */
    public String host() {
        return key.host();
    }

    /** The verdict of both planes together. */
    public Verdict verdict() {
        return decision.verdict();
    }

    /** Whether the record is at a minute boundary and its window holds a view or a result. */
    public boolean isMinuteEvent() {
        return windowEnd % MinuteKey.MINUTE_MILLIS == 0 && views.total() + checks.results() > 0;
    }
}
