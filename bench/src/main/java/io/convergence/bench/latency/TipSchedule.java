package io.convergence.bench.latency;

import java.math.BigInteger;

/**
 * The times of the incidents, spread evenly over a span. Over a span of {@link #turnMillis} every pair of phases of slide
 * and checkpoint occurs equally often, whatever the phases at its start.
 *
 * @param start start of the span, epoch milliseconds
 * @param spanMillis length of the span, positive
 * @param count number of incidents, at least 1
 */
record TipSchedule(long start, long spanMillis, int count) {

    /** The time after which two periods have the same phases again: their least common multiple. */
    static long turnMillis(long slideMillis, long intervalMillis) {
        BigInteger slide = BigInteger.valueOf(slideMillis);
        BigInteger interval = BigInteger.valueOf(intervalMillis);
        return slide.divide(slide.gcd(interval)).multiply(interval).longValueExact();
    }

    /** The time of an incident by its index, from 0, epoch milliseconds. */
    long at(int incident) {
        return start + incident * spanMillis / count;
    }
}
