package io.convergence.jobs.settings;

import java.util.Locale;

/** A part of the job graph whose results can be published or not. */
public enum Branch {
    /** Verdicts, page minutes and user-impact signals. */
    CONVERGENCE,
    /** Service level objectives: snapshots, reports and burn-rate signals. */
    SLO;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
