package io.convergence.launcher.traffic;

/**
 * All vitals of one view, of which a browser may not report some.
 *
 * @param ttfbMillis time to first byte
 * @param fcpMillis first contentful paint, at least the time to first byte
 * @param lcpMillis largest contentful paint, at least the first contentful paint
 * @param inpMillis interaction to next paint, a multiple of 8
 * @param cls cumulative layout shift, 0..5
 */
record SampledVitals(double ttfbMillis, double fcpMillis, double lcpMillis, double inpMillis, double cls) {}
