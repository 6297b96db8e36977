package io.convergence.flink.slo;

import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.flink.metrics.BundleCounters;
import io.convergence.flink.timer.FlushTimer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sums of the partial counts of groups that found no place, by objective, generation and minute, under the key of the
 * objective's group {@code (other)}. They are formed before the shuffle, because all groups of an objective go to one key.
 *
 * <p>The operator has no state. It emits all sums before a checkpoint barrier, when it buffers too many, and at the end of
 * an interval. Before it forwards a watermark it emits the sums of the minutes that the watermark closes.
 */
public final class OtherGroupOperator extends AbstractStreamOperator<GroupPartial>
        implements OneInputStreamOperator<GroupPartial, GroupPartial>, BoundedOneInput {
    private static final long serialVersionUID = 1;

    private final MinuteSchedule schedule;
    private final int maxPartials;
    private final long flushIntervalMillis;
    private transient BudgetPartials bundles;
    private transient BundleCounters counters;
    private transient FlushTimer flushTimer;

    /**
     * A summing operator.
     *
     * @param schedule schedule of the evaluations of each budget
     * @param maxPartials most sums in the buffer, at least 1
     * @param flushIntervalMillis longest time a partial is buffered, in processing time
     */
    public OtherGroupOperator(MinuteSchedule schedule, int maxPartials, long flushIntervalMillis) {
        this.schedule = schedule;
        this.maxPartials = maxPartials;
        this.flushIntervalMillis = flushIntervalMillis;
    }

    @Override
    public void open() throws Exception {
        super.open();
        bundles = new BudgetPartials();
        counters = new BundleCounters(getMetricGroup());
        flushTimer = new FlushTimer(getProcessingTimeService(), flushIntervalMillis, this::flush);
    }

    @Override
    public void processElement(StreamRecord<GroupPartial> element) {
        GroupPartial partial = element.getValue();
        counters.in();
        bundles.of(partial.key().other(), partial.generation(), partial.minute(), partial.appliesAt())
                .merge(partial.counts());
        flushTimer.schedule();
        if (bundles.size() >= maxPartials) {
            flush();
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        bundles.drainBefore(schedule.closedBefore(mark.getTimestamp()), this::emit);
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    @Override
    public void endInput() {
        flush();
    }

    private void flush() {
        bundles.drainBefore(Long.MAX_VALUE, this::emit);
    }

    private void emit(GroupPartial partial) {
        counters.out(1);
        output.collect(new StreamRecord<>(partial));
    }
}
