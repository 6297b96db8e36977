package io.convergence.core.vitals;

/**
 * A measurement of a page view. The code is what histograms remember it by: it never changes and is never reused.
 */
public enum Vital {
    /** Largest contentful paint, milliseconds. */
    LCP(0),
    /** Time to first byte, milliseconds. */
    TTFB(1),
    /** Interaction to next paint, milliseconds. */
    INP(2),
    /** Cumulative layout shift, a score. */
    CLS(3),
    /** First contentful paint, milliseconds. */
    FCP(4),
    /** Load event, milliseconds. */
    LOAD(5);

    private final int code;

    Vital(int code) {
        this.code = code;
    }

    /** The number this vital is remembered by. */
    public int code() {
        return code;
    }
}
