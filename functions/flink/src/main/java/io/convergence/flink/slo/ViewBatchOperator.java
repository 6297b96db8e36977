package io.convergence.flink.slo;

import io.convergence.core.rum.Beacon;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.intake.ViewBatch;
import io.convergence.flink.timer.BufferingOperator;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Batches of page views for {@link MatchOperator}, which runs in a task of its own because it has two inputs. Texts that many
 * views share, such as pages, are then serialized once a batch.
 *
 * <p>The operator has no state. It emits its batch before each watermark and checkpoint barrier, when it is full, and at the end
 * of an interval.
 */
public final class ViewBatchOperator extends BufferingOperator<Timed<Beacon>, ViewBatch> {
    private static final long serialVersionUID = 1;

    /** Most views of a batch: with about 130 bytes each it fits one network buffer of 32 KB or begins a second one. */
    static final int MAX_VIEWS = 256;

    private transient List<Timed<Beacon>> views;

    /**
     * A batching operator.
     *
     * @param flushIntervalMillis longest time a view is buffered, in processing time
     */
    public ViewBatchOperator(long flushIntervalMillis) {
        super(flushIntervalMillis);
    }

    @Override
    public void open() throws Exception {
        super.open();
        views = new ArrayList<>(MAX_VIEWS);
    }

    @Override
    public void processElement(StreamRecord<Timed<Beacon>> element) {
        views.add(element.getValue());
        if (views.size() == MAX_VIEWS) {
            flush();
        } else {
            scheduleFlush();
        }
    }

    @Override
    protected void flushBefore(long watermark) {
        flush();
    }

    @Override
    protected void flush() {
        if (!views.isEmpty()) {
            ViewBatch batch = new ViewBatch(views);
            views = new ArrayList<>(MAX_VIEWS);
            output.collect(new StreamRecord<>(batch));
        }
    }
}
