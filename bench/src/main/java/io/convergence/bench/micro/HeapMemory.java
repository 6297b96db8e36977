package io.convergence.bench.micro;

import io.convergence.core.convergence.HostMemory;
import io.convergence.core.convergence.SyntheticSample;
import io.convergence.core.vitals.VitalHistograms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** State of a host in maps, which stores objects without copies, as a cache in front of a state backend does. */
final class HeapMemory implements HostMemory {
    private record Slice(String app, long start) {}

    private final Map<Slice, VitalHistograms> slices = new HashMap<>();
    private final Map<String, VitalHistograms> windows = new HashMap<>();
    private final Map<String, List<SyntheticSample>> seen = new HashMap<>();

    @Override
    public @Nullable VitalHistograms sliceVitals(String app, long sliceStart) {
        return slices.get(new Slice(app, sliceStart));
    }

    @Override
    public void putSliceVitals(String app, long sliceStart, VitalHistograms vitals) {
        slices.put(new Slice(app, sliceStart), vitals);
    }

    @Override
    public void addSliceVitals(String app, long sliceStart, VitalHistograms vitals) {
        putSliceVitals(app, sliceStart, vitals);
    }

    @Override
    public void removeSliceVitals(String app, long sliceStart) {
        slices.remove(new Slice(app, sliceStart));
    }

    @Override
    public @Nullable VitalHistograms windowVitals(String app) {
        return windows.get(app);
    }

    @Override
    public void putWindowVitals(String app, VitalHistograms vitals) {
        windows.put(app, vitals);
    }

    @Override
    public void removeWindowVitals(String app) {
        windows.remove(app);
    }

    @Override
    public List<SyntheticSample> seenResults(String id) {
        return seen.getOrDefault(id, List.of());
    }

    @Override
    public void putSeenResults(String id, List<SyntheticSample> samples) {
        seen.put(id, samples);
    }

    @Override
    public void forgetResultsBefore(long time) {
        seen.values().removeIf(samples -> samples.stream().allMatch(sample -> sample.receivedAt() < time));
    }
}
