package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.report.ReportCounts;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.window.BucketChunk;
import io.convergence.core.slo.window.BucketChunkKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stored pieces of one budget, in maps. */
final class MapGroupMemory implements GroupMemory {
    private final Map<Long, NavigableMap<Long, MinuteCounts>> minutes = new HashMap<>();
    private final Map<BucketChunkKey, BucketChunk> chunks = new HashMap<>();
    private final Map<List<Object>, ReportCounts> reports = new HashMap<>();

    @Override
    public @Nullable MinuteCounts minute(long generation, long minute) {
        return minutes(generation).get(minute);
    }

    @Override
    public void putMinute(long generation, long minute, MinuteCounts counts) {
        minutes(generation).put(minute, counts);
    }

    @Override
    public void removeMinute(long generation, long minute) {
        minutes(generation).remove(minute);
    }

    @Override
    public long firstMinute(long generation, long from) {
        Long first = minutes(generation).ceilingKey(from);
        return first == null ? Long.MAX_VALUE : first;
    }

    @Override
    public @Nullable BucketChunk chunk(BucketChunkKey key) {
        return chunks.get(key);
    }

    @Override
    public void putChunk(BucketChunkKey key, BucketChunk chunk) {
        chunks.put(key, chunk);
    }

    @Override
    public void removeChunk(BucketChunkKey key) {
        chunks.remove(key);
    }

    @Override
    public void removeChunksBefore(long generation, long bucketMillis, long start) {
        chunks.keySet()
                .removeIf(key ->
                        key.generation() == generation && key.bucketMillis() == bucketMillis && key.start() < start);
    }

    @Override
    public void renumber(long generation, long number) {
        NavigableMap<Long, MinuteCounts> moved = minutes.remove(generation);
        if (moved != null) {
            minutes.put(number, moved);
        }
        for (BucketChunkKey key : List.copyOf(chunks.keySet())) {
            if (key.generation() == generation) {
                chunks.put(new BucketChunkKey(number, key.bucketMillis(), key.start()), chunks.remove(key));
            }
        }
        for (List<Object> key : List.copyOf(reports.keySet())) {
            if (key.get(0).equals(generation)) {
                reports.put(List.of(number, key.get(1)), reports.remove(key));
            }
        }
    }

    @Override
    public @Nullable ReportCounts openReport(long generation, ReportKind kind) {
        return reports.get(List.of(generation, kind));
    }

    @Override
    public void putOpenReport(long generation, ReportKind kind, ReportCounts report) {
        reports.put(List.of(generation, kind), report);
    }

    @Override
    public void removeOpenReport(long generation, ReportKind kind) {
        reports.remove(List.of(generation, kind));
    }

    @Override
    public void forget(long generation, long from) {
        minutes(generation).headMap(from).clear();
        chunks.keySet().removeIf(key -> key.generation() == generation);
        reports.keySet().removeIf(key -> key.get(0).equals(generation));
    }

    /** Number of stored pieces. */
    int size() {
        return minutes.values().stream().mapToInt(Map::size).sum() + chunks.size() + reports.size();
    }

    private NavigableMap<Long, MinuteCounts> minutes(long generation) {
        return minutes.computeIfAbsent(generation, each -> new TreeMap<>());
    }
}
