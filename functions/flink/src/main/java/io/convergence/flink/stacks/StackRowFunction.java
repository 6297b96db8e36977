package io.convergence.flink.stacks;

import io.convergence.core.error.ErrorStackRow;
import io.convergence.core.event.RumEvent;
import io.convergence.flink.intake.Timed;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Passes all events on and emits the rows of stacks to a side output: the first time that a stack has an outcome, and then
 * once an hour of event time. What was emitted is kept in memory only, for the latest stacks; a row that is emitted again
 * changes nothing, since the better outcome is kept.
 */
public final class StackRowFunction extends ProcessFunction<Timed<RumEvent>, Timed<RumEvent>> {
    /** Rows of stacks. */
    public static final OutputTag<ErrorStackRow> ROWS =
            new OutputTag<>("error-stacks", TypeInformation.of(ErrorStackRow.class));

    private static final long serialVersionUID = 1;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int MAX_KEPT = 10_000;

    private transient Map<String, Long> emitted;
    private transient StackMetrics metrics;

    @Override
    public void open(OpenContext context) {
        metrics = new StackMetrics(getRuntimeContext().getMetricGroup());
        emitted = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > MAX_KEPT;
            }
        };
    }

    @Override
    public void processElement(Timed<RumEvent> event, Context context, Collector<Timed<RumEvent>> out) {
        ErrorStackRow row = ErrorStackRow.of(event.value());
        if (row != null) {
            metrics.count(row.stack().sdk(), row.outcome().status());
            String key = row.stack().tenant()
                    + '\n'
                    + row.stack().id()
                    + '\n'
                    + row.outcome().status()
                    + '\n'
                    + row.outcome().archive();
            if (isDue(emitted.get(key), row.lastSeen())) {
                emitted.put(key, row.lastSeen());
                context.output(ROWS, row);
            }
        }
        out.collect(event);
    }

    private static boolean isDue(@Nullable Long before, long at) {
        return before == null || at >= before + HOUR_MILLIS;
    }
}
