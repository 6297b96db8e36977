package io.convergence.flink.rollup;

import io.convergence.core.rollup.Dimensions;
import io.convergence.core.rollup.Measurement;
import io.convergence.core.rollup.MetricMinute;
import io.convergence.core.rollup.MetricMinuteRule;
import io.convergence.core.rollup.MetricRowKey;
import io.convergence.core.rollup.MetricTotals;
import io.convergence.core.rollup.RollupProgress;
import io.convergence.core.window.Backlog;
import io.convergence.core.window.MinuteKey;
import io.convergence.flink.events.CachingOperator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Rows of metrics per minute of an app on a host: emitted every ten seconds of event time in which the minute changed, at
 * its close, and when a vital of it is restated; every minute while the job reads a {@link Backlog}. Pages have rows of
 * their own while they are few; at the close those with the most samples keep them, and the others share one.
 *
 * <p>State per minute of an app on a host: {@code open-minute}, cleared 40 minutes after the minute. A minute with more than
 * 256 rows, and one of a savepoint of an earlier release, has entries of {@code rollup-rows} (at most the bound),
 * {@code rollup-changed}, {@code rollup-values} and {@code rollup-progress} instead. Metrics in the scope {@code rollups}:
 * {@code overflow} with the label {@code what}.
 */
public final class MetricMinuteFunction extends KeyedProcessFunction<MinuteKey, Measurement, MetricMinute>
        implements CachingOperator.Cache<MinuteKey> {
    private static final long STEP_MILLIS = 10_000;

    /** How long after its close the state of a minute is retained: longer than a vital takes to settle. */
    private static final long RETAINED_MILLIS = 2_400_000;

    private static final long serialVersionUID = 1;

    private final MetricMinuteRule rule;
    private transient long cacheBytes;
    private transient MinuteMemory memory;
    private transient MinuteContents minute;
    private transient Counter rowOverflow;
    private transient Counter metricOverflow;

    /** A function of the given rule. */
    public MetricMinuteFunction(MetricMinuteRule rule) {
        this.rule = rule;
    }

    @Override
    public void cacheBytes(long bytes) {
        cacheBytes = bytes;
    }

    @Override
    public void flush(Consumer<MinuteKey> select) throws Exception {
        memory.flush(select);
    }

    @Override
    public void open(OpenContext context) {
        memory = new MinuteMemory(getRuntimeContext(), rule, cacheBytes);
        minute = new OpenMinute();
        MetricGroup group = getRuntimeContext().getMetricGroup().addGroup("rollups");
        rowOverflow = group.addGroup("what", "minute-rows").counter("overflow");
        metricOverflow = group.addGroup("what", "metric-names").counter("overflow");
    }

    @Override
    public void processElement(Measurement measurement, Context context, Collector<MetricMinute> out) throws Exception {
        minute = memory.open(measurement.key());
        add(measurement, context.timerService());
        memory.close(measurement.key());
    }

    private void add(Measurement measurement, TimerService timers) throws Exception {
        if (minute.progress() == null) {
            minute.progress(RollupProgress.OPEN);
            timers.registerEventTimeTimer(Math.max(closesAt(measurement.key()), timers.currentWatermark() + 1));
        }
        if (measurement.custom() && !memory.admitsMetric(measurement.metric())) {
            metricOverflow.inc();
            return;
        }
        for (MetricRowKey row : MetricMinuteRule.rows(measurement)) {
            count(memory.bounded(row), measurement);
        }
        long step = nextStep(measurement.key(), timers);
        if (minute.needsStep(step)) {
            timers.registerEventTimeTimer(step);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<MetricMinute> out) throws Exception {
        MinuteKey key = context.getCurrentKey();
        minute = memory.open(key);
        if (minute.progress() != null) {
            advance(key, timestamp, context.timerService(), out);
        }
        memory.close(key);
    }

    private void advance(MinuteKey key, long timestamp, TimerService timers, Collector<MetricMinute> out)
            throws Exception {
        if (!memory.progress().closed() && timestamp >= closesAt(key)) {
            close(key, out);
        }
        emitChanged(key, out);
        if (timestamp >= closesAt(key) + RETAINED_MILLIS) {
            minute.clear();
        } else if (memory.progress().closed()) {
            timers.registerEventTimeTimer(closesAt(key) + RETAINED_MILLIS);
        }
    }

    private void count(MetricRowKey row, Measurement measurement) throws Exception {
        MetricTotals totals = minute.totals(row);
        if (totals == null) {
            RollupProgress progress = memory.progress();
            if (progress.rows() >= rule.maxRows()) {
                rowOverflow.inc();
                return;
            }
            minute.progress(progress.plusRow());
            totals = MetricTotals.none();
        }
        minute.put(row, totals.plus(measurement), true);
    }

    /** Merges the rows of the pages beyond the bound. */
    private void close(MinuteKey key, Collector<MetricMinute> out) throws Exception {
        Map<String, Long> samples = new TreeMap<>();
        Map<MetricRowKey, MetricTotals> pages = new TreeMap<>(MetricRowKey.ORDER);
        int rows = 0;
        for (Map.Entry<MetricRowKey, MetricTotals> entry : minute.rows()) {
            rows++;
            if (entry.getKey().dimension().equals(Dimensions.PAGE)) {
                pages.put(entry.getKey(), entry.getValue());
                samples.merge(entry.getKey().value(), entry.getValue().samples(), Long::sum);
            }
        }
        Set<String> own = rule.ownPages(samples);
        for (Map.Entry<MetricRowKey, MetricTotals> entry : pages.entrySet()) {
            MetricRowKey row = entry.getKey();
            if (!own.contains(row.value())) {
                rows += move(key, row, entry.getValue(), out) ? 0 : -1;
            }
        }
        minute.progress(memory.progress().close(rows, own.size()));
    }

    /** Moves the samples of a page to the shared row; whether that made a row. */
    private boolean move(MinuteKey key, MetricRowKey row, MetricTotals totals, Collector<MetricMinute> out)
            throws Exception {
        MetricRowKey shared = row.of(MetricMinuteRule.OTHER);
        MetricTotals before = minute.totals(shared);
        if (totals.emitted() > 0) {
            out.collect(MetricMinute.of(key, row, totals.movedAway()));
        }
        minute.put(shared, (before == null ? MetricTotals.none() : before).plus(totals), true);
        minute.remove(row);
        memory.forgetPage(row.value());
        return before == null;
    }

    private void emitChanged(MinuteKey key, Collector<MetricMinute> out) throws Exception {
        RollupProgress progress = memory.progress();
        boolean withPages = progress.closed() || progress.pages() <= rule.maxPages();
        for (MetricRowKey row : minute.changed()) {
            MetricTotals totals = minute.totals(row);
            if (totals != null && (withPages || !row.dimension().equals(Dimensions.PAGE))) {
                out.collect(MetricMinute.of(key, row, totals));
                minute.put(row, totals.asEmitted(), false);
            }
        }
    }

    private static long closesAt(MinuteKey key) {
        return key.minute() + MinuteKey.MINUTE_MILLIS - 1;
    }

    /** The last millisecond of the first step whose end event time has not reached, and that ends in the minute or later. */
    private static long nextStep(MinuteKey key, TimerService timers) {
        long from = Math.max(timers.currentWatermark() + 1, key.minute());
        long step = Backlog.contains(from, timers.currentProcessingTime()) ? MinuteKey.MINUTE_MILLIS : STEP_MILLIS;
        return Math.floorDiv(from, step) * step + step - 1;
    }
}
