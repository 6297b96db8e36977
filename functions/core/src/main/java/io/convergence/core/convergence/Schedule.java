package io.convergence.core.convergence;

import io.convergence.core.verdict.Verdict;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.SlidingCounts;
import io.convergence.core.window.WindowSpec;
import java.io.Serializable;

/**
 * The next boundary of a host at which its outcome can change: a slice enters or leaves a window, late data is added, a
 * full minute, a repetition or the end of a hold is due, or state expires. Slices do not count while no verdict can change
 * with them: see {@link #staysHealthy}.
 *
 * @param rules rules of the host
 */
public record Schedule(HostRules rules) implements Serializable {

    /**
     * The next boundary to evaluate, after the last evaluated one; {@link Long#MAX_VALUE} when nothing can change without
     * new data.
     */
    public long next(HostWindow host) {
        long next = earliest(host);
        // A setting that changed over a savepoint, such as a shorter hold, can make something due in the past.
        return next == Long.MAX_VALUE ? next : Math.max(next, after(host.evaluatedThrough()));
    }

    private long earliest(HostWindow host) {
        long next = host.checks().counts().nextChange(window());
        for (AppWindow app : host.apps().values()) {
            next = Math.min(next, next(host, app));
        }
        for (RumPartial late : host.lateViews()) {
            next = Math.min(next, after(Math.max(late.passedBoundary(), host.evaluatedThrough())));
        }
        for (LateResult late : host.lateResults()) {
            next = Math.min(next, after(Math.max(late.passedBoundary(), host.evaluatedThrough())));
        }
        for (SignalTombstone tombstone : host.tombstones()) {
            next = Math.min(next, aligned(tombstone.dueAt()));
        }
        return next;
    }

    /**
     * The next boundary to evaluate where it is before the one that the host has a timer for; {@link Long#MAX_VALUE}
     * otherwise. A host whose timer is for the boundary after the last evaluated one is not examined: none is earlier.
     */
    public long beforeTimer(HostWindow host) {
        if (host.scheduledFor() <= after(host.evaluatedThrough())) {
            return Long.MAX_VALUE;
        }
        long next = next(host);
        return next < host.scheduledFor() ? next : Long.MAX_VALUE;
    }

    /**
     * Whether slices entered or left a window up to a boundary without being evaluated, because no verdict could change. The
     * boundary must then be evaluated before new data is added, so that the data does not count at earlier boundaries.
     *
     * @param boundary last boundary of the host that event time has passed
     */
    public boolean hasSkipped(HostWindow host, long boundary) {
        if (host.evaluatedThrough() == Long.MIN_VALUE || boundary <= host.evaluatedThrough()) {
            return false;
        }
        for (AppWindow app : host.apps().values()) {
            if (app.status().admitted() && app.rum().nextChange(window()) <= boundary) {
                return boundary < next(host);
            }
        }
        return false;
    }

    /**
     * The boundary to evaluate for the timer that the host has registered. State of another release or with other settings
     * can hold a timer for a boundary that has been evaluated; the next boundary is evaluated instead.
     */
    public long due(HostWindow host) {
        return Math.max(window().boundaryAtOrAfter(host.scheduledFor()), after(host.evaluatedThrough()));
    }

    private WindowSpec window() {
        return rules.window();
    }

    private long next(HostWindow host, AppWindow app) {
        AppStatus status = app.status();
        if (!status.admitted()) {
            return app.firstEvents().isEmpty()
                    ? Long.MAX_VALUE
                    : Math.max(window().entersAt(app.firstEvents().firstKey()), after(host.evaluatedThrough()));
        }
        long through = host.evaluatedThrough();
        long next = staysHealthy(host, app)
                ? nextEmptyOrFilled(app.rum())
                : Math.min(app.rum().nextChange(window()), app.checks().counts().nextChange(window()));
        if (status.emptySince() == Long.MIN_VALUE) {
            next = Math.min(next, (Math.floorDiv(through, HostRules.MINUTE_MILLIS) + 1) * HostRules.MINUTE_MILLIS);
        }
        next = Math.min(next, collapseChange(host, app));
        next = Math.min(next, recentChecksChange(host, app));
        next = Math.min(next, aligned(rules.episodes().nextDue(status.episode(), through)));
        if (!status.episode().open()) {
            if (status.emptySince() != Long.MIN_VALUE) {
                next = Math.min(next, aligned(status.emptySince() + HostRules.QUIET_MILLIS));
            }
            next = Math.min(next, Math.max(aligned(status.lastNamed() + HostRules.UNNAMED_MILLIS), after(through)));
        }
        return next;
    }

    /**
     * Whether an app is healthy and stays so at every boundary until new data arrives: it has no incident, no check
     * results, and neither enough views for a verdict in any window to come nor enough for a traffic collapse.
     */
    private boolean staysHealthy(HostWindow host, AppWindow app) {
        AppStatus status = app.status();
        return status.verdict() == Verdict.HEALTHY
                && !status.episode().open()
                && host.checks().counts().isEmpty()
                && app.checks().counts().isEmpty()
                && host.lateViews().isEmpty()
                && host.lateResults().isEmpty()
                && mostViews(app) < rules.convergence().thresholds().minViews()
                && collapseChange(host, app) == Long.MAX_VALUE;
    }

    /** An upper bound of the views in any window from the current one on: those in it and those that will enter it. */
    private static long mostViews(AppWindow app) {
        return app.rumCounts().views() + app.views(app.rum().through(), Long.MAX_VALUE);
    }

    /** The next boundary at which a window with views can be empty, or an empty one gets views. */
    private long nextEmptyOrFilled(SlidingCounts views) {
        int entering = views.firstAtOrAfter(views.through());
        if (entering > views.firstAtOrAfter(views.through() - window().sizeMillis())) {
            return window().leavesAt(views.startAt(entering - 1));
        }
        return views.nextChange(window());
    }

    private long collapseChange(HostWindow host, AppWindow app) {
        return rules.collapse().policy().appliesTo(host.key().tenant(), app.app())
                ? app.nextPossibleCollapseChange(rules.collapse(), window())
                : Long.MAX_VALUE;
    }

    /**
     * The next boundary at which a result leaves the recent span of checks. It changes nothing while no check of the window
     * failed.
     */
    private long recentChecksChange(HostWindow host, AppWindow app) {
        long span = rules.recentChecksMillis();
        boolean noneFailed = host.checks().failures() + app.checks().failures() == 0
                && rules.convergence().thresholds().failureRatio().numerator() > 0;
        return span == 0 || noneFailed
                ? Long.MAX_VALUE
                : Math.min(
                        nextLeaving(host.checks().counts(), span),
                        nextLeaving(app.checks().counts(), span));
    }

    /** The next boundary at which a slice leaves a shorter span that ends where the window ends. */
    private long nextLeaving(SlidingCounts counts, long spanMillis) {
        if (counts.through() == Long.MIN_VALUE) {
            return Long.MAX_VALUE;
        }
        int first = counts.firstAtOrAfter(counts.through() - spanMillis);
        return first < counts.firstAtOrAfter(counts.through())
                ? window().entersAt(counts.startAt(first)) + spanMillis
                : Long.MAX_VALUE;
    }

    private long after(long boundary) {
        return boundary == Long.MIN_VALUE ? Long.MIN_VALUE : boundary + window().slideMillis();
    }

    private long aligned(long due) {
        return due == Long.MAX_VALUE ? due : window().boundaryAtOrAfter(due);
    }
}
