package io.convergence.flink.deduplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.vitals.Vitals;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.metrics.OperatorMetrics;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeduplicateOperatorTest {
    private static final long START = 1_780_660_800_000L;
    private static final Deduplication<Beacon> BEACONS = Deduplication.beacons();

    private KeyedOneInputStreamOperatorTestHarness<String, Timed<Beacon>, Timed<Beacon>> harness;
    private OperatorMetrics metrics;

    @BeforeEach
    void open() throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new DeduplicateOperator<>(BEACONS), BEACONS::keyOf, Types.STRING);
        metrics = OperatorMetrics.of(harness);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void theEarliestCopyIsEmittedWhateverTheOrderOfArrival() throws Exception {
        send("a", START + 2_000);
        send("a", START + 1_000);
        send("a", START + 3_000);
        harness.processWatermark(START + 5_000);

        assertThat(times()).containsExactly(START + 1_000);
        assertThat(metrics.count("intake.duplicates")).isEqualTo(2);
    }

    @Test
    void recordsWithDifferentIdsAreAllEmitted() throws Exception {
        send("a", START);
        send("b", START);
        harness.processWatermark(START);

        assertThat(times()).containsExactly(START, START);
        assertThat(metrics.count("intake.duplicates")).isZero();
    }

    @Test
    void laterCopiesAreDroppedDuringTheRetention() throws Exception {
        send("a", START);
        harness.processWatermark(START + 1_000);
        send("a", START + 500);
        send("a", START + 2_000);
        harness.processWatermark(START + Deduplication.BEACONS_MILLIS);

        assertThat(times()).containsExactly(START);
        assertThat(metrics.count("intake.duplicates")).isEqualTo(2);
    }

    @Test
    void aLateViewIsEmittedAtOnce() throws Exception {
        harness.processWatermark(START + 1_000);
        send("a", START);

        assertThat(times()).containsExactly(START);
    }

    @Test
    void noStateIsLeftAfterTheRetention() throws Exception {
        send("a", START + 2_000);
        send("a", START + 1_000);
        harness.processWatermark(START + 5_000);
        harness.processWatermark(START + 5_000 + Deduplication.BEACONS_MILLIS);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    private void send(String id, long at) throws Exception {
        Beacon beacon = new Beacon(
                id, "acme", "shop", "h", "/", "chrome", at, new Vitals(1.5, null, null, null, null, null), 0, 0, "");
        harness.processElement(new StreamRecord<>(new Timed<>(beacon, Long.MIN_VALUE)));
    }

    private List<Long> times() {
        return harness.extractOutputValues().stream()
                .map(timed -> timed.value().receivedAt())
                .toList();
    }

    @Test
    void resultsAreCopiesWhenHostAndIdAreEqual() throws Exception {
        Deduplication<SyntheticResult> results = Deduplication.results(900_000);
        try (KeyedOneInputStreamOperatorTestHarness<String, Timed<SyntheticResult>, Timed<SyntheticResult>> once =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new DeduplicateOperator<>(results), results::keyOf, Types.STRING)) {
            once.open();
            once.processElement(new StreamRecord<>(result("r1", "a", START + 1_000)));
            once.processElement(new StreamRecord<>(result("r1", "a", START)));
            once.processElement(new StreamRecord<>(result("r1", "b", START)));
            once.processWatermark(START + 1_000);
            once.processElement(new StreamRecord<>(result("r1", "a", START + 800_000)));
            once.processWatermark(START + 900_000);
            once.processElement(new StreamRecord<>(result("r1", "a", START + 901_000)));
            once.processWatermark(START + 1_000_000);

            assertThat(once.extractOutputValues())
                    .extracting(
                            timed -> timed.value().host() + ' ' + (timed.value().receivedAt() - START))
                    .containsExactlyInAnyOrder("a 0", "b 0", "a 901000");
        }
    }

    private static Timed<SyntheticResult> result(String id, String host, long at) {
        return new Timed<>(
                new SyntheticResult(id, "acme", null, host, "home", "http", true, at, at, 100, null, null, null),
                Long.MIN_VALUE);
    }
}
