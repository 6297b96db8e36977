package io.convergence.jobs.replay;

import io.convergence.core.window.PageMinute;
import io.convergence.jobs.postgres.ReplayRun;
import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.jobs.topology.ConvergenceOutputs;
import io.convergence.jobs.topology.SloOutputs;
import io.convergence.jobs.topology.Uids;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sink that records the end of a replay and the event time that it reached. Only then may its rows replace live ones.
 *
 * <pre>
 * verdicts --end-of-verdicts--+
 * page minutes --end-of-page-minutes--+--> write-end
 * snapshots --end-of-snapshots--+
 * </pre>
 *
 * Its input streams are empty and only carry watermarks and the end of the input. The end arrives when every operator that
 * produces rows has ended. It is committed with the next checkpoint, which completes after every sink has written its rows.
 */
public final class ReplayEnd implements Sink<Long>, SupportsCommitter<Long>, SupportsWriterState<Long, Long> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(ReplayEnd.class);

    private final PostgresSettings postgres;

    private ReplayEnd(PostgresSettings postgres) {
        this.postgres = postgres;
    }

    /**
     * Adds the sink.
     *
     * @param slo streams of the SLO branch, or null when it is not published
     */
    public static void attach(ConvergenceOutputs outputs, @Nullable SloOutputs slo, PostgresSettings postgres) {
        DataStream<Long> ends = emptied(outputs.verdicts(), "end-of-verdicts");
        DataStream<PageMinute> pageMinutes = outputs.pageMinutes();
        if (pageMinutes != null) {
            ends = ends.union(emptied(pageMinutes, "end-of-page-minutes"));
        }
        if (slo != null) {
            ends = ends.union(emptied(slo.snapshots(), "end-of-snapshots"));
        }
        Uids.identify(ends.sinkTo(new ReplayEnd(postgres)).setParallelism(1), "write-end");
    }

    @Override
    public StatefulSinkWriter<Long, Long> createWriter(WriterInitContext context) {
        return new EndWriter(Long.MIN_VALUE);
    }

    @Override
    public StatefulSinkWriter<Long, Long> restoreWriter(WriterInitContext context, Collection<Long> reached) {
        return new EndWriter(reached.stream().max(Long::compare).orElse(Long.MIN_VALUE));
    }

    @Override
    public SimpleVersionedSerializer<Long> getWriterStateSerializer() {
        return new Millis();
    }

    @Override
    public Committer<Long> createCommitter(CommitterInitContext context) {
        return new EndCommitter(postgres);
    }

    @Override
    public SimpleVersionedSerializer<Long> getCommittableSerializer() {
        return new Millis();
    }

    private static <T> DataStream<Long> emptied(DataStream<T> stream, String uid) {
        return Uids.identify(stream.flatMap((element, out) -> {}, Types.LONG), uid);
    }

    /** Writer that tracks event time, also over a restore after the last watermark, and commits it at the end. */
    private static final class EndWriter implements CommittingSinkWriter<Long, Long>, StatefulSinkWriter<Long, Long> {
        private long reached;
        private boolean ended;

        EndWriter(long reached) {
            this.reached = reached;
        }

        @Override
        public void write(Long element, Context context) {
            throw new IllegalStateException("the input streams have no elements");
        }

        @Override
        public void writeWatermark(Watermark watermark) {
            // The watermark of the end of the input is the maximum, whatever event time was reached.
            if (watermark.getTimestamp() != Long.MAX_VALUE) {
                reached = Math.max(reached, watermark.getTimestamp());
            }
        }

        @Override
        public void flush(boolean endOfInput) {
            ended |= endOfInput;
        }

        @Override
        public List<Long> snapshotState(long checkpointId) {
            return List.of(reached);
        }

        @Override
        public Collection<Long> prepareCommit() {
            return ended ? List.of(reached) : List.of();
        }

        @Override
        public void close() {
            // Nothing to release.
        }
    }

    /** Committer that writes the end to the schema of the replay. */
    private static final class EndCommitter implements Committer<Long> {
        private final PostgresSettings postgres;

        EndCommitter(PostgresSettings postgres) {
            this.postgres = postgres;
        }

        @Override
        public void commit(Collection<CommitRequest<Long>> requests) {
            for (CommitRequest<Long> request : requests) {
                try {
                    ReplayRun.end(postgres, request.getCommittable());
                } catch (IOException e) {
                    LOG.warn("the end of the replay cannot be recorded yet", e);
                    request.retryLater();
                }
            }
        }

        @Override
        public void close() {
            // Nothing to release.
        }
    }

    /** Serializer of epoch milliseconds as eight bytes. */
    private static final class Millis implements SimpleVersionedSerializer<Long> {
        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(Long millis) {
            return ByteBuffer.allocate(Long.BYTES).putLong(millis).array();
        }

        @Override
        public Long deserialize(int version, byte[] bytes) throws IOException {
            if (version != VERSION) {
                throw new IOException("version " + version + " of the end of a replay is unknown");
            }
            return ByteBuffer.wrap(bytes).getLong();
        }
    }
}
