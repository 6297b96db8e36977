package io.convergence.core.convergence;

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
            Long.MIN_VALUE);

    AppStatus asAdmitted() {
        return new AppStatus(
                true, lastNamed, verdict, previousVerdict, episode, incident, collapse, emptySince, vitalsThrough);
    }

    AppStatus namedAt(long eventTime) {
        long latest = Math.max(lastNamed, eventTime);
        return new AppStatus(
                admitted, latest, verdict, previousVerdict, episode, incident, collapse, emptySince, vitalsThrough);
    }

    AppStatus withVitalsThrough(long boundary) {
        return new AppStatus(
                admitted, lastNamed, verdict, previousVerdict, episode, incident, collapse, emptySince, boundary);
    }

    AppStatus withCounts(IncidentMemory counts, TrafficCollapse traffic) {
        return new AppStatus(
                admitted, lastNamed, verdict, previousVerdict, episode, counts, traffic, emptySince, vitalsThrough);
    }

    AppStatus evaluated(Verdict now, Episode after, long emptyFrom) {
        Verdict before = now == verdict ? previousVerdict : verdict;
        IncidentMemory counts = after.open() ? incident : IncidentMemory.NONE;
        return new AppStatus(admitted, lastNamed, now, before, after, counts, collapse, emptyFrom, vitalsThrough);
    }
}
