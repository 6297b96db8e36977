package io.convergence.flink.bundle;

import io.convergence.core.rum.Beacon;
import io.convergence.core.window.HostBundle;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.SliceBundles;
import io.convergence.core.window.Stagger;
import io.convergence.core.window.WindowSpec;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.metrics.BundleCounters;
import io.convergence.flink.timer.BufferingOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sums of page views by (tenant, host, app, slice), formed before the shuffle so that a busy host costs one record per slice
 * and not one per view. Late views have sums of their own, by the boundary that they missed.
 *
 * <p>The operator has no state. It emits all sums before a checkpoint barrier, when it buffers too many, and at the end of
 * an interval. Before it forwards a watermark it emits the sums of the slices that the watermark closes, and the late
 * ones that count from a boundary which the watermark lets be evaluated.
 */
public final class BundleOperator extends BufferingOperator<Timed<Beacon>, HostBundle> {
    private static final long serialVersionUID = 1;

    private final Stagger stagger;
    private final double lcpThresholdMillis;
    private final int maxSums;
    private transient SliceBundles bundles;
    private transient BundleCounters counters;

    /**
     * A bundling operator.
     *
     * @param stagger schedule of the evaluations of each host
     * @param lcpThresholdMillis LCP values below it are counted
     * @param maxSums most sums in the buffer, at least 1, see {@link SliceBundles#size}
     * @param flushIntervalMillis longest time a view is buffered, in processing time
     */
    public BundleOperator(Stagger stagger, double lcpThresholdMillis, int maxSums, long flushIntervalMillis) {
        super(flushIntervalMillis);
        this.stagger = stagger;
        this.lcpThresholdMillis = lcpThresholdMillis;
        this.maxSums = maxSums;
    }

    @Override
    public void open() throws Exception {
        super.open();
        bundles = new SliceBundles(lcpThresholdMillis);
        counters = new BundleCounters(getMetricGroup());
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
        boolean isLate = window.entersAt(slice) <= passed;
        bundles.add(key, slice, isLate ? passed : RumPartial.ON_TIME, beacon);
        scheduleFlush();
        if (bundles.size() >= maxSums) {
            flush();
        }
    }

    @Override
    protected void flushBefore(long watermark) {
        // The first watermark that lets a boundary be evaluated, boundary - 1 ms, closes the slices that enter at it.
        bundles.drainBefore(stagger.window().closedBefore(watermark), this::emit);
    }

    @Override
    protected void flush() {
        bundles.drainBefore(Long.MAX_VALUE, this::emit);
    }

    private void emit(HostBundle bundle) {
        counters.out(bundle.slices().size());
        output.collect(new StreamRecord<>(bundle));
    }
}
