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
 * Operator that encodes signals as records of the output topics and measures {@code sink.signal_commit_latency_seconds}:
 * the time from the arrival of the page view that tipped the verdict until a consumer of committed records can read the
 * signal. With transactions, that is when the checkpoint that contains the signal completes and commits them; without,
 * when the record is passed to the producer, whose {@code linger.ms} and acknowledgement come in addition.
 *
 * <p>Signals that a timer, a synthetic check or a budget triggers have no such view and are not measured. The operator
 * keeps no state: after a failure, a signal whose checkpoint completed unnoticed is not measured, and a signal that is
 * emitted again is measured from the same view.
 */
public final class EncodeSignals extends ProcessFunction<SignalUpdate, TopicRecord>
        implements CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1;

    private final TopicEncoding<SignalUpdate> encoding;
    private final boolean transactional;
    private final Clock clock;

    private transient @Nullable LatencyBuckets latency;
    private transient List<Long> sinceCheckpoint = new ArrayList<>();
    private transient TreeMap<Long, List<Long>> byCheckpoint = new TreeMap<>();

    /**
     * Creates the operator.
     *
     * @param transactional whether records become visible when a checkpoint completes
     * @param clock the wall clock
     */
    public EncodeSignals(TopicEncoding<SignalUpdate> encoding, boolean transactional, Clock clock) {
        this.encoding = encoding;
        this.transactional = transactional;
        this.clock = clock;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        sinceCheckpoint = new ArrayList<>();
        byCheckpoint = new TreeMap<>();
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
            sinceCheckpoint.add(update.tippedAt());
        } else {
            measure(update.tippedAt());
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        if (!sinceCheckpoint.isEmpty()) {
            byCheckpoint.put(context.getCheckpointId(), sinceCheckpoint);
            sinceCheckpoint = new ArrayList<>();
        }
    }

    /** The signals of an aborted checkpoint are committed, and measured, with the next one that completes. */
    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        NavigableMap<Long, List<Long>> visible = byCheckpoint.headMap(checkpointId, true);
        visible.values().forEach(views -> views.forEach(this::measure));
        visible.clear();
    }

    private void measure(long tippedAt) {
        if (latency != null) {
            latency.add(clock.millis() - tippedAt);
        }
    }
}
