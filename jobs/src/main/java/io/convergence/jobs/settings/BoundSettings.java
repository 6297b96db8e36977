package io.convergence.jobs.settings;

/**
 * Bounds on cardinality, each at least 1.
 *
 * @param pages pages of an (app, host) that keep a row of their own each minute
 * @param apps apps per host
 * @param hosts hosts per tenant and subtask
 * @param groups groups per tenant over all its service level objectives
 */
public record BoundSettings(int pages, int apps, int hosts, int groups) {

    static BoundSettings read(OptionReader reader) {
        return new BoundSettings(
                reader.within(ConvergenceOptions.BOUND_PAGES, 1, Integer.MAX_VALUE),
                reader.within(ConvergenceOptions.BOUND_APPS, 1, Integer.MAX_VALUE),
                reader.within(ConvergenceOptions.BOUND_HOSTS, 1, Integer.MAX_VALUE),
                reader.within(ConvergenceOptions.BOUND_GROUPS, 1, Integer.MAX_VALUE));
    }
}
