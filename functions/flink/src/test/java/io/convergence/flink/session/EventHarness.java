package io.convergence.flink.session;

import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.session.ReportRule;
import io.convergence.core.session.SessionKey;
import io.convergence.core.session.SessionRow;
import io.convergence.core.session.SessionRule;
import io.convergence.flink.events.SessionKeyFormat;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.state.FormatTypeInfo;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** A SessionFunction in Flink's harness. */
final class EventHarness implements AutoCloseable {
    private static final SessionRules RULES = new SessionRules(
            new SessionRule(900_000, 14_400_000, 10_000, 30_000),
            new ReportRule(1_800_000),
            EnumSet.allOf(EventType.class),
            100);

    private final StateBackend backend;
    private final long cacheBytes;
    private final KeyedOneInputStreamOperatorTestHarness<SessionKey, Timed<RumEvent>, SessionRow> harness;

    private EventHarness(StateBackend backend, long cacheBytes, @Nullable OperatorSubtaskState state) throws Exception {
        this.backend = backend;
        this.cacheBytes = cacheBytes;
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new SessionOperator(RULES, cacheBytes),
                timed -> SessionKey.of(timed.value()),
                new FormatTypeInfo<>(new SessionKeyFormat()));
        harness.setStateBackend(backend);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    static EventHarness create() throws Exception {
        return on(new HashMapStateBackend(), 0);
    }

    /** An operator on a state backend with a cache of a size. */
    static EventHarness on(StateBackend backend, long cacheBytes) throws Exception {
        return new EventHarness(backend, cacheBytes, null);
    }

    /** The operator after a restart from a snapshot. */
    EventHarness restarted() throws Exception {
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        return new EventHarness(backend, cacheBytes, snapshot);
    }

    void add(RumEvent event) throws Exception {
        harness.processElement(new Timed<>(event, Long.MIN_VALUE), event.receivedAt());
    }

    void watermark(long at) throws Exception {
        harness.processWatermark(at);
    }

    List<SessionRow> sessions() {
        return harness.extractOutputValues();
    }

    <T> List<T> side(OutputTag<T> tag) {
        List<T> values = new ArrayList<>();
        if (harness.getSideOutput(tag) != null) {
            harness.getSideOutput(tag).forEach(element -> values.add(element.getValue()));
        }
        return values;
    }

    int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    int timers() {
        return harness.numEventTimeTimers();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
