package io.convergence.jobs.postgres;

import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.jobs.settings.SinkSettings;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.types.Row;

/** Writes batches of rows to a table, each with one statement, at least once. */
final class RowSink<T> implements Sink<List<Row>>, SupportsWriterState<List<Row>, List<Row>> {
    private static final long serialVersionUID = 1;

    private final Table<T> table;
    private final PostgresSettings postgres;
    private final SinkSettings sink;
    private final int retentionDays;

    /**
     * A sink to a table.
     *
     * @param retentionDays days kept of a table that is partitioned by day, counted from the newest
     */
    RowSink(Table<T> table, PostgresSettings postgres, SinkSettings sink, int retentionDays) {
        this.table = table;
        this.postgres = postgres;
        this.sink = sink;
        this.retentionDays = retentionDays;
    }

    @Override
    public StatefulSinkWriter<List<Row>, List<Row>> createWriter(WriterInitContext context) {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<List<Row>, List<Row>> restoreWriter(
            WriterInitContext context, Collection<List<Row>> held) {
        StatementMetrics metrics = new StatementMetrics(context.metricGroup(), table.name());
        return new RowWriter<>(
                table,
                new TableConnection<>(table, postgres, DayPartitions.of(table, retentionDays), metrics),
                sink,
                context.getProcessingTimeService(),
                metrics,
                held);
    }

    @Override
    public SimpleVersionedSerializer<List<Row>> getWriterStateSerializer() {
        return new BufferedRowsSerializer<>(table);
    }
}
