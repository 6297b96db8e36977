package io.convergence.jobs.postgres;

import io.convergence.jobs.settings.Expiry;
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

/** Sink of the batches of a table, each written with one upsert, at least once. */
final class RowSink<T> implements Sink<List<Row>>, SupportsWriterState<List<Row>, List<Row>> {
    private static final long serialVersionUID = 1;

    private final Table<T> table;
    private final PostgresSettings postgres;
    private final SinkSettings limits;
    private final int retentionDays;
    private final Expiry expiry;

    /**
     * Creates the sink of a table.
     *
     * @param retentionDays days that are kept of a table that is partitioned by day, counted from the newest
     * @param expiry what drops expired rows of all tables of the job
     */
    RowSink(Table<T> table, PostgresSettings postgres, SinkSettings limits, int retentionDays, Expiry expiry) {
        this.table = table;
        this.postgres = postgres;
        this.limits = limits;
        this.retentionDays = retentionDays;
        this.expiry = expiry;
    }

    @Override
    public StatefulSinkWriter<List<Row>, List<Row>> createWriter(WriterInitContext context) {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<List<Row>, List<Row>> restoreWriter(
            WriterInitContext context, Collection<List<Row>> buffered) {
        StatementMetrics metrics = new StatementMetrics(context.metricGroup(), table.name());
        BufferPool pool = BufferPool.ofProcess(limits.bufferBytes());
        BufferedRows<T> rows = new BufferedRows<>(table, pool, metrics::dropped);
        metrics.buffered(rows::size);
        DayPartitions days = DayPartitions.of(table, retentionDays, expiry);
        TableConnection<T> connection = new TableConnection<>(table, postgres, days, metrics);
        RowWriteLoop<T> loop = new RowWriteLoop<>(table, rows, connection, metrics, limits.batchRows());
        return new RowWriter<>(rows, loop, buffered);
    }

    @Override
    public SimpleVersionedSerializer<List<Row>> getWriterStateSerializer() {
        return new BufferedRowsSerializer<>(table);
    }
}
