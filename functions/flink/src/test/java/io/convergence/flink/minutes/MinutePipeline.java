package io.convergence.flink.minutes;

import io.convergence.core.window.Bounds;
import io.convergence.core.window.MinuteBundle;
import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.MinuteRule;
import io.convergence.core.window.PageMinute;
import io.convergence.core.window.PageViews;
import io.convergence.core.window.minute.AppHostKey;
import io.convergence.core.window.minute.MinuteUpdate;
import io.convergence.flink.metrics.OperatorMetrics;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.FormatSerializer;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.MinuteBundleFormat;
import io.convergence.flink.state.MinuteKeyFormat;
import java.util.List;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.checkpoint.StateObjectCollection;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** Harness of both operators of rows of page views, with a bound of two pages. Records between them are encoded and decoded. */
final class MinutePipeline implements AutoCloseable {
    private static final MinuteRule TWO_PAGES = new MinuteRule(new Bounds(2, 64, 100));

    private final KeyedOneInputStreamOperatorTestHarness<MinuteKey, MinuteBundle, MinuteUpdate> open;
    private final KeyedOneInputStreamOperatorTestHarness<AppHostKey, MinuteUpdate, PageMinute> closed;
    private final OperatorMetrics metrics;

    /**
     * Savepoint of both operators.
     *
     * @param closed null when it is of a release without that operator
     */
    record Savepoint(OperatorSubtaskState open, @Nullable OperatorSubtaskState closed) {
        /** Bytes of the keyed state of both. */
        long bytes() {
            return bytes(open) + (closed == null ? 0 : bytes(closed));
        }

        private static long bytes(OperatorSubtaskState state) {
            return Sizes.of(state.getManagedKeyedState()) + Sizes.of(state.getRawKeyedState());
        }
    }

    private static final class Sizes {
        private Sizes() {}

        static long of(StateObjectCollection<KeyedStateHandle> handles) {
            return handles.stream().mapToLong(KeyedStateHandle::getStateSize).sum();
        }
    }

    MinutePipeline(StateBackend backend, @Nullable Savepoint from) throws Exception {
        this(backend, TWO_PAGES, from);
    }

    MinutePipeline(StateBackend backend, MinuteRule rule, @Nullable Savepoint from) throws Exception {
        open = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new PageMinuteFunction(rule)),
                MinuteBundle::key,
                new FormatTypeInfo<>(new MinuteKeyFormat()),
                8,
                1,
                0);
        closed = new KeyedOneInputStreamOperatorTestHarness<>(
                new ClosedMinuteOperator(rule),
                update -> AppHostKey.of(update.key()),
                new FormatTypeInfo<>(new AppHostKeyFormat()),
                8,
                1,
                0);
        metrics = OperatorMetrics.of(closed);
        start(open, backend, from == null ? null : from.open());
        start(closed, backend, from == null ? null : from.closed());
    }

    static StateBackend inMemory() {
        return new HashMapStateBackend();
    }

    static StateBackend rocksDb() {
        return new EmbeddedRocksDBStateBackend(false);
    }

    private static void start(
            KeyedOneInputStreamOperatorTestHarness<?, ?, ?> harness,
            StateBackend backend,
            @Nullable OperatorSubtaskState state)
            throws Exception {
        harness.setStateBackend(backend);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    void add(MinuteKey key, PageViews... pages) throws Exception {
        MinuteBundle bundle = new MinuteBundle(key, List.of(pages));
        open.processElement(new StreamRecord<>(sent(new MinuteBundleFormat(), bundle)));
        send();
    }

    void watermark(long time) throws Exception {
        open.processWatermark(time);
        send();
        closed.processWatermark(time);
    }

    private void send() throws Exception {
        for (MinuteUpdate update : open.extractOutputValues()) {
            closed.processElement(new StreamRecord<>(sent(new MinuteUpdateFormat(), update)));
        }
        open.getOutput().clear();
    }

    private static <T> T sent(Format<T> format, T value) {
        return new FormatSerializer<>(format).copy(value);
    }

    /** All rows since the start. */
    List<PageMinute> rows() {
        return closed.extractOutputValues();
    }

    /** Forgets the rows until now. */
    void forgetRows() {
        closed.getOutput().clear();
    }

    OperatorMetrics metrics() {
        return metrics;
    }

    Savepoint savepoint() throws Exception {
        return new Savepoint(savepoint(open), savepoint(closed));
    }

    private static OperatorSubtaskState savepoint(KeyedOneInputStreamOperatorTestHarness<?, ?, ?> harness)
            throws Exception {
        return harness.snapshotWithLocalState(1, 1, SavepointType.savepoint(SavepointFormatType.CANONICAL))
                .getJobManagerOwnedState();
    }

    /** Entries of the state in memory and timers, of both operators. */
    int entries() {
        return openEntries() + closed.numKeyedStateEntries() + closed.numEventTimeTimers();
    }

    /** Entries of the state in memory and timers of the operator of open minutes. */
    int openEntries() {
        return open.numKeyedStateEntries() + open.numEventTimeTimers();
    }

    @Override
    public void close() throws Exception {
        open.close();
        closed.close();
    }
}
