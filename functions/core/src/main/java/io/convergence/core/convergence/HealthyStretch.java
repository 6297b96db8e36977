package io.convergence.core.convergence;

import io.convergence.core.verdict.Verdict;

/**
 * A time in which an app is healthy at every boundary, whichever of the data that has arrived enters and leaves its window.
 *
 * @param rules rules of the host
 */
record HealthyStretch(HostRules rules) {

    /**
     * Whether an app is healthy and stays so at every boundary up to an instant, unless new data arrives: it has no incident,
     * and neither its views nor the checks can make it degraded. A traffic collapse has boundaries of its own.
     */
    boolean lasts(HostWindow host, AppWindow app, long until) {
        AppStatus status = app.status();
        return status.verdict() == Verdict.HEALTHY
                && !status.episode().open()
                && host.lateViews().isEmpty()
                && host.lateResults().isEmpty()
                && !rules.convergence().mayBeDegraded(app.leastCounts(rules.window(), until), app.mostCounts(until))
                && !checksMayFail(host.checks(), app.checks(), until);
    }

    private boolean checksMayFail(SyntheticWindow host, SyntheticWindow app, long until) {
        long size = rules.window().sizeMillis();
        long recent = Math.min(size, rules.recentChecksMillis());
        return rules.convergence()
                .mayFail(
                        host.leastSamples(size, until) + app.leastSamples(size, until),
                        host.mostFailures(size, until) + app.mostFailures(size, until),
                        host.leastSamples(recent, until) + app.leastSamples(recent, until),
                        host.mostFailures(recent, until) + app.mostFailures(recent, until));
    }
}
