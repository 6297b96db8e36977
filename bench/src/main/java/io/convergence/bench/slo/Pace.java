package io.convergence.bench.slo;

import java.io.Serializable;
import java.util.concurrent.locks.LockSupport;

/** Limit of the rate of one source. For use by one thread. */
final class Pace implements Serializable {
    private static final double SECOND_NANOS = 1e9;

    /** Shorter waits are left to the next record: threads are woken no more exactly. */
    private static final long LEAST_WAIT_NANOS = 1_000_000;

    private final double perSecond;
    private long start;
    private long count;

    /** A pace of records per second; 0 for no limit. */
    Pace(double perSecond) {
        this.perSecond = perSecond;
    }

    /** Waits until the next record is due. */
    void await() {
        if (perSecond == 0) {
            return;
        }
        if (count == 0) {
            start = System.nanoTime();
        }
        long wait = start + (long) (count++ * SECOND_NANOS / perSecond) - System.nanoTime();
        if (wait > LEAST_WAIT_NANOS) {
            LockSupport.parkNanos(wait);
        }
    }
}
