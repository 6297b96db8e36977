package io.convergence.core.slo.result;

import java.util.Locale;

/** Kind of span that a report covers. */
public enum ReportKind {
    /** A UTC day. */
    DAY(0),
    /** An ISO week in UTC, from Monday. */
    WEEK(1),
    /** A month in UTC. */
    MONTH(2),
    /** A quarter in UTC. */
    QUARTER(3),
    /** A calendar period of the objective, in its own time zone. */
    PERIOD(4);

    private final String label = name().toLowerCase(Locale.ROOT);
    private final int place;

    ReportKind(int place) {
        this.place = place;
    }

    /** Index of the kind in stored state, which must never change. */
    public int place() {
        return place;
    }

    /** Spelling in tables and topics. */
    public String label() {
        return label;
    }
}
