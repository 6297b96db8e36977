package io.convergence.jobs.kafka;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * Enumerator that sends {@link InputReader.Discovered} to each reader once it has assigned every partition that existed at
 * its start, and to each reader that registers afterwards. Assignments and events arrive at a reader in the order in which
 * they were sent. All calls come from the thread of the coordinator.
 */
final class DiscoveryEnumerator<SplitT extends SourceSplit, StateT> implements SplitEnumerator<SplitT, StateT> {
    /* The connector's enumerator asks for the partitions in one asynchronous call, and for the offsets of the new ones in a
     * second call that the result of the first one starts. A context runs such calls in order, and their handlers too. An
     * empty call after each of them is therefore handled when its result has been handled. */
    private static final int CALLS_OF_A_DISCOVERY = 2;

    private final SplitEnumerator<SplitT, StateT> enumerator;
    private final SplitEnumeratorContext<SplitT> context;
    private boolean complete;

    /** Wraps the connector's enumerator, which has not been started yet. */
    DiscoveryEnumerator(SplitEnumerator<SplitT, StateT> enumerator, SplitEnumeratorContext<SplitT> context) {
        this.enumerator = enumerator;
        this.context = context;
    }

    @Override
    public void start() {
        enumerator.start();
        completeAfter(CALLS_OF_A_DISCOVERY);
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
        if (complete) {
            context.sendEventToSourceReader(reader, new InputReader.Discovered());
        }
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

    private void completeAfter(int calls) {
        if (calls > 0) {
            context.callAsync(() -> calls, (result, failure) -> completeAfter(calls - 1));
            return;
        }
        complete = true;
        for (int reader : context.registeredReaders().keySet()) {
            context.sendEventToSourceReader(reader, new InputReader.Discovered());
        }
    }
}
