package io.convergence.jobs.connect;

import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.jobs.settings.SinkSettings;
import io.convergence.jobs.topology.Uids;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Row;

/**
 * Writes streams to tables, at least once: rows of a key go through one subtask, are gathered into batches and written
 * with one guarded statement each.
 */
final class PostgresSinks {
    private final PostgresSettings postgres;
    private final SinkSettings sink;
    private final int parallelism;

    PostgresSinks(PostgresSettings postgres, SinkSettings sink, int parallelism) {
        this.postgres = postgres;
        this.sink = sink;
        this.parallelism = parallelism;
    }

    /** Batches of a table's rows, under a uid. */
    <T> SingleOutputStreamOperator<List<Row>> batches(DataStream<T> stream, Table<T> table, String uid) {
        return Uids.identify(
                Router.route(stream, table::route)
                        .transform(
                                uid,
                                table.batchType(),
                                new RowBatchOperator<>(table, sink.batchRows(), sink.batchIntervalMillis()))
                        .setParallelism(parallelism),
                uid);
    }

    /** The same batches, once the days they fall on have partitions, under a uid. */
    <T> SingleOutputStreamOperator<List<Row>> partitioned(
            SingleOutputStreamOperator<List<Row>> batches, Table<T> table, int retentionDays, String uid) {
        String day = table.day();
        if (day == null) {
            throw new IllegalArgumentException(table.name() + " is not partitioned");
        }
        return Uids.identify(
                batches.flatMap(new DayPartitions(postgres, table.name(), table.position(day), retentionDays))
                        .returns(table.batchType())
                        .setParallelism(parallelism),
                uid);
    }

    /** Writes batches to their table, under a uid. */
    <T> void write(SingleOutputStreamOperator<List<Row>> batches, Table<T> table, String uid) {
        Uids.identify(batches.sinkTo(new MeasuredSink<>(table, postgres)).setParallelism(parallelism), uid);
    }
}
