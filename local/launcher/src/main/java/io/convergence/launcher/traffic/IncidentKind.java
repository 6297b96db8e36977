package io.convergence.launcher.traffic;

/** What can go wrong with a site, and how it shows in each plane. */
public enum IncidentKind {
    /** A deploy breaks one app for a quarter of its views; checks fail. */
    BAD_DEPLOY("bad deploy", true),
    /** A script breaks in one browser only; checks, which use another, pass. */
    BROKEN_SCRIPT("broken script for one browser", false),
    /** The origin answers slowly: largest paints take three times as long; checks are slower but pass. */
    SLOW_ORIGIN("slow origin", false),
    /** The network of the probes fails: users are fine, checks fail. */
    PROBE_NETWORK_FAULT("probe network fault", true),
    /** Two minutes of failing views, then no view comes through; checks fail. */
    TOTAL_OUTAGE("total outage", true),
    /** Everything is as it should be again. */
    RECOVERY("recovery", false);

    /** The browser that a broken script breaks. */
    static final String BROKEN_BROWSER = "chrome";

    private static final long LAST_GASP_MILLIS = 120_000;
    private static final double DEPLOY_ERROR_RATE = 0.25;
    private static final double SCRIPT_ERROR_RATE = 0.12;
    private static final double OUTAGE_ERROR_RATE = 0.60;
    private static final double SLOWDOWN = 3;

    private final String label;
    private final boolean checksFail;

    IncidentKind(String label, boolean checksFail) {
        this.label = label;
        this.checksFail = checksFail;
    }

    /** A name to read. */
    public String label() {
        return label;
    }

    /** Whether views still reach the collector, {@code elapsed} milliseconds into the incident. */
    boolean admitsViews(long elapsed) {
        return this != TOTAL_OUTAGE || elapsed < LAST_GASP_MILLIS;
    }

    /**
     * The share of error views of one browser, in [0, 1].
     *
     * @param healthy that of the site without an incident
     */
    double errorRate(String browser, double healthy) {
        if (this == BAD_DEPLOY) {
            return DEPLOY_ERROR_RATE;
        }
        if (this == TOTAL_OUTAGE) {
            return OUTAGE_ERROR_RATE;
        }
        if (this == BROKEN_SCRIPT && browser.equals(BROKEN_BROWSER)) {
            double share = Device.chromeShare();
            return (SCRIPT_ERROR_RATE - healthy * (1 - share)) / share;
        }
        return healthy;
    }

    /** How many times as long largest paints and checks take. */
    double slowdown() {
        return this == SLOW_ORIGIN ? SLOWDOWN : 1;
    }

    /** Whether every check fails. */
    boolean checksFail() {
        return checksFail;
    }
}
