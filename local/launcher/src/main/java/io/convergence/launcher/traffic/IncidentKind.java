package io.convergence.launcher.traffic;

/** Kinds of incidents, with their effect on views and on synthetic checks. */
public enum IncidentKind {
    /** A quarter of the views of one app has errors; checks fail. */
    BAD_DEPLOY("bad deploy", true),
    /** Views of one browser have errors; checks, which use another browser, pass. */
    BROKEN_SCRIPT("broken script for one browser", false),
    /** Largest paints and checks take three times as long; checks pass. */
    SLOW_ORIGIN("slow origin", false),
    /** Checks fail; views are not affected. */
    PROBE_NETWORK_FAULT("probe network fault", true),
    /** Most views have errors for two minutes, then there are no views; checks fail. */
    TOTAL_OUTAGE("total outage", true),
    /** No views arrive, as when the tag of a site is lost in a release; checks pass. */
    LOST_VIEWS("lost views", false),
    /**
     * A fifth of the views has errors for three minutes, then no more than usual for three minutes, and so on: a tenth on
     * average. Over windows of 15 minutes the rate swings around a tenth; checks pass.
     */
    FLAPPING_ERRORS("error rate that flaps", false),
    /** No incident. */
    RECOVERY("recovery", false);

    /** The browser that a broken script breaks. */
    static final String BROKEN_BROWSER = "chrome";

    private static final long LAST_GASP_MILLIS = 120_000;
    private static final double DEPLOY_ERROR_RATE = 0.25;
    private static final double SCRIPT_ERROR_RATE = 0.12;
    private static final double OUTAGE_ERROR_RATE = 0.60;
    private static final double FLAPPING_ERROR_RATE = 0.10;
    private static final long FLAP_MILLIS = 180_000;
    private static final double SLOWDOWN = 3;

    private final String label;
    private final boolean checksFail;

    IncidentKind(String label, boolean checksFail) {
        this.label = label;
        this.checksFail = checksFail;
    }

    /** The name for people. */
    public String label() {
        return label;
    }

    /**
     * Whether views reach the collector.
     *
     * @param elapsed time since the start of the incident, milliseconds
     */
    boolean admitsViews(long elapsed) {
        return this != LOST_VIEWS && (this != TOTAL_OUTAGE || elapsed < LAST_GASP_MILLIS);
    }

    /**
     * The share of error views of one browser, in [0, 1].
     *
     * @param healthy share of the site without an incident
     * @param elapsed time since the start of the incident, milliseconds
     */
    double errorRate(String browser, double healthy, long elapsed) {
        if (this == BAD_DEPLOY) {
            return DEPLOY_ERROR_RATE;
        }
        if (this == TOTAL_OUTAGE) {
            return OUTAGE_ERROR_RATE;
        }
        if (this == FLAPPING_ERRORS && elapsed / FLAP_MILLIS % 2 == 0) {
            return 2 * FLAPPING_ERROR_RATE - healthy;
        }
        if (this == BROKEN_SCRIPT && browser.equals(BROKEN_BROWSER)) {
            double share = Device.chromeShare();
            return (SCRIPT_ERROR_RATE - healthy * (1 - share)) / share;
        }
        return healthy;
    }

    /** Factor of the durations of largest paints and checks. */
    double slowdown() {
        return this == SLOW_ORIGIN ? SLOWDOWN : 1;
    }

    /** Whether every check fails. */
    boolean checksFail() {
        return checksFail;
    }
}
