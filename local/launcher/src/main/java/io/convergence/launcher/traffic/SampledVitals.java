package io.convergence.launcher.traffic;

/**
 * The vitals of one view, all of them, before a browser leaves some out.
 *
 * @param ttfbMillis time to first byte
 * @param fcpMillis first contentful paint, not before the first byte
 * @param lcpMillis largest contentful paint, not before the first
 * @param inpMillis interaction to next paint, in steps of 8
 * @param cls layout shift score, 0..5
 */
record SampledVitals(double ttfbMillis, double fcpMillis, double lcpMillis, double inpMillis, double cls) {}
