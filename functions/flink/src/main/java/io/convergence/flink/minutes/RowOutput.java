package io.convergence.flink.minutes;

import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.MinuteRule;
import io.convergence.core.window.PageMinute;
import io.convergence.core.window.PageViews;
import java.util.Collection;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Output of rows of closed minutes, with the metrics {@code closed}, {@code corrections} and {@code rows}. */
final class RowOutput {
    private final MinuteRule rule;
    private final Consumer<PageMinute> out;
    private final Counter closed;
    private final Counter corrections;
    private final Counter rows;

    RowOutput(MinuteRule rule, MetricGroup metrics, Consumer<PageMinute> out) {
        this.rule = rule;
        this.out = out;
        closed = metrics.counter("closed");
        corrections = metrics.counter("corrections");
        rows = metrics.counter("rows");
    }

    /** Emits the first rows of a minute. */
    void emit(MinuteKey minute, Collection<PageViews> first) {
        closed.inc();
        first.forEach(row -> emit(minute, row, false));
    }

    /** Emits rows of a minute that has been emitted before. */
    void emitAgain(MinuteKey minute, Collection<PageViews> changed) {
        corrections.inc();
        changed.forEach(row -> emit(minute, row, true));
    }

    private void emit(MinuteKey minute, PageViews row, boolean restated) {
        rows.inc();
        out.accept(rule.row(minute, row, restated));
    }
}
