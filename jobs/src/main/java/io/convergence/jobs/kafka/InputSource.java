package io.convergence.jobs.kafka;

import java.io.IOException;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka source that corrects the event time and the end of the connector's source in three points, and otherwise delegates
 * to it, with the same state:
 *
 * <ul>
 *   <li>After a restore the connector deals out the known partitions in turn and later adds the new ones by their number,
 *       so that readers can have none. Such a reader emits neither watermarks nor idleness, and the event time of the job
 *       stands still; the other readers can pass the records of new partitions before these are found. Readers of an
 *       unbounded source therefore wait for the partitions, and are idle without one.
 *   <li>The connector tells readers of a bounded source that there are no more partitions only after it has discovered
 *       some. After a restore it discovers none, and its readers wait for ever (FLINK-31006).
 *   <li>A subtask of a bounded source that has nothing to read, as after a restore, ends with the maximum watermark at
 *       once. If it is the last to end, event time would advance from before everything the others have read directly to
 *       the maximum.
 * </ul>
 */
final class InputSource<T> implements Source<T, KafkaPartitionSplit, KafkaSourceEnumState>, ResultTypeQueryable<T> {
    private static final long serialVersionUID = 1;

    private final KafkaSource<T> source;
    private final @Nullable Long end;

    private InputSource(KafkaSource<T> source, @Nullable Long end) {
        this.source = source;
        this.end = end;
    }

    /**
     * A bounded source.
     *
     * @param end last watermark of each reader that has read everything
     */
    static <T> InputSource<T> bounded(KafkaSource<T> source, Watermark end) {
        return new InputSource<>(source, end.getTimestamp());
    }

    /** A source without an end. */
    static <T> InputSource<T> unbounded(KafkaSource<T> source) {
        return new InputSource<>(source, null);
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
        return new InputReader<>(source.createReader(context), end == null ? null : new Watermark(end));
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> created = source.createEnumerator(context);
        return end == null ? new DiscoveryEnumerator<>(created, context) : created;
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) throws IOException {
        SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restored = source.restoreEnumerator(context, state);
        if (end == null) {
            return new DiscoveryEnumerator<>(restored, context);
        }
        return state.initialDiscoveryFinished() ? new CompleteEnumerator(restored, context) : restored;
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return source.getProducedType();
    }

    /** Restored enumerator that knows all partitions: it signals to each reader that there are no more. */
    private static final class CompleteEnumerator
            extends ForwardingEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {
        private final SplitEnumeratorContext<KafkaPartitionSplit> context;

        CompleteEnumerator(
                SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restored,
                SplitEnumeratorContext<KafkaPartitionSplit> context) {
            super(restored);
            this.context = context;
        }

        @Override
        public void addReader(int reader) {
            super.addReader(reader);
            context.signalNoMoreSplits(reader);
        }
    }
}
