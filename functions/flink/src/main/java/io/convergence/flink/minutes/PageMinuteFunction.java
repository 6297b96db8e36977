package io.convergence.flink.minutes;

import io.convergence.core.window.MinuteBundle;
import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.MinuteRule;
import io.convergence.core.window.PageMinute;
import io.convergence.core.window.PageViews;
import io.convergence.core.window.TopPages;
import io.convergence.flink.state.MinuteProgress;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Rows of page views per minute of an app on a host, emitted when the minute closes. For views that arrive later the rows
 * of their pages are emitted again with the higher counts: at once, unless that has been done at the present watermark,
 * and then at the next.
 *
 * <p>State per minute of an app on a host: {@code page-counts} (views by page, after the close at most the bound and the
 * row of all others), {@code changed-pages} (pages whose row is to be emitted again), {@code minute-progress}. Cleared one
 * hour after the minute, or after its latest late views. Views that arrive after that make a row without those before, and
 * the table keeps the one with more views. At most the bound of pages are in memory at once. Metrics in the scope
 * {@code minutes}: {@code closed} minutes, {@code corrections} of closed minutes, {@code rows}.
 */
public final class PageMinuteFunction extends KeyedProcessFunction<MinuteKey, MinuteBundle, PageMinute> {
    /** Lateness up to which a replay of history reads views of a minute. */
    public static final long CORRECTED_MILLIS = 600_000;

    /** How long after its close, or after its latest late views, the state of a minute is retained, event time. */
    static final long RETAINED_MILLIS = 3_600_000;

    private static final long serialVersionUID = 1;

    private final MinuteRule rule;
    private transient KeyedMinuteMemory memory;
    private transient Counter closedMinutes;
    private transient Counter corrections;
    private transient Counter rows;

    /** A function of the given rule. */
    public PageMinuteFunction(MinuteRule rule) {
        this.rule = rule;
    }

    /** Event time at which the state of a minute without late views is cleared. */
    static long expiresAt(MinuteKey key) {
        return closesAt(key) + RETAINED_MILLIS;
    }

    @Override
    public void open(OpenContext context) {
        memory = new KeyedMinuteMemory(getRuntimeContext());
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("minutes");
        closedMinutes = metrics.counter("closed");
        corrections = metrics.counter("corrections");
        rows = metrics.counter("rows");
    }

    @Override
    public void processElement(MinuteBundle bundle, Context context, Collector<PageMinute> out) throws Exception {
        TimerService timers = context.timerService();
        MinuteProgress progress = memory.progress(bundle.key());
        if (progress != null && progress.isClosed()) {
            correct(bundle, progress, timers, out);
            return;
        }
        for (PageViews page : bundle.pages()) {
            memory.add(page.page(), page);
        }
        if (progress == null) {
            memory.progress(MinuteProgress.OPEN);
            timers.registerEventTimeTimer(Math.max(closesAt(bundle.key()), timers.currentWatermark() + 1));
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PageMinute> out) throws Exception {
        MinuteKey key = context.getCurrentKey();
        MinuteProgress progress = memory.progress(key);
        if (progress == null || context.timerService().currentWatermark() == Long.MAX_VALUE) {
            return;
        }
        long expiresAt = progress.expiresAt();
        if (!progress.isClosed()) {
            expiresAt = Math.max(timestamp + 1, expiresAt(key));
            memory.progress(MinuteProgress.closed(close(key, out), expiresAt));
        } else if (restate(key, out)) {
            memory.progress(progress.restated(context.timerService().currentWatermark()));
        }
        if (timestamp < expiresAt) {
            context.timerService().registerEventTimeTimer(expiresAt);
        } else {
            memory.clear();
        }
    }

    private static long closesAt(MinuteKey key) {
        return key.minute() + MinuteKey.MINUTE_MILLIS - 1;
    }

    /**
     * Adds late views to a closed minute. Where their rows are emitted at once, each page costs a read and a write of the
     * state, as an on-time page does: nothing is marked as changed.
     */
    private void correct(MinuteBundle late, MinuteProgress progress, TimerService timers, Collector<PageMinute> out)
            throws Exception {
        long watermark = timers.currentWatermark();
        boolean isAtOnce = progress.restatedAt() != watermark;
        Map<String, PageViews> sums = new TreeMap<>();
        int ownRows = progress.rows();
        for (PageViews views : late.pages()) {
            PageViews stored = memory.counts().get(views.page());
            String row = rule.lateRow(views.page(), stored != null, ownRows);
            ownRows += stored != null || row.equals(MinuteRule.OTHER) ? 0 : 1;
            PageViews before =
                    row.equals(views.page()) ? stored : memory.counts().get(row);
            PageViews sum = before == null ? views.renamed(row) : before.plus(views);
            memory.counts().put(row, sum);
            sums.put(row, sum);
        }
        long expiresAt = Math.max(progress.expiresAt(), watermark < 0 ? watermark : watermark + RETAINED_MILLIS);
        memory.progress(new MinuteProgress(true, ownRows, expiresAt, watermark));
        if (isAtOnce) {
            corrections.inc();
            sums.values().forEach(sum -> emit(late.key(), sum, true, out));
            return;
        }
        for (String row : sums.keySet()) {
            memory.changed().put(row, true);
        }
        timers.registerEventTimeTimer(watermark + 1);
    }

    /** Emits the rows of a minute and merges the pages beyond the bound; returns the number of rows of their own. */
    private int close(MinuteKey key, Collector<PageMinute> out) throws Exception {
        closedMinutes.inc();
        Map<String, PageViews> own = new TreeMap<>();
        PageViews other = null;
        Set<String> selected = selectedPages();
        for (Iterator<Map.Entry<String, PageViews>> pages = memory.counts().iterator(); pages.hasNext(); ) {
            PageViews page = pages.next().getValue();
            if (selected.contains(page.page())) {
                own.put(page.page(), page);
            } else {
                other = other == null ? page.renamed(MinuteRule.OTHER) : other.plus(page);
                pages.remove();
            }
        }
        own.values().forEach(page -> emit(key, page, false, out));
        if (other != null) {
            memory.counts().put(MinuteRule.OTHER, other);
            emit(key, other, false, out);
        }
        return own.size();
    }

    private Set<String> selectedPages() throws Exception {
        TopPages selection = rule.selection();
        for (PageViews page : memory.counts().values()) {
            selection.add(page.page(), page.views());
        }
        return selection.names();
    }

    /** Emits the rows of the changed pages; false when there are none. */
    private boolean restate(MinuteKey key, Collector<PageMinute> out) throws Exception {
        Set<String> changed = new TreeSet<>();
        memory.changed().keys().forEach(changed::add);
        if (changed.isEmpty()) {
            return false;
        }
        corrections.inc();
        for (String page : changed) {
            PageViews views = memory.counts().get(page);
            if (views != null) {
                emit(key, views, true, out);
            }
        }
        memory.changed().clear();
        return true;
    }

    private void emit(MinuteKey key, PageViews page, boolean restated, Collector<PageMinute> out) {
        rows.inc();
        out.collect(rule.row(key, page, restated));
    }
}
