package io.convergence.core.window;

import java.io.Serializable;

/**
 * Limits on the state that one tenant can create.
 *
 * @param pages pages per app, host and minute that get a row of their own
 * @param apps apps per host
 * @param hosts hosts per tenant on each subtask
 */
public record Bounds(int pages, int apps, int hosts) implements Serializable {

    /** 256 pages, 64 apps, 100,000 hosts. */
    public static final Bounds DEFAULTS = new Bounds(256, 64, 100_000);
}
