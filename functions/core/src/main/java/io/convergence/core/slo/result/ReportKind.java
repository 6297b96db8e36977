package io.convergence.core.slo.result;

import java.util.Locale;

/** The spans that reports are made for. */
public enum ReportKind {
    /** A UTC day. */
    DAY(0),
    /** An ISO week in UTC, from Monday. */
    WEEK(1),
    /** A month in UTC. */
    MONTH(2),
    /** A quarter in UTC. */
    QUARTER(3),
    /** A period of the objective's own calendar. */
    PERIOD(4);

    private final String label = name().toLowerCase(Locale.ROOT);
    private final int place;

    ReportKind(int place) {
        this.place = place;
    }

    /** Its place in what is remembered, which never changes. */
    public int place() {
        return place;
    }

    /** As tables spell it. */
    public String label() {
        return label;
    }
}
