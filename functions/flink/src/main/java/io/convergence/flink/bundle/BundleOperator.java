package io.convergence.flink.bundle;

import io.convergence.core.rum.Beacon;
import io.convergence.core.window.HostBundle;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.Stagger;
import io.convergence.core.window.WindowSpec;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.metrics.BundleCounters;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Adds views up by (tenant, host, app, page, slice) before they are shuffled, so that a busy page costs a record a
 * slice and not one a view.
 *
 * <p>It has no state: everything it holds is handed over before a barrier, and what a watermark closes before that
 * watermark. It also hands over when it holds too much, and from time to time. A view that comes late goes on at once
 * and alone, stamped with the boundary it missed.
 */
public final class BundleOperator extends AbstractStreamOperator<HostBundle>
        implements OneInputStreamOperator<Timed<Beacon>, HostBundle>, BoundedOneInput, ProcessingTimeCallback {
    private final Stagger stagger;
    private final double lcpThresholdMillis;
    private final int maxPartials;
    private final long flushIntervalMillis;
    private transient SliceBundles bundles;
    private transient BundleCounters counters;
    private transient @Nullable ScheduledFuture<?> nextFlush;

    /**
     * Bundles views.
     *
     * @param stagger when a key's boundaries are evaluated
     * @param lcpThresholdMillis what LCP is compared with
     * @param maxPartials how many partials are held at most
     * @param flushIntervalMillis processing time after which all are handed over
     */
    public BundleOperator(Stagger stagger, double lcpThresholdMillis, int maxPartials, long flushIntervalMillis) {
        this.stagger = stagger;
        this.lcpThresholdMillis = lcpThresholdMillis;
        this.maxPartials = maxPartials;
        this.flushIntervalMillis = flushIntervalMillis;
    }

    @Override
    public void open() throws Exception {
        super.open();
        bundles = new SliceBundles(lcpThresholdMillis);
        counters = new BundleCounters(getMetricGroup());
        askForFlush();
    }

    @Override
    public void processElement(StreamRecord<Timed<Beacon>> element) {
        counters.in();
        Timed<Beacon> timed = element.getValue();
        Beacon beacon = timed.value();
        HostKey key = HostKey.of(beacon);
        WindowSpec window = stagger.window();
        long slice = window.sliceOf(beacon.receivedAt());
        long passed = stagger.lastPassed(key, timed.watermark());
        if (window.entersAt(slice) <= passed) {
            RumPartial late = new RumPartial(beacon.app(), beacon.page(), slice, passed);
            late.add(beacon, lcpThresholdMillis);
            emit(new HostBundle(key, List.of(late)));
            return;
        }
        bundles.add(key, slice, beacon);
        if (bundles.size() >= maxPartials) {
            flush();
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        // A slice is closed by the first watermark that lets its boundary be evaluated: the millisecond before it.
        bundles.drainBefore(stagger.window().closedBefore(mark.getTimestamp()), this::emit);
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

    @Override
    public void onProcessingTime(long timestamp) {
        flush();
        askForFlush();
    }

    @Override
    public void close() throws Exception {
        if (nextFlush != null) {
            nextFlush.cancel(false);
        }
        super.close();
    }

    private void askForFlush() {
        nextFlush = getProcessingTimeService()
                .registerTimer(getProcessingTimeService().getCurrentProcessingTime() + flushIntervalMillis, this);
    }

    private void flush() {
        bundles.drainBefore(Long.MAX_VALUE, this::emit);
    }

    private void emit(HostBundle bundle) {
        counters.out(bundle.partials().size());
        output.collect(new StreamRecord<>(bundle));
    }
}
