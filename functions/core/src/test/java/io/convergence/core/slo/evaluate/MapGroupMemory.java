package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.report.ReportCounts;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.window.Chunk;
import io.convergence.core.slo.window.ChunkKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers one budget in maps. */
final class MapGroupMemory implements GroupMemory {
    private final Map<List<Long>, MinuteCounts> minutes = new HashMap<>();
    private final Map<ChunkKey, Chunk> chunks = new HashMap<>();
    private final Map<List<Object>, ReportCounts> tallies = new HashMap<>();

    @Override
    public @Nullable MinuteCounts minute(long generation, long minute) {
        return minutes.get(List.of(generation, minute));
    }

    @Override
    public void putMinute(long generation, long minute, MinuteCounts counts) {
        minutes.put(List.of(generation, minute), counts);
    }

    @Override
    public void removeMinute(long generation, long minute) {
        minutes.remove(List.of(generation, minute));
    }

    @Override
    public long firstMinute(long generation, long from) {
        return minutes.keySet().stream()
                .filter(key -> key.get(0) == generation && key.get(1) >= from)
                .mapToLong(key -> key.get(1))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    @Override
    public @Nullable Chunk chunk(ChunkKey key) {
        return chunks.get(key);
    }

    @Override
    public void putChunk(ChunkKey key, Chunk chunk) {
        chunks.put(key, chunk);
    }

    @Override
    public void removeChunk(ChunkKey key) {
        chunks.remove(key);
    }

    @Override
    public @Nullable ReportCounts tally(long generation, ReportKind kind) {
        return tallies.get(List.of(generation, kind));
    }

    @Override
    public void putTally(long generation, ReportKind kind, ReportCounts tally) {
        tallies.put(List.of(generation, kind), tally);
    }

    @Override
    public void removeTally(long generation, ReportKind kind) {
        tallies.remove(List.of(generation, kind));
    }

    @Override
    public void forget(long generation, long from) {
        minutes.keySet().removeIf(key -> key.get(0) == generation && key.get(1) < from);
        chunks.keySet().removeIf(key -> key.generation() == generation);
        tallies.keySet().removeIf(key -> key.get(0).equals(generation));
    }

    /** How many pieces are remembered. */
    int size() {
        return minutes.size() + chunks.size() + tallies.size();
    }
}
