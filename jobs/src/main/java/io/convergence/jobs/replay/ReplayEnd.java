package io.convergence.jobs.replay;

import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.jobs.topology.ConvergenceOutputs;
import io.convergence.jobs.topology.SloOutputs;
import io.convergence.jobs.topology.Uids;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
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
 * Notes that a replay has come to its end, and how far event time came: only then may its rows replace live ones.
 *
 * <pre>
 * verdicts --end-of-verdicts--+
 * page minutes --end-of-page-minutes--+--> write-end
 * snapshots --end-of-snapshots--+
 * </pre>
 *
 * It is told nothing but ends. They come when every operator that makes rows has ended, and are committed by the
 * checkpoint after them, which completes when every sink has written what came before.
 */
public final class ReplayEnd implements Sink<Long>, SupportsCommitter<Long>, SupportsWriterState<Long, Long> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(ReplayEnd.class);

    private final PostgresSettings postgres;

    private ReplayEnd(PostgresSettings postgres) {
        this.postgres = postgres;
    }

    /** Adds the sink. */
    public static void attach(ConvergenceOutputs outputs, @Nullable SloOutputs slo, PostgresSettings postgres) {
        DataStream<Long> ends =
                endOf(outputs.verdicts(), "end-of-verdicts").union(endOf(outputs.pageMinutes(), "end-of-page-minutes"));
        if (slo != null) {
            ends = ends.union(endOf(slo.snapshots(), "end-of-snapshots"));
        }
        Uids.identify(ends.sinkTo(new ReplayEnd(postgres)).setParallelism(1), "write-end");
    }

    @Override
    public EventTime createWriter(WriterInitContext context) {
        return new EventTime(Long.MIN_VALUE);
    }

    @Override
    public EventTime restoreWriter(WriterInitContext context, Collection<Long> reached) {
        return new EventTime(reached.stream().max(Long::compare).orElse(Long.MIN_VALUE));
    }

    @Override
    public SimpleVersionedSerializer<Long> getWriterStateSerializer() {
        return new Millis();
    }

    @Override
    public Committer<Long> createCommitter(CommitterInitContext context) {
        return new Note(postgres);
    }

    @Override
    public SimpleVersionedSerializer<Long> getCommittableSerializer() {
        return new Millis();
    }

    private static <T> DataStream<Long> endOf(DataStream<T> stream, String uid) {
        return Uids.identify(stream.flatMap((element, out) -> {}, Types.LONG), uid);
    }

    /** Follows event time, over a restore after the last watermark too, and tells at the end how far it came. */
    static final class EventTime implements CommittingSinkWriter<Long, Long>, StatefulSinkWriter<Long, Long> {
        private long reached;
        private boolean ended;

        private EventTime(long reached) {
            this.reached = reached;
        }

        @Override
        public void write(Long element, Context context) {
            throw new IllegalStateException("an end is no element");
        }

        @Override
        public void writeWatermark(Watermark watermark) {
            // The watermark of the end itself says nothing of how far the input went.
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
            // It holds nothing.
        }
    }

    /** Writes the end to the replay's schema. */
    private static final class Note implements Committer<Long> {
        private final PostgresSettings postgres;

        Note(PostgresSettings postgres) {
            this.postgres = postgres;
        }

        @Override
        public void commit(Collection<CommitRequest<Long>> requests) {
            for (CommitRequest<Long> request : requests) {
                try {
                    ReplayRun.end(postgres, request.getCommittable());
                } catch (SQLException e) {
                    LOG.warn("the end of the replay cannot be noted yet", e);
                    request.retryLater();
                }
            }
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }

    /** Epoch milliseconds as eight bytes. */
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
                throw new IOException("version " + version + " of an end is not known");
            }
            return ByteBuffer.wrap(bytes).getLong();
        }
    }
}
