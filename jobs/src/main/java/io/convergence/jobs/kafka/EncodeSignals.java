package io.convergence.jobs.kafka;

import io.convergence.core.signal.SignalUpdate;
import io.convergence.flink.metrics.LatencyBuckets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Turns signals into records of the output topics, and measures {@code sink.signal_commit_latency_seconds}: from when
 * the newest of the views arrived that made users count as affected, to when a reader of committed records can see what
 * fired. With transactions that is when the checkpoint that holds the signal is complete, which commits them; without,
 * when the record is handed to the producer, whose {@code linger.ms} and acknowledgement come on top.
 *
 * <p>What time, checks or budgets bring has no such view and is not measured. It has no state: a signal whose checkpoint
 * was completed by a job that failed before it heard of that is not measured; one that is said again after a restart is,
 * from the same view.
 */
public final class EncodeSignals extends ProcessFunction<SignalUpdate, TopicRecord>
        implements CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1;

    private final TopicEncoding<SignalUpdate> encoding;
    private final boolean transactional;
    private final Clock clock;

    private transient @Nullable LatencyBuckets latency;
    private transient List<Long> said = new ArrayList<>();
    private transient TreeMap<Long, List<Long>> waiting = new TreeMap<>();

    /**
     * Encodes and measures.
     *
     * @param transactional whether checkpoints make records visible
     * @param clock the wall clock
     */
    public EncodeSignals(TopicEncoding<SignalUpdate> encoding, boolean transactional, Clock clock) {
        this.encoding = encoding;
        this.transactional = transactional;
        this.clock = clock;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        said = new ArrayList<>();
        waiting = new TreeMap<>();
    }

    @Override
    public void open(OpenContext context) {
        latency = new LatencyBuckets(
                getRuntimeContext().getMetricGroup().addGroup("sink"),
                "signal_commit_latency_seconds",
                1_000,
                2_000,
                5_000,
                10_000,
                15_000,
                20_000,
                25_000,
                30_000,
                45_000,
                60_000,
                120_000,
                300_000);
    }

    @Override
    public void processElement(SignalUpdate update, Context context, Collector<TopicRecord> out) {
        encoding.encode(update, update.at(), clock.instant()).forEach(out::collect);
        if (update.tippedAt() == SignalUpdate.NOT_TIPPED) {
            return;
        }
        if (transactional) {
            said.add(update.tippedAt());
        } else {
            measure(update.tippedAt());
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        if (!said.isEmpty()) {
            waiting.put(context.getCheckpointId(), said);
            said = new ArrayList<>();
        }
    }

    /** What an aborted checkpoint held is committed with the next one, which comes here. */
    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        NavigableMap<Long, List<Long>> visible = waiting.headMap(checkpointId, true);
        visible.values().forEach(views -> views.forEach(this::measure));
        visible.clear();
    }

    private void measure(long tippedAt) {
        if (latency != null) {
            latency.add(clock.millis() - tippedAt);
        }
    }
}
