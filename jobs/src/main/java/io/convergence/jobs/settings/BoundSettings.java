package io.convergence.jobs.settings;

import io.convergence.core.window.Bounds;

/**
 * Bounds on cardinality, each at least 1.
 *
 * @param pages pages of an (app, host) that get a row of their own each minute
 * @param apps apps per host
 * @param hosts hosts per tenant and subtask
 * @param groups groups per service level objective and subtask that have events in a window
 */
public record BoundSettings(int pages, int apps, int hosts, int groups) {

    /** The bounds of the convergence branch. */
    public Bounds bounds() {
        return new Bounds(pages, apps, hosts);
    }

    static BoundSettings read(ConfigOptionReader reader) {
        return new BoundSettings(
                reader.within(ConvergenceOptions.BOUND_PAGES, 1, Integer.MAX_VALUE),
                reader.within(ConvergenceOptions.BOUND_APPS, 1, Integer.MAX_VALUE),
                reader.within(ConvergenceOptions.BOUND_HOSTS, 1, Integer.MAX_VALUE),
                reader.within(ConvergenceOptions.BOUND_GROUPS, 1, Integer.MAX_VALUE));
    }
}
