package io.convergence.core.convergence;

import io.convergence.core.verdict.Verdict;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.SlidingCounts;
import io.convergence.core.window.WindowSpec;
import java.io.Serializable;

/**
 * The next boundary of a host at which its outcome can change: a slice enters or leaves a window, late data is added, a
 * full minute, a heartbeat, a repetition or the end of a hold is due, or state expires. Slices do not count up to the next full
 * minute or heartbeat for an app that is healthy at all boundaries until then, and neither do minutes where they are not used: see
 * {@link HealthyStretch}.
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
        long next = host.apps().isEmpty() ? host.checks().counts().nextChange(window()) : Long.MAX_VALUE;
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
        return host.scheduledFor() <= after(host.evaluatedThrough()) ? Long.MAX_VALUE : beforeTimer(host, next(host));
    }

    /**
     * {@link #beforeTimer(HostWindow)} for a host whose next boundary is known.
     *
     * @param next what {@link #next} returns
     */
    static long beforeTimer(HostWindow host, long next) {
        return next < host.scheduledFor() ? next : Long.MAX_VALUE;
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
        long checksOfHost = host.checks().counts().nextChange(window());
        if (!status.admitted()) {
            return app.firstEvents().isEmpty()
                    ? checksOfHost
                    : Math.min(
                            checksOfHost,
                            Math.max(window().entersAt(app.firstEvents().firstKey()), after(host.evaluatedThrough())));
        }
        long through = host.evaluatedThrough();
        long next;
        if (status.emptySince() == Long.MIN_VALUE) {
            long minute = nextMinute(through);
            long unchanged = nextUnchanged(host, app, minute);
            HealthyStretch lasting = new HealthyStretch(rules);
            if (lasting.lasts(host, app, unchanged)) {
                next = Math.min(unchanged, nextEmpty(host, app));
            } else if (unchanged > minute && lasting.lasts(host, app, minute)) {
                next = Math.min(minute, nextEmpty(host, app));
            } else {
                next = Math.min(Math.min(minute, unchanged), nextSlice(app, checksOfHost));
                next = Math.min(next, recentChecksChange(host, app));
            }
        } else {
            next = nextSlice(app, checksOfHost);
        }
        next = Math.min(next, collapseChange(host, app));
        next = Math.min(next, aligned(rules.episodes().nextDue(status.episode(), through)));
        if (!status.episode().open()) {
            if (status.emptySince() != Long.MIN_VALUE) {
                next = Math.min(next, aligned(status.emptySince() + HostRules.QUIET_MILLIS));
            }
            next = Math.min(next, Math.max(aligned(status.lastNamed() + HostRules.UNNAMED_MILLIS), after(through)));
        }
        return next;
    }

    private long nextSlice(AppWindow app, long checksOfHost) {
        return Math.min(
                checksOfHost,
                Math.min(app.rum().nextChange(window()), app.checks().counts().nextChange(window())));
    }

    /**
     * The next boundary at which an app is evaluated although nothing changes: a full minute or the heartbeat of a healthy key,
     * the earlier one. Where full minutes are not used, a healthy key has its heartbeats only.
     *
     * @param minute end of the next full minute
     */
    private long nextUnchanged(HostWindow host, AppWindow app, long minute) {
        AppStatus status = app.status();
        if (status.verdict() != Verdict.HEALTHY) {
            return minute;
        }
        HeartbeatPolicy policy = rules.heartbeats();
        long heartbeat = policy.nextWhileHealthy(
                host.verdictKey(app), status.unchangedSince(), host.evaluatedThrough(), window().slideMillis());
        return policy.minutes() == MinuteUse.UNUSED ? heartbeat : Math.min(minute, heartbeat);
    }

    private static long nextMinute(long after) {
        return (Math.floorDiv(after, HostRules.MINUTE_MILLIS) + 1) * HostRules.MINUTE_MILLIS;
    }

    /** The next boundary at which the window of an app that has views or checks can have none. */
    private long nextEmpty(HostWindow host, AppWindow app) {
        long last = Math.max(
                app.rum().lastCounted(window()),
                Math.max(
                        app.checks().counts().lastCounted(window()),
                        host.checks().counts().lastCounted(window())));
        return last == Long.MIN_VALUE ? after(host.evaluatedThrough()) : window().leavesAt(last);
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
