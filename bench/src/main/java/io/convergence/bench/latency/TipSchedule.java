package io.convergence.bench.latency;

import java.math.BigInteger;

/**
 * When incidents are tipped: evenly over a span. A span of whole turns meets every pair of phases of slide and checkpoint
 * alike, whatever the phase at its start.
 *
 * @param start of the span, epoch milliseconds
 * @param spanMillis positive
 * @param count of incidents, at least 1
 */
record TipSchedule(long start, long spanMillis, int count) {

    /** The time after which two periods are in the same phase to each other again: their least common multiple. */
    static long turnMillis(long slideMillis, long intervalMillis) {
        BigInteger slide = BigInteger.valueOf(slideMillis);
        BigInteger interval = BigInteger.valueOf(intervalMillis);
        return slide.divide(slide.gcd(interval)).multiply(interval).longValueExact();
    }

    /** When an incident is due, from 0 on, epoch milliseconds. */
    long at(int incident) {
        return start + incident * spanMillis / count;
    }
}
