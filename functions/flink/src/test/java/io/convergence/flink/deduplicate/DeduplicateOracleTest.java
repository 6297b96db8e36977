package io.convergence.flink.deduplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.Vitals;
import io.convergence.flink.intake.Timed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares what {@link DeduplicateOperator} emits with a direct implementation of its definition, with checkpoints and restores in
 * between.
 */
class DeduplicateOracleTest {
    private static final long START = 1_780_660_800_000L;
    private static final int STEPS = 400;
    private static final Deduplication<Beacon> BEACONS = Deduplication.beacons();

    /** The definition, with everything in maps. */
    private static final class Oracle {
        private final Map<String, Long> delayed = new HashMap<>();
        private final Map<String, Long> retainedUntil = new HashMap<>();
        private final Map<String, Long> clearedAt = new HashMap<>();
        private final List<String> emitted = new ArrayList<>();
        private long watermark = START;

        void arrive(String id, long at) {
            if (at < retainedUntil.getOrDefault(id, Long.MIN_VALUE)) {
                return;
            }
            Long other = delayed.get(id);
            if (at <= watermark) {
                delayed.remove(id);
                emit(id, at);
            } else if (other == null || at < other) {
                delayed.put(id, at);
            }
        }

        void advance(long to) {
            watermark = to;
            clearedAt.forEach((id, at) -> {
                if (at <= to) {
                    retainedUntil.remove(id);
                }
            });
            for (Map.Entry<String, Long> each : List.copyOf(delayed.entrySet())) {
                if (each.getValue() <= to) {
                    delayed.remove(each.getKey());
                    emit(each.getKey(), each.getValue());
                }
            }
        }

        private void emit(String id, long at) {
            long end = at + BEACONS.retentionMillis();
            retainedUntil.put(id, end);
            clearedAt.put(id, Math.max(end, watermark + 1));
            emitted.add(id + ' ' + at);
        }
    }

    static Stream<Arguments> runs() {
        return Stream.concat(
                IntStream.range(0, 60).mapToObj(seed -> Arguments.of(seed, new HashMapStateBackend())),
                IntStream.range(60, 75).mapToObj(seed -> Arguments.of(seed, new EmbeddedRocksDBStateBackend(false))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void everyStepEmitsWhatTheDefinitionSays(int seed, StateBackend backend) throws Exception {
        Random random = new Random(seed);
        Oracle oracle = new Oracle();
        var harness = start(backend, null);
        harness.processWatermark(START);
        try {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(20)) {
                    case 0 -> harness.prepareSnapshotPreBarrier(step);
                    case 1 -> {
                        harness.prepareSnapshotPreBarrier(step);
                        OperatorSubtaskState savepoint = harness.snapshot(step, 0);
                        harness.close();
                        harness = start(backend, savepoint);
                        harness.processWatermark(oracle.watermark);
                    }
                    case 2, 3, 4, 5 -> {
                        oracle.advance(oracle.watermark + advance(random));
                        harness.processWatermark(oracle.watermark);
                    }
                    default -> {
                        String id = "b" + random.nextInt(6);
                        long at = oracle.watermark - 5_000 + random.nextInt(20) * 1_000L;
                        oracle.arrive(id, at);
                        harness.processElement(record(id, at));
                    }
                }
                assertThat(emitted(harness)).as("step %d", step).containsExactlyInAnyOrderElementsOf(oracle.emitted);
                harness.getOutput().clear();
                oracle.emitted.clear();
            }
            harness.processWatermark(oracle.watermark + 60_000);
            harness.processWatermark(oracle.watermark + 60_001 + BEACONS.retentionMillis());
            assertThat(harness.numEventTimeTimers()).isZero();
        } finally {
            harness.close();
        }
    }

    @Test
    void moreRecordsThanFitInMemoryAreEmittedOnceInTheOrderOfTheirTimes() throws Exception {
        int count = 2 * DeduplicateOperator.MAX_IN_MEMORY + 100;
        try (var harness = start(new HashMapStateBackend(), null)) {
            for (int i = 0; i < count; i++) {
                harness.processElement(record("b" + i, START + i));
            }
            assertThat(harness.numKeyedStateEntries()).isEqualTo(2 * DeduplicateOperator.MAX_IN_MEMORY);
            harness.processWatermark(START + count);

            assertThat(emitted(harness))
                    .containsExactlyElementsOf(IntStream.range(0, count)
                            .mapToObj(i -> "b" + i + ' ' + (START + i))
                            .toList());
        }
    }

    private static long advance(Random random) {
        return random.nextInt(10) == 0 ? BEACONS.retentionMillis() : random.nextInt(10) * 1_000L;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Timed<Beacon>, Timed<Beacon>> start(
            StateBackend backend, @Nullable OperatorSubtaskState savepoint) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new DeduplicateOperator<>(BEACONS), BEACONS::keyOf, Types.STRING);
        harness.setStateBackend(backend);
        harness.setup();
        if (savepoint != null) {
            harness.initializeState(savepoint);
        }
        harness.open();
        return harness;
    }

    private static StreamRecord<Timed<Beacon>> record(String id, long at) {
        return new StreamRecord<>(new Timed<>(
                new Beacon(id, "acme", "shop", "h", "/", "chrome", at, Vitals.NONE, 0, 0, ""), Long.MIN_VALUE));
    }

    private static List<String> emitted(
            KeyedOneInputStreamOperatorTestHarness<String, Timed<Beacon>, Timed<Beacon>> harness) {
        return harness.extractOutputValues().stream()
                .map(timed -> timed.value().id() + ' ' + timed.value().receivedAt())
                .toList();
    }
}
