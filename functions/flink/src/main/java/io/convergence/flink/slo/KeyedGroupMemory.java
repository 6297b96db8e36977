package io.convergence.flink.slo;

import io.convergence.core.slo.evaluate.GroupMemory;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.report.ReportCounts;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.window.BucketChunk;
import io.convergence.core.slo.window.BucketChunkKey;
import io.convergence.flink.state.ChunkFormat;
import io.convergence.flink.state.ChunkKeyFormat;
import io.convergence.flink.state.GenerationMinute;
import io.convergence.flink.state.GenerationMinuteFormat;
import io.convergence.flink.state.GenerationReport;
import io.convergence.flink.state.GenerationReportFormat;
import io.convergence.flink.state.MinuteCountsFormat;
import io.convergence.flink.state.StateAccess;
import io.convergence.flink.state.StateDescriptors;
import io.convergence.flink.state.TallyFormat;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.jspecify.annotations.Nullable;

/** Keyed map states of the current budget: open minutes, buckets and open reports. */
final class KeyedGroupMemory implements GroupMemory {
    private final MapState<GenerationMinute, MinuteCounts> minutes;
    private final MapState<BucketChunkKey, BucketChunk> chunks;
    private final MapState<GenerationReport, ReportCounts> tallies;

    KeyedGroupMemory(RuntimeContext context) {
        minutes = context.getMapState(minutesDescriptor());
        chunks = context.getMapState(chunksDescriptor());
        tallies = context.getMapState(talliesDescriptor());
    }

    /** Counts of the minutes that late events can still change. */
    static MapStateDescriptor<GenerationMinute, MinuteCounts> minutesDescriptor() {
        return StateDescriptors.map("open-minutes", new GenerationMinuteFormat(), new MinuteCountsFormat());
    }

    /** Buckets of the windows and the period, sixty per value. */
    static MapStateDescriptor<BucketChunkKey, BucketChunk> chunksDescriptor() {
        return StateDescriptors.map("bucket-chunks", new ChunkKeyFormat(), new ChunkFormat());
    }

    /** Counts of open reports. */
    static MapStateDescriptor<GenerationReport, ReportCounts> talliesDescriptor() {
        return StateDescriptors.map("report-tallies", new GenerationReportFormat(), new TallyFormat());
    }

    @Override
    public @Nullable MinuteCounts minute(long generation, long minute) {
        return StateAccess.read(() -> minutes.get(new GenerationMinute(generation, minute)));
    }

    @Override
    public void putMinute(long generation, long minute, MinuteCounts counts) {
        StateAccess.write(() -> minutes.put(new GenerationMinute(generation, minute), counts));
    }

    @Override
    public void removeMinute(long generation, long minute) {
        StateAccess.write(() -> minutes.remove(new GenerationMinute(generation, minute)));
    }

    @Override
    public long firstMinute(long generation, long from) {
        Long first = StateAccess.read(() -> {
            long least = Long.MAX_VALUE;
            for (GenerationMinute key : minutes.keys()) {
                if (key.generation() == generation && key.minute() >= from) {
                    least = Math.min(least, key.minute());
                }
            }
            return least;
        });
        return first == null ? Long.MAX_VALUE : first;
    }

    @Override
    public @Nullable BucketChunk chunk(BucketChunkKey key) {
        return StateAccess.read(() -> chunks.get(key));
    }

    @Override
    public void putChunk(BucketChunkKey key, BucketChunk chunk) {
        StateAccess.write(() -> chunks.put(key, chunk));
    }

    @Override
    public void removeChunk(BucketChunkKey key) {
        StateAccess.write(() -> chunks.remove(key));
    }

    @Override
    public void removeChunksBefore(long generation, long bucketMillis, long start) {
        removeIf(
                chunks,
                key -> key.generation() == generation && key.bucketMillis() == bucketMillis && key.start() < start);
    }

    @Override
    public void renumber(long generation, long number) {
        move(minutes, key -> key.generation() == generation ? new GenerationMinute(number, key.minute()) : null);
        move(
                chunks,
                key -> key.generation() == generation
                        ? new BucketChunkKey(number, key.bucketMillis(), key.start())
                        : null);
        move(tallies, key -> key.generation() == generation ? new GenerationReport(number, key.kind()) : null);
    }

    @Override
    public @Nullable ReportCounts openReport(long generation, ReportKind kind) {
        return StateAccess.read(() -> tallies.get(new GenerationReport(generation, kind.label())));
    }

    @Override
    public void putOpenReport(long generation, ReportKind kind, ReportCounts tally) {
        StateAccess.write(() -> tallies.put(new GenerationReport(generation, kind.label()), tally));
    }

    @Override
    public void removeOpenReport(long generation, ReportKind kind) {
        StateAccess.write(() -> tallies.remove(new GenerationReport(generation, kind.label())));
    }

    @Override
    public void forget(long generation, long from) {
        removeIf(minutes, key -> key.generation() == generation && key.minute() < from);
        removeIf(chunks, key -> key.generation() == generation);
        removeIf(tallies, key -> key.generation() == generation);
    }

    void clear() {
        minutes.clear();
        chunks.clear();
        tallies.clear();
    }

    /** Moves the values of the keys for which a function returns another key. */
    private static <K, V> void move(MapState<K, V> state, Function<K, @Nullable K> moved) {
        Map<K, V> values = new HashMap<>();
        StateAccess.write(() -> {
            for (Iterator<Map.Entry<K, V>> entries = state.entries().iterator(); entries.hasNext(); ) {
                Map.Entry<K, V> entry = entries.next();
                K key = moved.apply(entry.getKey());
                if (key != null) {
                    values.put(key, entry.getValue());
                    entries.remove();
                }
            }
            state.putAll(values);
        });
    }

    private static <K, V> void removeIf(MapState<K, V> state, Predicate<K> condition) {
        StateAccess.write(() -> {
            for (Iterator<K> keys = state.keys().iterator(); keys.hasNext(); ) {
                if (condition.test(keys.next())) {
                    keys.remove();
                }
            }
        });
    }
}
