package io.convergence.jobs.connect;

import io.convergence.jobs.settings.PostgresSettings;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.JdbcStatementBuilder;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.connector.jdbc.core.datastream.sink.committer.JdbcCommitable;
import org.apache.flink.connector.jdbc.core.datastream.sink.writer.JdbcWriterState;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.types.Row;

/**
 * Writes batches to a table with the connector's sink, whose connections are wrapped where a writer is made: the
 * connector counts elements, which are batches here, and tells nothing of statements.
 */
final class MeasuredSink<T>
        implements Sink<List<Row>>, SupportsWriterState<List<Row>, JdbcWriterState>, SupportsCommitter<JdbcCommitable> {
    private static final long serialVersionUID = 1;

    /** The connector waits 1 s longer before each retry: 15 s in all, then the job restarts. */
    private static final int RETRIES = 5;

    private final Table<T> table;
    private final PostgresSettings postgres;

    /** Writes to a table. */
    MeasuredSink(Table<T> table, PostgresSettings postgres) {
        this.table = table;
        this.postgres = postgres;
    }

    @Override
    public StatefulSinkWriter<List<Row>, JdbcWriterState> createWriter(WriterInitContext context) throws IOException {
        return measured(context).createWriter(context);
    }

    @Override
    public StatefulSinkWriter<List<Row>, JdbcWriterState> restoreWriter(
            WriterInitContext context, Collection<JdbcWriterState> state) throws IOException {
        return measured(context).restoreWriter(context, state);
    }

    @Override
    public Committer<JdbcCommitable> createCommitter(CommitterInitContext context) throws IOException {
        return plain().createCommitter(context);
    }

    @Override
    public SimpleVersionedSerializer<JdbcWriterState> getWriterStateSerializer() {
        return plain().getWriterStateSerializer();
    }

    @Override
    public SimpleVersionedSerializer<JdbcCommitable> getCommittableSerializer() {
        return plain().getCommittableSerializer();
    }

    private JdbcSink<List<Row>> measured(WriterInitContext context) {
        StatementMetrics metrics = new StatementMetrics(context.metricGroup(), table.name());
        RowBatchStatement statement = new RowBatchStatement(table);
        return sink(
                (prepared, rows) -> {
                    statement.accept(prepared, rows);
                    metrics.filled(rows.size());
                },
                new MeasuredConnections(connections(), metrics));
    }

    private JdbcSink<List<Row>> plain() {
        return sink(new RowBatchStatement(table), connections());
    }

    private JdbcConnectionProvider connections() {
        return new SimpleJdbcConnectionProvider(PostgresConnections.options(postgres));
    }

    private JdbcSink<List<Row>> sink(JdbcStatementBuilder<List<Row>> statement, JdbcConnectionProvider connections) {
        return JdbcSink.<List<Row>>builder()
                .withQueryStatement(table.upsert(), statement)
                .withExecutionOptions(JdbcExecutionOptions.builder()
                        .withBatchSize(1)
                        .withBatchIntervalMs(0)
                        .withMaxRetries(RETRIES)
                        .build())
                .buildAtLeastOnce(connections);
    }
}
