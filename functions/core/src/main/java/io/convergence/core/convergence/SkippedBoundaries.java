package io.convergence.core.convergence;

import java.io.Serializable;

/**
 * The boundaries of a host that event time has passed and that were not evaluated, because no verdict could change. New data can
 * end the time in which slices do not count. Then the last of these boundaries is evaluated when the data arrives; otherwise
 * all of them would be evaluated one after another, without an outcome.
 *
 * @param schedule when the host is evaluated
 * @param evaluation its evaluation
 */
public record SkippedBoundaries(Schedule schedule, HostEvaluation evaluation) implements Serializable {

    /** The skipped boundaries of a host with the given rules. */
    public static SkippedBoundaries of(HostRules rules) {
        return new SkippedBoundaries(new Schedule(rules), new HostEvaluation(rules));
    }

    /**
     * Whether the last boundary that event time has passed must be evaluated, after new data has arrived.
     *
     * @param passed that boundary
     */
    public boolean mustEvaluate(HostWindow host, long passed) {
        return isBehind(host, passed) && schedule.next(host) <= passed;
    }

    /**
     * Evaluates the last boundary that event time has passed where it must be, after new data has arrived. Nothing is emitted:
     * the data enters later windows, and no verdict could change in those before.
     *
     * @param passed that boundary
     * @return what {@link Schedule#beforeTimer(HostWindow)} returns afterwards
     */
    public long evaluate(HostWindow host, HostMemory memory, long passed) {
        if (!isBehind(host, passed)) {
            return schedule.beforeTimer(host);
        }
        long next = schedule.next(host);
        if (next > passed) {
            return Schedule.beforeTimer(host, next);
        }
        evaluation.evaluate(host, memory, passed);
        return schedule.beforeTimer(host);
    }

    private static boolean isBehind(HostWindow host, long passed) {
        return host.evaluatedThrough() != Long.MIN_VALUE && passed > host.evaluatedThrough();
    }
}
