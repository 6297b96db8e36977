package io.convergence.flink.converge;

import io.convergence.core.convergence.HostMemory;
import io.convergence.core.convergence.SyntheticSample;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.flink.state.AppSlice;
import io.convergence.flink.state.AppSliceFormat;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.SmallSlices;
import io.convergence.flink.state.SmallSlicesFormat;
import io.convergence.flink.state.StateAccess;
import io.convergence.flink.state.StateDescriptors;
import io.convergence.flink.state.SyntheticSampleFormat;
import io.convergence.flink.state.VitalHistogramsFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * Keyed map states of the current host: vitals by slice and window, and check results by id. Vitals are read and changed in
 * memory.
 */
final class KeyedHostMemory implements HostMemory {
    private final SliceVitals sliceVitals;
    private final MapState<String, VitalHistograms> windowVitals;
    private final MapState<String, List<SyntheticSample>> seenResults;
    private @Nullable HostVitals vitals;

    KeyedHostMemory(RuntimeContext context) {
        this(
                new SliceVitals(
                        context.getMapState(sliceVitalsDescriptor()), context.getMapState(smallSlicesDescriptor())),
                context.getMapState(windowVitalsDescriptor()),
                context.getMapState(seenResultsDescriptor()));
    }

    /** Creates the memory of keyed states. */
    KeyedHostMemory(
            SliceVitals sliceVitals,
            MapState<String, VitalHistograms> windowVitals,
            MapState<String, List<SyntheticSample>> seenResults) {
        this.sliceVitals = sliceVitals;
        this.windowVitals = windowVitals;
        this.seenResults = seenResults;
    }

    /** Vitals by app and slice. */
    static MapStateDescriptor<AppSlice, VitalHistograms> sliceVitalsDescriptor() {
        return StateDescriptors.map("slice-vitals", new AppSliceFormat(), new VitalHistogramsFormat());
    }

    /** Vitals of the slices with few bins by app. */
    static MapStateDescriptor<String, SmallSlices> smallSlicesDescriptor() {
        return StateDescriptors.map("small-slice-vitals", new SmallSlicesFormat());
    }

    /** Vitals of the window by app. */
    static MapStateDescriptor<String, VitalHistograms> windowVitalsDescriptor() {
        return StateDescriptors.map("window-vitals", new VitalHistogramsFormat());
    }

    /** Check samples by id of the result. */
    static MapStateDescriptor<String, List<SyntheticSample>> seenResultsDescriptor() {
        return new MapStateDescriptor<>(
                "seen-results", Types.STRING, Types.LIST(new FormatTypeInfo<>(new SyntheticSampleFormat())));
    }

    /** Sets the vitals of the current host; null for a host that has no state. */
    void use(@Nullable HostVitals ofCurrentHost) {
        vitals = ofCurrentHost;
    }

    /** Vitals of the current host that are read from the state when they are first used. */
    HostVitals stored() {
        return new HostVitals(sliceVitals.cache(), new CachedTotals(windowVitals));
    }

    /** Writes what changed in the vitals of the current host to the state. */
    void write(HostVitals changed) throws Exception {
        sliceVitals.write(changed.slices());
        changed.windows().write(windowVitals);
    }

    @Override
    public @Nullable VitalHistograms sliceVitals(String app, long sliceStart) {
        return ofCurrentHost().slices().get(app, sliceStart);
    }

    @Override
    public void putSliceVitals(String app, long sliceStart, VitalHistograms value) {
        ofCurrentHost().slices().put(app, sliceStart, value);
    }

    @Override
    public void addSliceVitals(String app, long sliceStart, VitalHistograms value) {
        ofCurrentHost().slices().add(app, sliceStart, value);
    }

    @Override
    public void removeSliceVitals(String app, long sliceStart) {
        ofCurrentHost().slices().remove(app, sliceStart);
    }

    @Override
    public @Nullable VitalHistograms windowVitals(String app) {
        return ofCurrentHost().windows().get(app);
    }

    @Override
    public void putWindowVitals(String app, VitalHistograms value) {
        ofCurrentHost().windows().put(app, value);
    }

    @Override
    public void removeWindowVitals(String app) {
        ofCurrentHost().windows().remove(app);
    }

    @Override
    public List<SyntheticSample> seenResults(String id) {
        List<SyntheticSample> seen = StateAccess.read(() -> seenResults.get(id));
        return seen == null ? List.of() : seen;
    }

    @Override
    public void putSeenResults(String id, List<SyntheticSample> samples) {
        StateAccess.write(() -> seenResults.put(id, samples));
    }

    @Override
    public void forgetResultsBefore(long time) {
        StateAccess.write(() -> {
            for (Iterator<Map.Entry<String, List<SyntheticSample>>> entries = seenResults.iterator();
                    entries.hasNext(); ) {
                if (entries.next().getValue().stream().allMatch(sample -> sample.receivedAt() < time)) {
                    entries.remove();
                }
            }
        });
    }

    /** Removes all states of the current host. */
    void clear() {
        vitals = null;
        sliceVitals.clear();
        windowVitals.clear();
        seenResults.clear();
    }

    private HostVitals ofCurrentHost() {
        return Objects.requireNonNull(vitals, "the current host has no window");
    }
}
