package io.convergence.flink.timer;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * An operator without state that buffers what arrives. It emits everything before a checkpoint barrier, at the end of the input
 * and at the end of an interval, and before each watermark what must precede it.
 *
 * @param <I> elements of the input
 * @param <O> elements of the output
 */
public abstract class BufferingOperator<I, O> extends AbstractStreamOperator<O>
        implements OneInputStreamOperator<I, O>, BoundedOneInput {
    private static final long serialVersionUID = 1;

    private final long flushIntervalMillis;
    private transient FlushTimer flushTimer;

    /**
     * A buffering operator.
     *
     * @param flushIntervalMillis longest time that an element is buffered, in processing time
     */
    protected BufferingOperator(long flushIntervalMillis) {
        this.flushIntervalMillis = flushIntervalMillis;
    }

    /** Emits everything that is buffered. */
    protected abstract void flush();

    /**
     * Emits what must precede a watermark.
     *
     * @param watermark epoch milliseconds
     */
    protected abstract void flushBefore(long watermark);

    /** Emits everything at the end of the interval that begins now, unless one has begun. To be called for each element. */
    protected final void scheduleFlush() {
        flushTimer.schedule();
    }

    @Override
    public void open() throws Exception {
        super.open();
        flushTimer = new FlushTimer(getProcessingTimeService(), flushIntervalMillis, this::flush);
    }

    @Override
    public final void processWatermark(Watermark mark) throws Exception {
        flushBefore(mark.getTimestamp());
        super.processWatermark(mark);
    }

    @Override
    public final void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    @Override
    public final void endInput() {
        flush();
    }
}
