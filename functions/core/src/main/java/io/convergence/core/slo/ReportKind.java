package io.convergence.core.slo;

import java.util.Locale;

/** The spans that reports are made for. */
public enum ReportKind {
    /** A UTC day. */
    DAY,
    /** An ISO week in UTC, from Monday. */
    WEEK,
    /** A month in UTC. */
    MONTH,
    /** A quarter in UTC. */
    QUARTER,
    /** A period of the objective's own calendar. */
    PERIOD;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As tables spell it. */
    public String label() {
        return label;
    }
}
