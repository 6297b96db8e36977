package io.convergence.core.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.vitals.VitalHistograms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Host state in maps, for tests of the rules. Returns copies, as a state backend does. */
final class MapHostMemory implements HostMemory {
    private final Map<String, VitalHistograms> slices = new HashMap<>();
    private final Map<String, VitalHistograms> windows = new HashMap<>();
    private final Map<String, List<SyntheticSample>> seen = new HashMap<>();

    @Override
    public @Nullable VitalHistograms sliceVitals(String app, long sliceStart) {
        return copyOf(slices.get(app + '@' + sliceStart));
    }

    @Override
    public void putSliceVitals(String app, long sliceStart, VitalHistograms vitals) {
        slices.put(app + '@' + sliceStart, vitals.copy());
    }

    @Override
    public void addSliceVitals(String app, long sliceStart, VitalHistograms vitals) {
        assertThat(slices).doesNotContainKey(app + '@' + sliceStart);
        putSliceVitals(app, sliceStart, vitals);
    }

    @Override
    public void removeSliceVitals(String app, long sliceStart) {
        slices.remove(app + '@' + sliceStart);
    }

    @Override
    public @Nullable VitalHistograms windowVitals(String app) {
        return copyOf(windows.get(app));
    }

    @Override
    public void putWindowVitals(String app, VitalHistograms vitals) {
        windows.put(app, vitals.copy());
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
        seen.put(id, List.copyOf(samples));
    }

    @Override
    public void forgetResultsBefore(long time) {
        seen.values().removeIf(samples -> samples.stream().allMatch(sample -> sample.receivedAt() < time));
    }

    int vitalsCount() {
        return slices.size() + windows.size();
    }

    int resultCount() {
        return seen.size();
    }

    private static @Nullable VitalHistograms copyOf(@Nullable VitalHistograms vitals) {
        return vitals == null ? null : vitals.copy();
    }
}
