package io.convergence.jobs.postgres;

import io.convergence.jobs.settings.TableSettings;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.types.Row;

/** Sink of the batches of a table, each written with one upsert, at least once. */
final class RowSink<T> implements Sink<List<Row>>, SupportsWriterState<List<Row>, List<Row>> {
    private static final long serialVersionUID = 1;

    private final Table<T> table;
    private final TableSettings settings;
    private final int retentionDays;

    /**
     * Creates the sink of a table.
     *
     * @param retentionDays days that are kept of a table that is partitioned by day, counted from the newest
     */
    RowSink(Table<T> table, TableSettings settings, int retentionDays) {
        this.table = table;
        this.settings = settings;
        this.retentionDays = retentionDays;
    }

    @Override
    public StatefulSinkWriter<List<Row>, List<Row>> createWriter(WriterInitContext context) {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<List<Row>, List<Row>> restoreWriter(
            WriterInitContext context, Collection<List<Row>> buffered) {
        StatementMetrics metrics = new StatementMetrics(context.metricGroup(), table.name());
        BufferPool pool = BufferPool.ofProcess(settings.sink().bufferBytes());
        BufferedRows<T> rows = new BufferedRows<>(table, pool, metrics::dropped);
        metrics.buffered(rows::size);
        DayPartitions days = DayPartitions.of(table, retentionDays, settings.retention());
        TableConnection<T> connection = new TableConnection<>(table, settings.postgres(), days, metrics);
        RowWriteLoop<T> loop = new RowWriteLoop<>(
                table, rows, connection, metrics, settings.sink().batchRows());
        return new RowWriter<>(rows, loop, buffered);
    }

    @Override
    public SimpleVersionedSerializer<List<Row>> getWriterStateSerializer() {
        return new BufferedRowsSerializer<>(table);
    }
}
