package io.convergence.flink.rollup;

import io.convergence.core.rollup.Measurement;
import io.convergence.core.rollup.MetricMinute;
import io.convergence.core.rollup.MetricMinuteRule;
import io.convergence.core.window.MinuteKey;
import io.convergence.flink.events.CachingOperator;

/** Operator of {@link MetricMinuteFunction}, which writes the minutes that the function has cached to the state. */
public final class MetricMinuteOperator extends CachingOperator<MinuteKey, Measurement, MetricMinute> {
    private static final long serialVersionUID = 1;

    /**
     * An operator with this rule.
     *
     * @param cacheBytes most bytes of decoded minutes that a subtask caches; 0 for none
     */
    public MetricMinuteOperator(MetricMinuteRule rule, long cacheBytes) {
        super(new MetricMinuteFunction(rule), cacheBytes);
    }
}
