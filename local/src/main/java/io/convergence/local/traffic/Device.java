package io.convergence.local.traffic;

import java.util.random.RandomGenerator;

/** What a view is made with. Shares and vitals are those of the traffic model (70 million real page loads). */
enum Device {
    DESKTOP(
            0.40,
            new double[] {0.65, 0.23, 0.07, 0.04, 0.01},
            new VitalLaw(6.05, 0.72, 6.80, 0.72, 7.24, 0.80, 3.70, 0.95, 0.40)),
    MOBILE(
            0.56,
            new double[] {0.24, 0.00, 0.38, 0.00, 0.38},
            new VitalLaw(6.28, 0.70, 6.92, 0.66, 7.17, 0.72, 4.45, 0.90, 0.35)),
    TABLET(0.04, MOBILE.browserShares, MOBILE.vitals);

    /** Browsers as records spell them; {@code other} holds web views and rare ones. */
    private static final String[] BROWSERS = {"chrome", "edge", "safari", "firefox", "other"};

    private final double share;
    private final double[] browserShares;
    private final VitalLaw vitals;

    Device(double share, double[] browserShares, VitalLaw vitals) {
        this.share = share;
        this.browserShares = browserShares;
        this.vitals = vitals;
    }

    /** A device by its share of views. */
    static Device draw(RandomGenerator random) {
        double u = random.nextDouble();
        return u < DESKTOP.share ? DESKTOP : u < DESKTOP.share + MOBILE.share ? MOBILE : TABLET;
    }

    /** A browser by its share on this device. */
    String browser(RandomGenerator random) {
        double u = random.nextDouble();
        for (int i = 0; i < BROWSERS.length - 1; i++) {
            u -= browserShares[i];
            if (u < 0) {
                return BROWSERS[i];
            }
        }
        return BROWSERS[BROWSERS.length - 1];
    }

    /** How vitals are distributed. */
    VitalLaw vitals() {
        return vitals;
    }

    /** The share of a browser in all views. */
    static double browserShare(String browser) {
        double sum = 0;
        for (Device device : values()) {
            for (int i = 0; i < BROWSERS.length; i++) {
                sum += BROWSERS[i].equals(browser) ? device.share * device.browserShares[i] : 0;
            }
        }
        return sum;
    }
}
