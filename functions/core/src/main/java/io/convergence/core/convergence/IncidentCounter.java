package io.convergence.core.convergence;

import io.convergence.core.collapse.TrafficCollapse;
import io.convergence.core.signal.Episode;
import io.convergence.core.signal.IncidentRecord;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.verdict.CollapseCounts;
import io.convergence.core.verdict.IncidentCounts;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictKey;
import org.jspecify.annotations.Nullable;

/**
 * Counts the views of incidents and traffic collapses, which can last longer than slices are stored: what leaves the stored
 * slices is added to the state of the app before it is dropped. Costs nothing while neither lasts.
 */
final class IncidentCounter {
    private IncidentCounter() {}

    /**
     * Adds the views of slices that are about to be dropped to the counts of the incident and the collapse.
     *
     * @param oldest slices that start before this instant are dropped next, epoch milliseconds
     */
    static void beforeDropping(AppWindow app, long oldest) {
        AppStatus status = app.status();
        TrafficCollapse collapse = status.collapse();
        IncidentMemory incident = status.incident();
        if (collapse.lasts()) {
            collapse = collapse.forgetting(app.views(collapse.since(), oldest));
        }
        if (status.episode().open()) {
            long openedAt = status.episode().openedAt();
            long views = app.views(openedAt, oldest);
            long errorViews = app.errorViews(openedAt, oldest);
            if (views > 0) {
                incident = new IncidentMemory(
                        incident.forgottenViews() + views,
                        incident.forgottenErrorViews() + errorViews,
                        incident.missingViews());
            }
        }
        if (!collapse.equals(status.collapse()) || !incident.equals(status.incident())) {
            app.status(status.withCounts(incident, collapse));
        }
    }

    /** Replaces the state of the collapse; the missing views of one that ends stay with the incident. */
    static void collapse(AppWindow app, TrafficCollapse next, long boundary) {
        AppStatus status = app.status();
        if (next.equals(status.collapse())) {
            return;
        }
        IncidentMemory incident = status.incident();
        long missing = missingViews(app, boundary);
        if (missing > 0) {
            incident = new IncidentMemory(
                    incident.forgottenViews(), incident.forgottenErrorViews(), incident.missingViews() + missing);
        }
        app.status(status.withCounts(incident, next));
    }

    /** The collapse that lasts at a boundary, or null. */
    static @Nullable CollapseCounts collapseAt(AppWindow app, long boundary) {
        TrafficCollapse collapse = app.status().collapse();
        return collapse.lasts()
                ? new CollapseCounts(
                        collapse.since(),
                        collapse.widthMillis(),
                        collapse.expectedViews(),
                        missingViews(app, boundary),
                        app.views(boundary - collapse.widthMillis(), boundary))
                : null;
    }

    /**
     * The size of the incident that is open after a boundary or ended at it, or null.
     *
     * @param before the incident before the boundary
     * @param after the incident after the boundary
     */
    static @Nullable IncidentCounts incidentAt(AppWindow app, Episode before, Episode after, long boundary) {
        if (!after.open() && !before.open()) {
            return null;
        }
        long openedAt = after.open() ? after.openedAt() : before.openedAt();
        IncidentMemory memory = app.status().incident();
        return new IncidentCounts(
                openedAt,
                after.open() ? null : boundary,
                memory.forgottenViews() + app.views(openedAt, boundary),
                memory.forgottenErrorViews() + app.errorViews(openedAt, boundary),
                memory.missingViews() + missingViews(app, boundary));
    }

    /**
     * The record of an incident.
     *
     * @param state the incident after the boundary, or before it when it ended there
     * @param endReason why it ended; read only when it did
     */
    static IncidentRecord record(
            VerdictKey key, long boundary, IncidentCounts counts, Episode state, SignalReason endReason) {
        SignalReason reason = state.byCollapse() ? SignalReason.TRAFFIC_COLLAPSE : SignalReason.THRESHOLD;
        return new IncidentRecord(
                key,
                boundary,
                counts,
                state.firstKind(),
                state.confirmed() ? Verdict.USER_IMPACT_CONFIRMED : Verdict.USER_ONLY_SYNTHETIC_BLIND,
                counts.endedAt() == null ? reason : endReason);
    }

    private static long missingViews(AppWindow app, long boundary) {
        TrafficCollapse collapse = app.status().collapse();
        return collapse.lasts() ? collapse.missingViews(boundary, app.views(collapse.since(), boundary)) : 0;
    }
}
