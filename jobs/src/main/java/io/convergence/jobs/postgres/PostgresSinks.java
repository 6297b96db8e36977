package io.convergence.jobs.postgres;

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
public final class PostgresSinks {
    private final PostgresSettings postgres;
    private final SinkSettings sink;
    private final int parallelism;

    public PostgresSinks(PostgresSettings postgres, SinkSettings sink, int parallelism) {
        this.postgres = postgres;
        this.sink = sink;
        this.parallelism = parallelism;
    }

    /** The same with one subtask for each table, which keeps an order that no row tells. */
    public PostgresSinks inOrder() {
        return new PostgresSinks(postgres, sink, 1);
    }

    /** Writes a stream to a table that is not partitioned, under the uids {@code batch-NAME} and {@code write-NAME}. */
    public <T> void write(DataStream<T> stream, Table<T> table, String name) {
        if (table.day() != null) {
            throw new IllegalArgumentException(table.name() + " is partitioned, and keeps so many days");
        }
        write(stream, table, 0, name);
    }

    /** Writes a stream to a table that is partitioned by day and keeps so many, counted from the newest. */
    public <T> void write(DataStream<T> stream, Table<T> table, int retentionDays, String name) {
        String batch = "batch-" + name;
        SingleOutputStreamOperator<List<Row>> batches = Uids.identify(
                Router.route(stream, table::route)
                        .transform(
                                batch,
                                table.batchType(),
                                new RowBatchOperator<>(table, sink.batchRows(), sink.batchIntervalMillis()))
                        .setParallelism(parallelism),
                batch);
        Uids.identify(
                batches.sinkTo(new RowSink<>(table, postgres, sink, retentionDays))
                        .setParallelism(parallelism),
                "write-" + name);
    }
}
