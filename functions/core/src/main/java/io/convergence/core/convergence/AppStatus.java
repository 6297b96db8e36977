package io.convergence.core.convergence;

import io.convergence.core.collapse.TrafficCollapse;
import io.convergence.core.signal.Episode;
import io.convergence.core.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * State of an app on a host beside its windows. Instants are epoch milliseconds; {@link Long#MIN_VALUE} means never.
 *
 * @param admitted whether the app is one of the apps that its host may have
 * @param lastNamed event time of the latest beacon or result that names the app
 * @param verdict the verdict at the last boundary evaluated, or null before the first
 * @param previousVerdict the verdict before that one changed, or null
 * @param episode the incident and its signals
 * @param incident counts of the incident that the stored slices no longer contain
 * @param collapse the traffic collapse
 * @param unchangedSince the boundary since which the verdict counts as unchanged, for {@link HeartbeatPolicy}: that of its last
 *     change, or {@link HeartbeatPolicy#unchangedSinceOfNew} of the boundary at which the key appeared last, the later one; never
 *     means long ago
 * @param emptySince the boundary since which both planes have been empty, or never
 * @param vitalsThrough the boundary that the totals of the vitals end at, or never
 */
public record AppStatus(
        boolean admitted,
        long lastNamed,
        @Nullable Verdict verdict,
        @Nullable Verdict previousVerdict,
        Episode episode,
        IncidentMemory incident,
        TrafficCollapse collapse,
        long unchangedSince,
        long emptySince,
        long vitalsThrough) {

    /** The state of an app that has just been named. */
    public static final AppStatus NEW = new AppStatus(
            false,
            Long.MIN_VALUE,
            null,
            null,
            Episode.NONE,
            IncidentMemory.NONE,
            TrafficCollapse.NONE,
            Long.MIN_VALUE,
            Long.MIN_VALUE,
            Long.MIN_VALUE);

    AppStatus asAdmitted() {
        return with(true, lastNamed, incident, collapse, vitalsThrough);
    }

    AppStatus namedAt(long eventTime) {
        return with(admitted, Math.max(lastNamed, eventTime), incident, collapse, vitalsThrough);
    }

    AppStatus withVitalsThrough(long boundary) {
        return with(admitted, lastNamed, incident, collapse, boundary);
    }

    AppStatus withCounts(IncidentMemory counts, TrafficCollapse traffic) {
        return with(admitted, lastNamed, counts, traffic, vitalsThrough);
    }

    /** The state after the evaluation of a boundary. */
    AppStatus evaluated(Verdict now, Episode after, boolean hasData, long boundary) {
        boolean appears = verdict == null || (now == verdict && emptySince != Long.MIN_VALUE && hasData);
        long unchanged = now == verdict || appears ? unchangedSince : boundary;
        return new AppStatus(
                admitted,
                lastNamed,
                now,
                now == verdict ? previousVerdict : verdict,
                after,
                after.open() ? incident : IncidentMemory.NONE,
                collapse,
                appears ? Math.max(unchanged, HeartbeatPolicy.unchangedSinceOfNew(boundary)) : unchanged,
                hasData ? Long.MIN_VALUE : emptySince == Long.MIN_VALUE ? boundary : emptySince,
                vitalsThrough);
    }

    private AppStatus with(
            boolean isAdmitted, long named, IncidentMemory counts, TrafficCollapse traffic, long vitalsEnd) {
        return new AppStatus(
                isAdmitted,
                named,
                verdict,
                previousVerdict,
                episode,
                counts,
                traffic,
                unchangedSince,
                emptySince,
                vitalsEnd);
    }
}
