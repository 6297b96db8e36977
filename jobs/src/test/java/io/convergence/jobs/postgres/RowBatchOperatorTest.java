package io.convergence.jobs.postgres;

import static io.convergence.core.samples.Samples.NOON;
import static io.convergence.core.samples.Samples.confirmed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.convergence.core.samples.SloSamples;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.jobs.tables.SnapshotsTable;
import io.convergence.jobs.tables.VerdictsTable;
import java.util.List;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class RowBatchOperatorTest {
    private final Batches<VerdictRecord> batches = new Batches<>(VerdictsTable.table(), 3);

    @Test
    void aBatchContainsTheWinningRowOfEachKey() {
        batches.add(confirmed("b", NOON + 10_000));
        batches.add(confirmed("a", NOON));
        batches.add(confirmed("b", NOON));
        batches.add(confirmed("a", NOON + 20_000));
        assertThat(batches.end())
                .singleElement()
                .satisfies(batch -> assertThat(batch)
                        .extracting(row -> row.getField(1), row -> row.getField(3))
                        .containsExactly(tuple("b", NOON + 10_000), tuple("a", NOON + 20_000)));
    }

    @Test
    void aFullBatchIsEmittedAtOnce() {
        batches.add(confirmed("a", NOON));
        batches.add(confirmed("b", NOON));
        assertThat(batches.batches()).isEmpty();
        batches.add(confirmed("c", NOON));
        assertThat(batches.batches()).singleElement().extracting(List::size).isEqualTo(3);
    }

    @Test
    void aRowWaitsNoLongerThanTheInterval() throws Exception {
        batches.harness().setProcessingTime(5_000);
        batches.add(confirmed("a", NOON));
        batches.harness().setProcessingTime(5_999);
        assertThat(batches.batches()).isEmpty();
        batches.harness().setProcessingTime(6_000);
        assertThat(batches.batches()).hasSize(1);
        batches.add(confirmed("b", NOON));
        batches.harness().setProcessingTime(7_000);
        assertThat(batches.batches()).hasSize(2);
    }

    @Test
    void aBatchIsEmittedBeforeABarrier() throws Exception {
        batches.add(confirmed("a", NOON));
        batches.harness().prepareSnapshotPreBarrier(1);
        List<List<Row>> before = batches.batches();
        assertThat(before).hasSize(1);
        batches.harness().prepareSnapshotPreBarrier(2);
        assertThat(batches.batches()).isEqualTo(before);
    }

    @Test
    void inABacklogPresentStatesWaitTenIntervals() throws Exception {
        long now = NOON + 3_600_000;
        batches.harness().setProcessingTime(now);
        batches.add(confirmed("a", NOON));
        for (int interval = 1; interval < 10; interval++) {
            batches.harness().setProcessingTime(now + interval * Batches.INTERVAL);
        }
        batches.add(confirmed("a", NOON + 60_000));
        assertThat(batches.batches()).isEmpty();
        batches.harness().setProcessingTime(now + 10_000);
        assertThat(batches.batches())
                .singleElement()
                .satisfies(batch ->
                        assertThat(batch).extracting(row -> row.getField(3)).containsExactly(NOON + 60_000));
    }

    @Test
    void inABacklogABatchOfPresentStatesMayBeTenTimesLarger() throws Exception {
        batches.harness().setProcessingTime(NOON + 3_600_000);
        for (int app = 0; app < 29; app++) {
            batches.add(confirmed("app-" + app, NOON));
        }
        assertThat(batches.batches()).isEmpty();
        batches.add(confirmed("last", NOON));
        assertThat(batches.batches()).singleElement().extracting(List::size).isEqualTo(30);
    }

    @Test
    void aBatchThatReachesThePresentWaitsNoLonger() throws Exception {
        long now = NOON + 3_600_000;
        batches.harness().setProcessingTime(now);
        batches.add(confirmed("a", NOON));
        batches.add(confirmed("b", now));
        batches.harness().setProcessingTime(now + 1_000);
        assertThat(batches.batches()).singleElement().extracting(List::size).isEqualTo(2);
    }

    @Test
    void aBacklogOfOtherRowsWaitsOneInterval() throws Exception {
        Batches<SloSnapshot> snapshots = new Batches<>(SnapshotsTable.table(), 3);
        snapshots.harness().setProcessingTime(NOON + 3_600_000);
        snapshots.add(SloSamples.snapshot("", NOON, 0, 1_000));
        snapshots.harness().setProcessingTime(NOON + 3_601_000);
        assertThat(snapshots.batches()).hasSize(1);
    }
}
