package io.convergence.jobs.settings;

import java.util.Locale;

/** A part of the job that publishes results of its own. */
public enum Branch {
    /** Verdicts and user-impact signals. */
    CONVERGENCE,
    /** Service level objectives. */
    SLO;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
