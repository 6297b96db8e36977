package io.convergence.kit.wait;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition that another thread or process brings about, by asking for it until a deadline. */
public final class Waiting {
    /** The default deadline: far longer than any condition takes on a busy machine. */
    public static final Duration DEADLINE = Duration.ofSeconds(90);

    private static final Duration POLL = Duration.ofMillis(20);

    /** A condition that may fail to be evaluated, which ends the wait. */
    public interface Condition<E extends Exception> {
        /** Whether the condition holds now. */
        boolean holds() throws E;
    }

    private Waiting() {}

    /**
     * Returns as soon as a condition holds.
     *
     * @param what the condition in words, for the failure message
     * @throws AssertionError when it does not hold within 90 s
     */
    public static <E extends Exception> void until(String what, Condition<E> condition) throws E {
        until(what, DEADLINE, condition);
    }

    /**
     * Returns as soon as a condition holds.
     *
     * @param what the condition in words, for the failure message
     * @throws AssertionError when it does not hold within the deadline
     */
    public static <E extends Exception> void until(String what, Duration deadline, Condition<E> condition) throws E {
        until(what, deadline, POLL, condition);
    }

    /**
     * Returns as soon as a condition holds.
     *
     * @param what the condition in words, for the failure message
     * @param poll pause between two evaluations, for conditions that are expensive to evaluate
     * @throws AssertionError when it does not hold within the deadline
     */
    public static <E extends Exception> void until(
            String what, Duration deadline, Duration poll, Condition<E> condition) throws E {
        long end = System.nanoTime() + deadline.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + deadline.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(poll.toNanos());
        }
    }

    /**
     * Lets a span of real time pass, whatever interrupts or wakes the thread. For spans that are part of a scenario, such
     * as the length of an outage, never as a substitute for a condition.
     */
    public static void pause(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
