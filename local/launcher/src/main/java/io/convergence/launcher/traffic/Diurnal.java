package io.convergence.launcher.traffic;

/** The daily curve of traffic: a trough at 04:00 local time and a peak at 20:00, four times as high. */
final class Diurnal {
    private static final double TROUGH_HOUR = 4;
    private static final double PEAK_HOUR = 20;
    private static final double TROUGH = 0.25;
    private static final long DAY = 86_400_000L;

    private Diurnal() {}

    /**
     * The rate at a time as a share of the rate at the peak, 0.25..1.
     *
     * @param time epoch milliseconds
     */
    static double share(long time, int utcOffsetHours) {
        double hour = Math.floorMod(time + utcOffsetHours * 3_600_000L, DAY) / 3_600_000.0;
        double rise = Math.floorMod((long) ((hour - TROUGH_HOUR) * 1000), 24_000L) / 1000.0;
        double risingHours = PEAK_HOUR - TROUGH_HOUR;
        double phase = rise < risingHours ? rise / risingHours : 1 + (rise - risingHours) / (24 - risingHours);
        return TROUGH + (1 - TROUGH) * (1 - Math.cos(Math.PI * phase)) / 2;
    }
}
