package io.convergence.flink.minutes;

import io.convergence.core.window.MinuteBundle;
import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.MinuteRule;
import io.convergence.core.window.PageMinute;
import io.convergence.core.window.PageViews;
import io.convergence.flink.state.PageViewsFormat;
import io.convergence.flink.state.StateDescriptors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Rows of page views per minute of an app on a host, emitted when the minute closes, and emitted again with higher counts
 * for views that arrive up to ten minutes later.
 *
 * <p>State per minute of an app on a host: {@code page-views} (arrived partial counts), {@code minute-closed} and
 * {@code kept-pages} (pages with a row of their own, when there are more pages than the bound). Cleared ten minutes after
 * the minute. Metrics in the scope {@code minutes}: {@code closed} minutes, {@code corrections} of closed minutes,
 * {@code rows}.
 */
public final class PageMinuteFunction extends KeyedProcessFunction<MinuteKey, MinuteBundle, PageMinute> {
    /** How long after its close a minute is still corrected. */
    public static final long CORRECTED_MILLIS = 600_000;

    private final MinuteRule rule;
    private transient ListState<PageViews> views;
    private transient ListState<String> kept;
    private transient ValueState<Boolean> closed;
    private transient Counter closedMinutes;
    private transient Counter corrections;
    private transient Counter rows;

    /** Adds minutes up by the rule. */
    public PageMinuteFunction(MinuteRule rule) {
        this.rule = rule;
    }

    @Override
    public void open(OpenContext context) {
        views = getRuntimeContext().getListState(pageViewsDescriptor());
        kept = getRuntimeContext().getListState(keptPagesDescriptor());
        closed = getRuntimeContext().getState(minuteClosedDescriptor());
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("minutes");
        closedMinutes = metrics.counter("closed");
        corrections = metrics.counter("corrections");
        rows = metrics.counter("rows");
    }

    @Override
    public void processElement(MinuteBundle bundle, Context context, Collector<PageMinute> out) throws Exception {
        views.addAll(bundle.pages());
        MinuteKey key = bundle.key();
        long closesAt = closesAt(key);
        if (context.timerService().currentWatermark() < closesAt) {
            context.timerService().registerEventTimeTimer(closesAt);
        } else if (closed.value() == null) {
            context.timerService().registerEventTimeTimer(context.timerService().currentWatermark() + 1);
        } else {
            correct(bundle, out);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PageMinute> out) throws Exception {
        MinuteKey key = context.getCurrentKey();
        if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
            return;
        }
        if (closed.value() == null) {
            List<PageViews> all = all();
            Set<String> pages = rule.kept(all);
            kept.addAll(List.copyOf(pages));
            closed.update(true);
            closedMinutes.inc();
            rule.rows(key, all, pages).forEach(row -> emit(row, out));
            context.timerService().registerEventTimeTimer(Math.max(timestamp + 1, closesAt(key) + CORRECTED_MILLIS));
        } else {
            views.clear();
            kept.clear();
            closed.clear();
        }
    }

    private static ListStateDescriptor<PageViews> pageViewsDescriptor() {
        return StateDescriptors.list("page-views", new PageViewsFormat());
    }

    private static ListStateDescriptor<String> keptPagesDescriptor() {
        return new ListStateDescriptor<>("kept-pages", Types.STRING);
    }

    private static ValueStateDescriptor<Boolean> minuteClosedDescriptor() {
        return new ValueStateDescriptor<>("minute-closed", Types.BOOLEAN);
    }

    private static long closesAt(MinuteKey key) {
        return key.minute() + MinuteKey.MINUTE_MILLIS - 1;
    }

    private void correct(MinuteBundle bundle, Collector<PageMinute> out) throws Exception {
        corrections.inc();
        Set<String> pages = new LinkedHashSet<>();
        kept.get().forEach(pages::add);
        List<PageMinute> touched = rule.rows(bundle.key(), bundle.pages(), pages);
        for (PageMinute row : rule.rows(bundle.key(), all(), pages)) {
            if (touched.stream().anyMatch(change -> change.page().equals(row.page()))) {
                emit(row, out);
            }
        }
    }

    private void emit(PageMinute row, Collector<PageMinute> out) {
        rows.inc();
        out.collect(row);
    }

    private List<PageViews> all() throws Exception {
        List<PageViews> all = new ArrayList<>();
        views.get().forEach(all::add);
        return all;
    }
}
