package io.convergence.core.convergence;

import io.convergence.core.signal.Episode;
import io.convergence.core.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * State of an app on a host apart from its windows. Instants are epoch milliseconds; {@link Long#MIN_VALUE} means never.
 *
 * @param admitted whether the app is counted among the apps of its host
 * @param lastNamed event time of the latest beacon or synthetic result that names the app
 * @param verdict verdict at the last evaluated boundary, or null before the first
 * @param previousVerdict last verdict that differs from it, or null
 * @param episode state of the incident
 * @param emptySince first boundary of the current run of boundaries without views and results, or never
 * @param vitalsThrough boundary of the window that the stored vitals of the window belong to, or never
 */
public record AppStatus(
        boolean admitted,
        long lastNamed,
        @Nullable Verdict verdict,
        @Nullable Verdict previousVerdict,
        Episode episode,
        long emptySince,
        long vitalsThrough) {

    /** The state of an app before its first event. */
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
