package io.convergence.jobs.postgres;

import static io.convergence.core.samples.Samples.NOON;
import static io.convergence.core.samples.Samples.confirmed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.convergence.core.verdict.VerdictRecord;
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
}
