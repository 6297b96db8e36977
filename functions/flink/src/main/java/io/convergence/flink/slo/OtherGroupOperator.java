package io.convergence.flink.slo;

import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.flink.metrics.BundleCounters;
import io.convergence.flink.timer.BufferingOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sums of the partial counts of groups that found no place, by objective, generation and minute, under the key of the
 * objective's group {@code (other)}. They are formed before the shuffle, because all groups of an objective go to one key.
 *
 * <p>The operator has no state. It emits all sums before a checkpoint barrier, when it buffers too many, and at the end of
 * an interval. Before it forwards a watermark it emits the sums of the minutes that the watermark closes.
 */
public final class OtherGroupOperator extends BufferingOperator<GroupPartial, GroupPartial> {
    private static final long serialVersionUID = 1;

    private final MinuteSchedule schedule;
    private final int maxPartials;
    private transient BudgetPartials bundles;
    private transient BundleCounters counters;

    /**
     * A summing operator.
     *
     * @param schedule schedule of the evaluations of each budget
     * @param maxPartials most sums in the buffer, at least 1
     * @param flushIntervalMillis longest time a partial is buffered, in processing time
     */
    public OtherGroupOperator(MinuteSchedule schedule, int maxPartials, long flushIntervalMillis) {
        super(flushIntervalMillis);
        this.schedule = schedule;
        this.maxPartials = maxPartials;
    }

    @Override
    public void open() throws Exception {
        super.open();
        bundles = new BudgetPartials();
        counters = new BundleCounters(getMetricGroup());
    }

    @Override
    public void processElement(StreamRecord<GroupPartial> element) {
        GroupPartial partial = element.getValue();
        counters.in();
        bundles.of(partial.key().other(), partial.generation(), partial.minute(), partial.appliesAt())
                .merge(partial.counts());
        scheduleFlush();
        if (bundles.size() >= maxPartials) {
            flush();
        }
    }

    @Override
    protected void flushBefore(long watermark) {
        bundles.drainBefore(schedule.closedBefore(watermark), this::emit);
    }

    @Override
    protected void flush() {
        bundles.drainBefore(Long.MAX_VALUE, this::emit);
    }

    private void emit(GroupPartial partial) {
        counters.out(1);
        output.collect(new StreamRecord<>(partial));
    }
}
