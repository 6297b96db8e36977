package io.convergence.flink.converge;

import io.convergence.core.convergence.HostMemory;
import io.convergence.core.convergence.SyntheticSample;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.flink.state.AppSlice;
import io.convergence.flink.state.AppSliceFormat;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.StateAccess;
import io.convergence.flink.state.StateDescriptors;
import io.convergence.flink.state.SyntheticSampleFormat;
import io.convergence.flink.state.VitalHistogramsFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/** Keyed map states of the current host: vitals by slice and window, and check results by id. */
final class KeyedHostMemory implements HostMemory {
    private final MapState<AppSlice, VitalHistograms> sliceVitals;
    private final MapState<String, VitalHistograms> windowVitals;
    private final MapState<String, List<SyntheticSample>> seenResults;

    KeyedHostMemory(RuntimeContext context) {
        sliceVitals = context.getMapState(sliceVitalsDescriptor());
        windowVitals = context.getMapState(windowVitalsDescriptor());
        seenResults = context.getMapState(seenResultsDescriptor());
    }

    /** Vitals by app and slice. */
    static MapStateDescriptor<AppSlice, VitalHistograms> sliceVitalsDescriptor() {
        return StateDescriptors.map("slice-vitals", new AppSliceFormat(), new VitalHistogramsFormat());
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

    @Override
    public @Nullable VitalHistograms sliceVitals(String app, long sliceStart) {
        return StateAccess.read(() -> sliceVitals.get(new AppSlice(app, sliceStart)));
    }

    @Override
    public void putSliceVitals(String app, long sliceStart, VitalHistograms vitals) {
        StateAccess.write(() -> sliceVitals.put(new AppSlice(app, sliceStart), vitals));
    }

    @Override
    public void removeSliceVitals(String app, long sliceStart) {
        StateAccess.write(() -> sliceVitals.remove(new AppSlice(app, sliceStart)));
    }

    @Override
    public @Nullable VitalHistograms windowVitals(String app) {
        return StateAccess.read(() -> windowVitals.get(app));
    }

    @Override
    public void putWindowVitals(String app, VitalHistograms vitals) {
        StateAccess.write(() -> windowVitals.put(app, vitals));
    }

    @Override
    public void removeWindowVitals(String app) {
        StateAccess.write(() -> windowVitals.remove(app));
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

    void clear() {
        sliceVitals.clear();
        windowVitals.clear();
        seenResults.clear();
    }
}
