package io.convergence.launcher.traffic;

import java.util.random.RandomGenerator;

/**
 * Distribution of the vitals of a view. Time to first byte, first and largest paint are log-normal and correlated, each at
 * least the one before it. Interaction and layout shift are independent. Parameters are mean (mu) and standard deviation
 * (sigma) of the natural logarithm of milliseconds.
 *
 * @param stillShare probability of a view without layout shift
 */
record VitalLaw(
        double ttfbMu,
        double ttfbSigma,
        double fcpMu,
        double fcpSigma,
        double lcpMu,
        double lcpSigma,
        double inpMu,
        double inpSigma,
        double stillShare) {

    /** Phones, fitted to 70 million real page loads. */
    static final VitalLaw MOBILE = new VitalLaw(6.28, 0.70, 6.92, 0.66, 7.17, 0.72, 4.45, 0.90, 0.35);

    /** Desktops, fitted to the same page loads. */
    static final VitalLaw DESKTOP = new VitalLaw(6.05, 0.72, 6.80, 0.72, 7.24, 0.80, 3.70, 0.95, 0.40);

    private static final double CLS_MU = -3.86;
    private static final double CLS_SIGMA = 1.73;
    private static final double CLS_MOST = 5;

    /** Resolution of reported interactions, milliseconds. */
    private static final double INP_STEP = 8;

    /** Longest duration a beacon may carry, milliseconds. */
    private static final double MOST_MILLIS = 600_000;

    /**
     * Random vitals of one view.
     *
     * @param slowdown factor of the largest paint
     */
    SampledVitals draw(RandomGenerator random, double slowdown) {
        double z = random.nextGaussian();
        double zFirst = 0.75 * z + 0.66 * random.nextGaussian();
        double zLargest = 0.85 * zFirst + 0.53 * random.nextGaussian();
        double ttfb = Math.exp(ttfbMu + ttfbSigma * z);
        double fcp = Math.max(ttfb, Math.exp(fcpMu + fcpSigma * zFirst));
        double lcp = Math.max(fcp, Math.exp(lcpMu + lcpSigma * zLargest));
        double inp = INP_STEP * Math.max(1, Math.rint(Math.exp(inpMu + inpSigma * random.nextGaussian()) / INP_STEP));
        boolean still = random.nextDouble() < stillShare;
        double cls = still ? 0 : Math.min(CLS_MOST, Math.exp(CLS_MU + CLS_SIGMA * random.nextGaussian()));
        return new SampledVitals(
                tenth(ttfb), tenth(fcp), tenth(lcp * slowdown), tenth(inp), Math.rint(cls * 1e4) / 1e4);
    }

    private static double tenth(double millis) {
        return Math.rint(Math.min(MOST_MILLIS, millis) * 10) / 10;
    }
}
