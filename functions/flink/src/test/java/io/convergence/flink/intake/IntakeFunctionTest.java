package io.convergence.flink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.ingest.RejectReason;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntakeFunctionTest {
    private static final OutputTag<DeadLetter> DEAD =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));
    private static final DeadLetter LETTER =
            new DeadLetter(RejectReason.MALFORMED, null, "rum.beacons", 0, 7, 12, "00");

    @Test
    void valuesCarryTheWatermarkOfTheirOwnPartition() throws Exception {
        try (var harness = start(null)) {
            harness.processElement(new StreamRecord<>(Arrival.value(0, 100_000L, "a")));
            harness.processElement(new StreamRecord<>(Arrival.heartbeat(0, 110_000L)));
            harness.processElement(new StreamRecord<>(Arrival.value(0, 90_000L, "b")));
            harness.processElement(new StreamRecord<>(Arrival.value(1, 90_000L, "c")));

            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            new Timed<>("a", Long.MIN_VALUE),
                            new Timed<>("b", 104_999),
                            new Timed<>("c", Long.MIN_VALUE));
        }
    }

    @Test
    void deadLettersGoToTheSideOutputAndDoNotAdvanceEventTime() throws Exception {
        try (var harness = start(null)) {
            harness.processElement(new StreamRecord<>(Arrival.refused(0, 900_000L, LETTER)));
            harness.processElement(new StreamRecord<>(Arrival.value(0, 100_000L, "a")));

            assertThat(harness.extractOutputValues()).containsExactly(new Timed<>("a", Long.MIN_VALUE));
            assertThat(harness.getSideOutput(DEAD))
                    .extracting(StreamRecord::getValue)
                    .containsExactly(LETTER);
        }
    }

    @Test
    void theLatestEventTimeOfAPartitionSurvivesARestore() throws Exception {
        OperatorSubtaskState state;
        try (var harness = start(null)) {
            harness.processElement(new StreamRecord<>(Arrival.value(3, 100_000L, "a")));
            state = harness.snapshot(1, 1);
        }
        try (var harness = start(state)) {
            harness.processElement(new StreamRecord<>(Arrival.value(3, 50_000L, "b")));

            assertThat(harness.extractOutputValues()).isEqualTo(List.of(new Timed<>("b", 94_999)));
        }
    }

    private static OneInputStreamOperatorTestHarness<Arrival<String>, Timed<String>> start(
            @Nullable OperatorSubtaskState state) throws Exception {
        OneInputStreamOperatorTestHarness<Arrival<String>, Timed<String>> harness =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new IntakeFunction<>(5_000, DEAD)));
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }
}
