package io.convergence.launcher.traffic;

import java.util.random.RandomGenerator;

/**
 * Kind of device of a view, with its share of all views and the shares of browsers on it. The remaining browsers are
 * {@code other}.
 */
enum Device {
    DESKTOP(0.40, 0.65, 0.23, 0.07, 0.04),
    MOBILE(0.56, 0.24, 0, 0.38, 0),
    TABLET(0.04, 0.24, 0, 0.38, 0);

    private final double share;
    private final double chrome;
    private final double edge;
    private final double safari;
    private final double firefox;

    Device(double share, double chrome, double edge, double safari, double firefox) {
        this.share = share;
        this.chrome = chrome;
        this.edge = edge;
        this.safari = safari;
        this.firefox = firefox;
    }

    /** A random device, by the shares of views. */
    static Device draw(RandomGenerator random) {
        double u = random.nextDouble();
        return u < DESKTOP.share ? DESKTOP : u < DESKTOP.share + MOBILE.share ? MOBILE : TABLET;
    }

    /** A random browser by the shares on this device, spelled as in records. */
    String browser(RandomGenerator random) {
        double u = random.nextDouble();
        if (u < chrome) {
            return "chrome";
        }
        if (u < chrome + edge) {
            return "edge";
        }
        if (u < chrome + edge + safari) {
            return "safari";
        }
        return u < chrome + edge + safari + firefox ? "firefox" : "other";
    }

    /** The distribution of vitals; tablets have that of phones. */
    VitalLaw vitals() {
        return this == DESKTOP ? VitalLaw.DESKTOP : VitalLaw.MOBILE;
    }

    /** The share of Chrome in all views. */
    static double chromeShare() {
        double sum = 0;
        for (Device device : values()) {
            sum += device.share * device.chrome;
        }
        return sum;
    }
}
