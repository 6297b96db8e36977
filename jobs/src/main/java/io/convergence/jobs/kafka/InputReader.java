package io.convergence.jobs.kafka;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Source reader that corrects the event time of the connector's reader. A reader of an unbounded source reads nothing before
 * every partition that existed at the start has been assigned; if none was assigned to it, it is idle until its first one.
 * A reader of a bounded source emits a given last watermark when it has read everything; without it, Flink would only emit
 * the watermark of the end of the input, which evaluates nothing.
 */
@SuppressWarnings("try") // exceptions of the wrapped reader, interruptions too, are handled by Flink
final class InputReader<T, SplitT extends SourceSplit> implements SourceReader<T, SplitT> {
    private final SourceReader<T, SplitT> reader;
    private final @Nullable Watermark end;
    private final CompletableFuture<Void> discovered = new CompletableFuture<>();
    private boolean hasSplits;
    private boolean idle;

    /** Event of the enumerator: every partition that existed at the start has been assigned. */
    record Discovered() implements SourceEvent {
        private static final long serialVersionUID = 1;
    }

    /**
     * Wraps a reader.
     *
     * @param end last watermark of a reader of a bounded source; null for an unbounded one
     */
    InputReader(SourceReader<T, SplitT> reader, @Nullable Watermark end) {
        this.reader = reader;
        this.end = end;
        if (end != null) {
            discovered.complete(null);
        }
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        if (!discovered.isDone()) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        if (end == null && !hasSplits && !idle) {
            output.markIdle();
            idle = true;
        }
        InputStatus status = reader.pollNext(output);
        if (status == InputStatus.END_OF_INPUT && end != null) {
            output.emitWatermark(end);
        }
        return status;
    }

    @Override
    public List<SplitT> snapshotState(long checkpointId) {
        return reader.snapshotState(checkpointId);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return discovered.isDone() ? reader.isAvailable() : discovered;
    }

    @Override
    public void addSplits(List<SplitT> splits) {
        hasSplits |= !splits.isEmpty();
        reader.addSplits(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent sourceEvent) {
        if (sourceEvent instanceof Discovered) {
            discovered.complete(null);
        } else {
            reader.handleSourceEvents(sourceEvent);
        }
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
        reader.pauseOrResumeSplits(toPause, toResume);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        reader.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        reader.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void close() throws Exception {
        reader.close();
    }
}
