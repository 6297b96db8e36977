package io.convergence.jobs.postgres;

import io.convergence.jobs.settings.Expiry;
import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.jobs.settings.SinkSettings;
import io.convergence.jobs.settings.TableSettings;
import io.convergence.jobs.topology.Router;
import io.convergence.jobs.topology.Uids;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Row;

/**
 * Factory of table sinks with at-least-once delivery. The rows of a key are written by one subtask, in batches.
 */
public final class PostgresSinks {
    private final PostgresSettings postgres;
    private final SinkSettings limits;
    private final Expiry expiry;
    private final int parallelism;
    private final boolean inPlace;

    /**
     * Creates the factory.
     *
     * @param parallelism number of subtasks of each sink
     */
    public PostgresSinks(TableSettings settings, int parallelism) {
        this(settings.postgres(), settings.sink(), settings.retention(), parallelism);
    }

    /**
     * Creates the factory of the sinks of a job with an expiry of its own.
     *
     * @param expiry what drops expired rows of all tables of the job
     * @param parallelism number of subtasks of each sink
     */
    public PostgresSinks(PostgresSettings postgres, SinkSettings limits, Expiry expiry, int parallelism) {
        this(postgres, limits, expiry, parallelism, false);
    }

    private PostgresSinks(
            PostgresSettings postgres, SinkSettings limits, Expiry expiry, int parallelism, boolean inPlace) {
        this.postgres = postgres;
        this.limits = limits;
        this.expiry = expiry;
        this.parallelism = parallelism;
        this.inPlace = inPlace;
    }

    /** The same factory with one subtask per sink, which writes all rows in the order of the stream. */
    public PostgresSinks inOrder() {
        return new PostgresSinks(postgres, limits, expiry, 1, false);
    }

    /**
     * The same factory for streams whose rows of a key come from one subtask: where there are as many of them as writers,
     * each writes its own rows, and nothing is serialised on the way.
     */
    public PostgresSinks inPlace() {
        return new PostgresSinks(postgres, limits, expiry, parallelism, true);
    }

    /**
     * Sends the elements of each key of a table to one subtask per sink, for several sinks that are {@link #inPlace}: the
     * elements are serialised once for all of them.
     *
     * @param uid uid of the operator between both
     */
    public <T> DataStream<T> together(DataStream<T> stream, Table<T> table, String uid) {
        return Uids.identify(
                Router.route(stream, table::route)
                        .map(element -> element)
                        .returns(stream.getType())
                        .setParallelism(parallelism),
                uid);
    }

    /** Adds the sink of a table that is not partitioned, with the uids {@code batch-NAME} and {@code write-NAME}. */
    public <T> void write(DataStream<T> stream, Table<T> table, String name) {
        if (table.day() != null) {
            throw new IllegalArgumentException(table.name() + " is partitioned and needs its days of retention");
        }
        write(stream, table, 0, name);
    }

    /**
     * Adds the sink of a table that is partitioned by day.
     *
     * @param retentionDays days that are kept, counted from the newest
     */
    public <T> void write(DataStream<T> stream, Table<T> table, int retentionDays, String name) {
        String batch = "batch-" + name;
        SingleOutputStreamOperator<List<Row>> batches = Uids.identify(
                partitioned(stream, table)
                        .transform(
                                batch,
                                table.batchType(),
                                new RowBatchOperator<>(table, limits.batchRows(), limits.batchIntervalMillis()))
                        .setParallelism(parallelism),
                batch);
        Uids.identify(
                batches.sinkTo(new RowSink<>(table, postgres, limits, retentionDays, expiry))
                        .setParallelism(parallelism),
                "write-" + name);
    }

    private <T> DataStream<T> partitioned(DataStream<T> stream, Table<T> table) {
        return inPlace && stream.getParallelism() == parallelism
                ? stream.forward()
                : Router.route(stream, table::route);
    }
}
