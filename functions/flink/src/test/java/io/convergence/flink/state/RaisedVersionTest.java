package io.convergence.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.window.PageViews;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** State of the current version that is restored by a release whose version is higher by one. */
class RaisedVersionTest {
    private static final int RAISED = Format.VERSION + 1;

    static Stream<Arguments> keys() {
        return FormatTest.values()
                .map(Arguments::get)
                .filter(arguments -> arguments[1] instanceof KeyFormat)
                .flatMap(arguments -> Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend(false))
                        .map(backend -> Arguments.of(arguments[0], arguments[1], arguments[2], backend)));
    }

    @ParameterizedTest(name = "{0} on {3}")
    @MethodSource("keys")
    <K> void whatWasStoredUnderAKeyIsFoundAndUpdated(String name, KeyFormat<K> format, K key, StateBackend backend)
            throws Exception {
        OperatorSubtaskState state;
        try (var harness = open(format, key, Format.VERSION, backend, null)) {
            harness.processElement(new StreamRecord<>(5L));
            state = harness.snapshot(1, 1);
        }
        try (var harness = open(format, key, RAISED, backend, state)) {
            harness.processElement(new StreamRecord<>(7L));
            harness.processElement(new StreamRecord<>(1L));

            assertThat(harness.extractOutputValues()).isEqualTo(List.of(12L, 13L));
        }
    }

    @Test
    void everyKeyOfTheSavepointsHasAKeyFormat() {
        assertThat(keys().map(arguments -> arguments.get()[0]).distinct())
                .containsExactlyInAnyOrder(
                        "host-key",
                        "minute-key",
                        "group-key",
                        "app-slice",
                        "generation-minute",
                        "chunk-key",
                        "generation-report",
                        "app-host-key",
                        "minute-page");
    }

    @Test
    void onlyTypesWithAKeyFormatCanBeKeys() {
        assertThat(new FormatTypeInfo<>(new HostKeyFormat()).isKeyType()).isTrue();
        assertThat(new FormatTypeInfo<>(new PageViewsFormat()).isKeyType()).isFalse();
    }

    /** Total of the elements of a key, stored in a map under the key itself. */
    private static final class TotalByKey<K> extends KeyedProcessFunction<K, Long, Long> {
        private static final long serialVersionUID = 1;

        private final KeyFormat<K> format;
        private final int version;
        private transient MapState<K, PageViews> totals;

        TotalByKey(KeyFormat<K> format, int version) {
            this.format = format;
            this.version = version;
        }

        @Override
        public void open(OpenContext context) {
            totals = getRuntimeContext()
                    .getMapState(new MapStateDescriptor<>(
                            "totals",
                            new FormatTypeInfo<>(format, version),
                            new FormatTypeInfo<>(new PageViewsFormat(), version)));
        }

        @Override
        public void processElement(Long views, Context context, Collector<Long> out) throws Exception {
            PageViews stored = totals.get(context.getCurrentKey());
            long total = views + (stored == null ? 0 : stored.views());
            totals.put(context.getCurrentKey(), new PageViews("/", total, 0, new VitalHistograms()));
            out.collect(total);
        }
    }

    /** Selects one key for every element; keeps its bytes, because keys are not Java-serializable. */
    private static final class OneKey<K> implements KeySelector<Long, K> {
        private static final long serialVersionUID = 1;

        private final KeyFormat<K> format;
        private final byte[] bytes;

        OneKey(KeyFormat<K> format, byte[] bytes) {
            this.format = format;
            this.bytes = bytes;
        }

        @Override
        public K getKey(Long views) throws IOException {
            return format.read(Format.VERSION, new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes)));
        }
    }

    private static <K> OneKey<K> oneKey(KeyFormat<K> format, K key) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        format.write(key, new DataOutputViewStreamWrapper(bytes));
        return new OneKey<>(format, bytes.toByteArray());
    }

    private static <K> KeyedOneInputStreamOperatorTestHarness<K, Long, Long> open(
            KeyFormat<K> format, K key, int version, StateBackend backend, @Nullable OperatorSubtaskState state)
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<K, Long, Long>(
                new KeyedProcessOperator<>(new TotalByKey<>(format, version)),
                oneKey(format, key),
                new FormatTypeInfo<>(format, version));
        harness.setStateBackend(backend);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }
}
