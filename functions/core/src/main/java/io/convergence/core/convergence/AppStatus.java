package io.convergence.core.convergence;

import io.convergence.core.signal.Episode;
import io.convergence.core.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an app on a host beside its windows. Instants are epoch milliseconds;
 * {@link Long#MIN_VALUE} stands for never.
 *
 * @param admitted whether the app has a place among the apps of its host
 * @param lastNamed event time of the latest beacon or result that names the app
 * @param verdict the verdict at the last boundary evaluated, or null before the first
 * @param previousVerdict the verdict before that one changed, or null
 * @param episode the incident
 * @param emptySince the boundary since which neither plane has held anything, or never
 * @param vitalsThrough the boundary that the totals of the vitals end at, or never
 */
public record AppStatus(
        boolean admitted,
        long lastNamed,
        @Nullable Verdict verdict,
        @Nullable Verdict previousVerdict,
        Episode episode,
        long emptySince,
        long vitalsThrough) {

    /** Of an app that has just been named. */
    public static final AppStatus NEW =
            new AppStatus(false, Long.MIN_VALUE, null, null, Episode.NONE, Long.MIN_VALUE, Long.MIN_VALUE);

    AppStatus asAdmitted() {
        return new AppStatus(true, lastNamed, verdict, previousVerdict, episode, emptySince, vitalsThrough);
    }

    AppStatus namedAt(long eventTime) {
        return new AppStatus(
                admitted, Math.max(lastNamed, eventTime), verdict, previousVerdict, episode, emptySince, vitalsThrough);
    }

    AppStatus withVitalsThrough(long boundary) {
        return new AppStatus(admitted, lastNamed, verdict, previousVerdict, episode, emptySince, boundary);
    }

    AppStatus evaluated(Verdict now, Episode after, long emptyFrom) {
        Verdict before = now == verdict ? previousVerdict : verdict;
        return new AppStatus(admitted, lastNamed, now, before, after, emptyFrom, vitalsThrough);
    }
}
