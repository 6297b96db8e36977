package io.convergence.jobs.kafka;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;

/** Enumerator that forwards every call to the connector's enumerator. */
abstract class ForwardingEnumerator<SplitT extends SourceSplit, StateT> implements SplitEnumerator<SplitT, StateT> {
    private final SplitEnumerator<SplitT, StateT> enumerator;

    ForwardingEnumerator(SplitEnumerator<SplitT, StateT> enumerator) {
        this.enumerator = enumerator;
    }

    @Override
    public void start() {
        enumerator.start();
    }

    @Override
    public void handleSplitRequest(int reader, String host) {
        enumerator.handleSplitRequest(reader, host);
    }

    @Override
    public void addSplitsBack(List<SplitT> splits, int reader) {
        enumerator.addSplitsBack(splits, reader);
    }

    @Override
    public void addReader(int reader) {
        enumerator.addReader(reader);
    }

    @Override
    public void handleSourceEvent(int reader, SourceEvent event) {
        enumerator.handleSourceEvent(reader, event);
    }

    @Override
    public StateT snapshotState(long checkpointId) throws Exception {
        return enumerator.snapshotState(checkpointId);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        enumerator.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void close() throws IOException {
        enumerator.close();
    }
}
