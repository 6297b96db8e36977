package io.convergence.jobs.kafka;

import java.io.IOException;
import java.util.List;
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

/**
 * A bounded Kafka source that ends after a restore as well, and at a known event time. The connector's own tells its
 * readers that no partition is to come when it has found new ones, which it has not when it is restored, and its readers
 * then wait for ever (FLINK-31006). And a subtask that ends goes to the end of time at once: were the last one to end
 * one that has nothing to read, as after a restore, event time would leap there from where it was before all that the
 * others have read. All else is the connector's, its state too.
 */
final class EndingSource<T> implements Source<T, KafkaPartitionSplit, KafkaSourceEnumState>, ResultTypeQueryable<T> {
    private static final long serialVersionUID = 1;

    private final KafkaSource<T> source;
    private final long end;

    /**
     * A source around the connector's.
     *
     * @param end how far event time has come when everything is read
     */
    EndingSource(KafkaSource<T> source, Watermark end) {
        this.source = source;
        this.end = end.getTimestamp();
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
        return new EndingReader<>(source.createReader(context), new Watermark(end));
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) throws IOException {
        SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restored = source.restoreEnumerator(context, state);
        return state.initialDiscoveryFinished() ? new Complete(restored, context) : restored;
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

    /** Deals out what was found before the restore, and tells each reader that there is no more. */
    private record Complete(
            SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restored,
            SplitEnumeratorContext<KafkaPartitionSplit> context)
            implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {

        @Override
        public void start() {
            restored.start();
        }

        @Override
        public void handleSplitRequest(int reader, String host) {
            restored.handleSplitRequest(reader, host);
        }

        @Override
        public void addSplitsBack(List<KafkaPartitionSplit> splits, int reader) {
            restored.addSplitsBack(splits, reader);
        }

        @Override
        public void addReader(int reader) {
            restored.addReader(reader);
            context.signalNoMoreSplits(reader);
        }

        @Override
        public KafkaSourceEnumState snapshotState(long checkpointId) throws Exception {
            return restored.snapshotState(checkpointId);
        }

        @Override
        public void close() throws IOException {
            restored.close();
        }
    }
}
