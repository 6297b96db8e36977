package io.convergence.flink.minutes;

import io.convergence.core.window.MinuteBundle;
import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.MinuteRule;
import io.convergence.core.window.PageViews;
import io.convergence.core.window.minute.MinuteUpdate;
import io.convergence.core.window.minute.PageSums;
import io.convergence.flink.state.MinuteProgress;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Page views of open minutes of an app on a host. When a minute closes its rows are sent on, and so are late views: bundles
 * of a minute that has closed and of which nothing is stored here. The updates of a minute leave in one stream in which their
 * receiver finds the rows before the late views, because both come from the same subtask of this operator.
 *
 * <p>State per minute of an app on a host: {@code open-pages}; for a minute with more than 64 pages or 1,024 bins of vitals
 * {@code page-counts} (views by page) and {@code minute-progress} instead. Cleared when the minute closes. The state of
 * closed minutes in savepoints of earlier releases is sent on with the first late views, or when its timer finds rows that
 * are to be emitted again; otherwise it is cleared one hour after the close. State per subtask: {@code closed-through}.
 */
public final class PageMinuteFunction extends KeyedProcessFunction<MinuteKey, MinuteBundle, MinuteUpdate>
        implements CheckpointedFunction {
    /** Lateness up to which a replay of history reads views of a minute. */
    public static final long CORRECTED_MILLIS = 600_000;

    private static final long serialVersionUID = 1;

    private final MinuteRule rule;
    private transient OpenMinuteMemory memory;
    private transient ClosedThrough closedThrough;

    /** A function of the given rule. */
    public PageMinuteFunction(MinuteRule rule) {
        this.rule = rule;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        closedThrough = new ClosedThrough(context.getOperatorStateStore());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        closedThrough.store();
    }

    @Override
    public void open(OpenContext context) {
        memory = new OpenMinuteMemory(getRuntimeContext());
    }

    @Override
    public void processElement(MinuteBundle bundle, Context context, Collector<MinuteUpdate> out) throws Exception {
        PageSums small = memory.small();
        if (small != null) {
            memory.put(small, bundle.pages());
            return;
        }
        MinuteProgress stored = memory.stored().progress(bundle.key());
        if (stored != null && !stored.isClosed()) {
            memory.stored().add(bundle.pages());
        } else if (stored != null) {
            sendStored(bundle.key(), stored, out);
            send(MinuteUpdate.late(bundle.key(), bundle.pages()), out);
        } else if (isClosed(bundle.key(), context.timerService())) {
            send(MinuteUpdate.late(bundle.key(), bundle.pages()), out);
        } else {
            memory.put(new PageSums(), bundle.pages());
            context.timerService().registerEventTimeTimer(bundle.key().closesAt());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<MinuteUpdate> out) throws Exception {
        if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
            return;
        }
        MinuteKey key = context.getCurrentKey();
        PageSums small = memory.small();
        if (small != null) {
            send(MinuteUpdate.closed(key, rule.close(small.values())), out);
            memory.removeSmall();
            return;
        }
        MinuteProgress stored = memory.stored().progress(key);
        if (stored == null) {
            return;
        }
        if (!stored.isClosed()) {
            send(MinuteUpdate.closed(key, rule.close(memory.stored().pages())), out);
            memory.stored().clear(stored);
        } else if (memory.stored().hasChanged(stored)) {
            sendStored(key, stored, out);
        } else if (timestamp >= stored.expiresAt()) {
            memory.stored().clear(stored);
        } else {
            // Late views had extended the retention.
            context.timerService().registerEventTimeTimer(stored.expiresAt());
        }
    }

    /** Whether a minute of which nothing is stored has closed. At the end of the input no minute closes. */
    private boolean isClosed(MinuteKey key, TimerService timers) {
        long watermark = timers.currentWatermark();
        return watermark != Long.MAX_VALUE && key.closesAt() <= Math.max(watermark, closedThrough.time());
    }

    /** Sends a closed minute of a savepoint of an earlier release. */
    private void sendStored(MinuteKey key, MinuteProgress stored, Collector<MinuteUpdate> out) throws Exception {
        List<PageViews> rows = new ArrayList<>();
        memory.stored().pages().forEach(rows::add);
        send(MinuteUpdate.restored(key, memory.stored().hasChanged(stored), stored.expiresAt(), rows), out);
        memory.stored().clear(stored);
    }

    private void send(MinuteUpdate update, Collector<MinuteUpdate> out) {
        closedThrough.raise(update.key().closesAt());
        out.collect(update);
    }
}
