package io.convergence.flink.slo;

import static io.convergence.flink.slo.Objectives.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.rum.Beacon;
import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.match.EventKind;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.match.LateEvents;
import io.convergence.core.vitals.Vitals;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.intake.ViewBatch;
import io.convergence.flink.metrics.OperatorMetrics;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MatchOperatorTest {
    private static final long START = 1_780_660_800_000L;
    private static final MinuteSchedule SCHEDULE = new MinuteSchedule(500);
    private static final OutputTag<LateEvents> LATE = new OutputTag<>("late", TypeInformation.of(LateEvents.class));
    private static final SloStart DEFINED = Objectives.start(Objectives.byHost("acme", 1, 990_000));

    private TwoInputStreamOperatorTestHarness<Timed<Beacon>, SloUpdate, GroupPartial> harness;
    private OperatorMetrics metrics;

    private static TwoInputStreamOperatorTestHarness<Timed<Beacon>, SloUpdate, GroupPartial> harness()
            throws Exception {
        return new TwoInputStreamOperatorTestHarness<>(new MatchOperator<>(
                new TimedEvents<>(), EventKind.VIEWS, DEFINED, new MatchSettings(SCHEDULE, 600_000, 4, 2_000), LATE));
    }

    private static TwoInputStreamOperatorTestHarness<Timed<Beacon>, SloUpdate, GroupPartial> restored(
            OperatorSubtaskState state) throws Exception {
        TwoInputStreamOperatorTestHarness<Timed<Beacon>, SloUpdate, GroupPartial> harness = harness();
        harness.setup();
        harness.initializeState(state);
        harness.open();
        return harness;
    }

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        metrics = OperatorMetrics.of(harness);
        harness.setup();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private void view(String tenant, String host, long time, int errors, long watermark) throws Exception {
        Beacon beacon = new Beacon("b", tenant, "shop", host, "/", "chrome", time, Vitals.NONE, errors, 0, "");
        harness.processElement1(new StreamRecord<>(new Timed<>(beacon, watermark)));
    }

    private List<String> out() {
        List<String> partials = new ArrayList<>();
        for (Object element : harness.getOutput()) {
            if (element instanceof StreamRecord<?> record && record.getValue() instanceof GroupPartial partial) {
                partials.add(String.join(
                        " ",
                        partial.key().tenant(),
                        partial.key().group(),
                        "g" + partial.generation(),
                        "m" + (partial.minute() - START) / MINUTE,
                        partial.counts().events().good() + "/"
                                + partial.counts().events().bad(),
                        partial.appliesAt() == GroupPartial.ON_TIME
                                ? "on time"
                                : "from " + (partial.appliesAt() - START) / MINUTE));
            }
        }
        harness.getOutput().clear();
        return partials;
    }

    @Test
    void viewsOfAMinuteAreEmittedAsOnePartialBeforeTheWatermarkThatLetsItBeEvaluated() throws Exception {
        view("acme", "h1", START, 0, Long.MIN_VALUE);
        view("acme", "h1", START + 59_999, 1, Long.MIN_VALUE);
        view("acme", "h1", START + MINUTE, 0, Long.MIN_VALUE);
        harness.processWatermark1(new Watermark(START + MINUTE + 498));
        assertThat(out()).isEmpty();
        harness.processWatermark1(new Watermark(START + MINUTE + 499));

        assertThat(out()).containsExactly("acme host=h1 g1 m0 1/1 on time");
    }

    @Test
    void theViewsOfABatchCountOneByOneWithTheirOwnWatermarks() throws Exception {
        var batches = new TwoInputStreamOperatorTestHarness<>(new MatchOperator<>(
                new BatchedViews(), EventKind.VIEWS, DEFINED, new MatchSettings(SCHEDULE, 600_000, 4, 2_000), LATE));
        Beacon view = new Beacon("b", "acme", "shop", "h1", "/", "chrome", START, Vitals.NONE, 0, 0, "");
        try (batches) {
            batches.open();
            batches.processElement1(new StreamRecord<>(
                    new ViewBatch(List.of(new Timed<>(view, Long.MIN_VALUE), new Timed<>(view, START + 10 * MINUTE)))));
            batches.prepareSnapshotPreBarrier(1);

            assertThat(batches.getOutput())
                    .map(element -> ((GroupPartial) ((StreamRecord<?>) element).getValue()).appliesAt())
                    .containsExactlyInAnyOrder(GroupPartial.ON_TIME, START + 10 * MINUTE);
        }
    }

    @Test
    void theBufferIsEmittedBeforeABarrierAndWhenItIsFull() throws Exception {
        view("acme", "h1", START, 0, Long.MIN_VALUE);
        harness.prepareSnapshotPreBarrier(1);
        assertThat(out()).hasSize(1);
        for (int host = 0; host < 4; host++) {
            view("acme", "h" + host, START, 0, Long.MIN_VALUE);
        }
        assertThat(out()).hasSize(4);
    }

    @Test
    void viewsOfSeveralMinutesInTurnsAreCountedInTheirMinutesAndAnewAfterEachEmission() throws Exception {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 10; i++) {
                view("acme", "h1", START + i % 2 * MINUTE, i % 5 == 0 ? 1 : 0, Long.MIN_VALUE);
            }
            harness.prepareSnapshotPreBarrier(round);
            assertThat(out()).containsExactly("acme host=h1 g1 m0 4/1 on time", "acme host=h1 g1 m1 4/1 on time");
        }
        view("acme", "h1", START, 0, Long.MIN_VALUE);
        view("acme", "h1", START + MINUTE, 0, Long.MIN_VALUE);
        harness.processWatermark1(new Watermark(START + MINUTE + 499));
        assertThat(out()).containsExactly("acme host=h1 g1 m0 1/0 on time");
        view("acme", "h1", START + MINUTE, 1, Long.MIN_VALUE);
        view("acme", "h1", START, 1, Long.MIN_VALUE);
        harness.prepareSnapshotPreBarrier(3);
        assertThat(out()).containsExactly("acme host=h1 g1 m0 0/1 on time", "acme host=h1 g1 m1 1/1 on time");
    }

    @Test
    void objectivesCountEventsOfTheirOwnTenantOnly() throws Exception {
        view("other", "h1", START, 0, Long.MIN_VALUE);
        harness.prepareSnapshotPreBarrier(1);

        assertThat(out()).isEmpty();
    }

    @Test
    void definitionsDoNotDelayTheWatermark() throws Exception {
        harness.processWatermark1(new Watermark(START));

        assertThat(harness.getOutput()).containsExactly(new Watermark(START));
    }

    @Test
    void theOperatorIsIdleWhenItsEventsAre() throws Exception {
        harness.processWatermarkStatus1(WatermarkStatus.IDLE);
        assertThat(harness.getOutput()).containsExactly(WatermarkStatus.IDLE);

        harness.processWatermarkStatus1(WatermarkStatus.ACTIVE);
        assertThat(harness.getOutput()).containsExactly(WatermarkStatus.IDLE, WatermarkStatus.ACTIVE);
    }

    @Test
    void aLateViewCountsFromTheNextBoundaryAndOneAfterTheAllowedLatenessGoesToTheSideOutput() throws Exception {
        long due = SCHEDULE.dueAt(new GroupKey("acme", "availability", "host=h1"), START + MINUTE);
        view("acme", "h1", START, 0, due - 1);
        harness.prepareSnapshotPreBarrier(1);
        assertThat(out()).containsExactly("acme host=h1 g1 m0 1/0 on time");
        view("acme", "h1", START, 0, due);
        harness.prepareSnapshotPreBarrier(2);
        assertThat(out()).containsExactly("acme host=h1 g1 m0 1/0 from 2");
        view("acme", "h1", START, 1, due + 9 * MINUTE);
        harness.prepareSnapshotPreBarrier(3);
        assertThat(out()).containsExactly("acme host=h1 g1 m0 0/1 from 11");
        view("acme", "h1", START, 1, due + 10 * MINUTE);
        harness.prepareSnapshotPreBarrier(4);
        assertThat(out()).isEmpty();
        assertThat(harness.getSideOutput(LATE))
                .extracting(StreamRecord::getValue)
                .containsExactly(new LateEvents("acme", "availability", "host=h1", START, 0, 1));
        assertThat(metrics.count("slo.tenant.late_events{tenant=acme}")).isOne();
        assertThat(metrics.count("bundle.events")).isEqualTo(3);
        assertThat(metrics.count("bundle.partials")).isEqualTo(3);
    }

    @Test
    void lateViewsAreEmittedAsOnePartialBeforeTheWatermarkOfTheBoundaryFromWhichTheyCount() throws Exception {
        long due = SCHEDULE.dueAt(new GroupKey("acme", "availability", "host=h1"), START + MINUTE);
        for (int i = 0; i < 1_000; i++) {
            view("acme", "h1", START, i % 2, due);
        }
        harness.processWatermark1(new Watermark(START + 2 * MINUTE + 498));
        assertThat(out()).isEmpty();
        harness.processWatermark1(new Watermark(START + 2 * MINUTE + 499));

        assertThat(out()).containsExactly("acme host=h1 g1 m0 500/500 from 2");
    }

    @Test
    void anEditAppliesFromItsMinuteAlsoAfterARestore() throws Exception {
        SloUpdate edit =
                new SloUpdate("acme", "availability", START + MINUTE, 3, Objectives.byHost("acme", 2, 990_000));
        harness.processElement2(new StreamRecord<>(edit));
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        harness = restored(state);
        view("acme", "h1", START, 0, Long.MIN_VALUE);
        view("acme", "h1", START + MINUTE, 0, Long.MIN_VALUE);
        harness.prepareSnapshotPreBarrier(1);

        assertThat(out())
                .containsExactlyInAnyOrder(
                        "acme host=h1 g1 m0 1/0 on time",
                        "acme host=h1 g1 m1 1/0 on time",
                        "acme host=h1 g2 m1 1/0 on time");
    }
}
