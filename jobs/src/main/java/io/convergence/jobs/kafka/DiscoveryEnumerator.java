package io.convergence.jobs.kafka;

import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * Enumerator that sends {@link InputReader.Discovered} to each reader once it has assigned every partition that existed at
 * its start, and to each reader that registers afterwards. Assignments and events arrive at a reader in the order in which
 * they were sent. All calls come from the thread of the coordinator.
 */
final class DiscoveryEnumerator<SplitT extends SourceSplit, StateT> extends ForwardingEnumerator<SplitT, StateT> {
    /* The connector's enumerator asks for the partitions in one asynchronous call, and for the offsets of the new ones in a
     * second call that the result of the first one starts. A context runs such calls in order, and their handlers too. An
     * empty call after each of them is therefore handled when its result has been handled. */
    private static final int CALLS_OF_A_DISCOVERY = 2;

    private final SplitEnumeratorContext<SplitT> context;
    private boolean complete;

    /** Wraps the connector's enumerator, which has not been started yet. */
    DiscoveryEnumerator(SplitEnumerator<SplitT, StateT> enumerator, SplitEnumeratorContext<SplitT> context) {
        super(enumerator);
        this.context = context;
    }

    @Override
    public void start() {
        super.start();
        completeAfter(CALLS_OF_A_DISCOVERY);
    }

    @Override
    public void addReader(int reader) {
        super.addReader(reader);
        if (complete) {
            context.sendEventToSourceReader(reader, new InputReader.Discovered());
        }
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
