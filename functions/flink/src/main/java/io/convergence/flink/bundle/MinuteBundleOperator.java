package io.convergence.flink.bundle;

import io.convergence.core.rum.Beacon;
import io.convergence.core.window.MinuteBundle;
import io.convergence.core.window.MinuteBundles;
import io.convergence.core.window.MinuteKey;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.timer.BufferingOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sums of page views by (tenant, app, host, minute, page), formed before the shuffle so that a busy page costs one record
 * per minute and not one per view.
 *
 * <p>The operator has no state. It emits all sums before a checkpoint barrier, when it buffers too many, and at the end of
 * an interval, and those of a minute before it forwards a watermark that closes the minute.
 */
public final class MinuteBundleOperator extends BufferingOperator<Timed<Beacon>, MinuteBundle> {
    private static final long serialVersionUID = 1;

    private final boolean byPage;
    private final int maxPages;
    private transient MinuteBundles bundles;

    /**
     * A bundling operator.
     *
     * @param byPage whether pages are apart; otherwise the views of all pages of a host are summed
     * @param maxPages most sums in the buffer, at least 1
     * @param flushIntervalMillis longest time that views are buffered, in processing time
     */
    public MinuteBundleOperator(boolean byPage, int maxPages, long flushIntervalMillis) {
        super(flushIntervalMillis);
        this.byPage = byPage;
        this.maxPages = maxPages;
    }

    @Override
    public void open() throws Exception {
        super.open();
        bundles = new MinuteBundles(byPage);
    }

    @Override
    public void processElement(StreamRecord<Timed<Beacon>> element) {
        bundles.add(element.getValue().value());
        scheduleFlush();
        if (bundles.size() >= maxPages) {
            flush();
        }
    }

    @Override
    protected void flushBefore(long watermark) {
        // The watermark of the last millisecond of a minute closes it.
        bundles.drainBefore(watermark + 2 - MinuteKey.MINUTE_MILLIS, this::emit);
    }

    @Override
    protected void flush() {
        bundles.drainBefore(Long.MAX_VALUE, this::emit);
    }

    private void emit(MinuteBundle bundle) {
        output.collect(new StreamRecord<>(bundle));
    }
}
