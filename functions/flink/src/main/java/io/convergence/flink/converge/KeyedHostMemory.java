package io.convergence.flink.converge;

import io.convergence.core.convergence.HostMemory;
import io.convergence.core.convergence.SyntheticSample;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.flink.state.AppSlice;
import io.convergence.flink.state.AppSliceFormat;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.SyntheticSampleFormat;
import io.convergence.flink.state.VitalHistogramsFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.function.SupplierWithException;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/** The small pieces that are remembered of the current key, in Flink's keyed state. */
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
        return new MapStateDescriptor<>(
                "slice-vitals",
                new FormatTypeInfo<>(new AppSliceFormat()),
                new FormatTypeInfo<>(new VitalHistogramsFormat()));
    }

    /** Vitals of the window by app. */
    static MapStateDescriptor<String, VitalHistograms> windowVitalsDescriptor() {
        return new MapStateDescriptor<>(
                "window-vitals", Types.STRING, new FormatTypeInfo<>(new VitalHistogramsFormat()));
    }

    /** Samples by id of the result. */
    static MapStateDescriptor<String, List<SyntheticSample>> seenResultsDescriptor() {
        return new MapStateDescriptor<>(
                "seen-results", Types.STRING, Types.LIST(new FormatTypeInfo<>(new SyntheticSampleFormat())));
    }

    @Override
    public @Nullable VitalHistograms sliceVitals(String app, long sliceStart) {
        return ask(() -> sliceVitals.get(new AppSlice(app, sliceStart)));
    }

    @Override
    public void putSliceVitals(String app, long sliceStart, VitalHistograms vitals) {
        tell(() -> sliceVitals.put(new AppSlice(app, sliceStart), vitals));
    }

    @Override
    public void removeSliceVitals(String app, long sliceStart) {
        tell(() -> sliceVitals.remove(new AppSlice(app, sliceStart)));
    }

    @Override
    public @Nullable VitalHistograms windowVitals(String app) {
        return ask(() -> windowVitals.get(app));
    }

    @Override
    public void putWindowVitals(String app, VitalHistograms vitals) {
        tell(() -> windowVitals.put(app, vitals));
    }

    @Override
    public void removeWindowVitals(String app) {
        tell(() -> windowVitals.remove(app));
    }

    @Override
    public List<SyntheticSample> seenResults(String id) {
        List<SyntheticSample> seen = ask(() -> seenResults.get(id));
        return seen == null ? List.of() : seen;
    }

    @Override
    public void putSeenResults(String id, List<SyntheticSample> samples) {
        tell(() -> seenResults.put(id, samples));
    }

    @Override
    public void forgetResultsBefore(long time) {
        tell(() -> {
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

    private static <T> @Nullable T ask(SupplierWithException<@Nullable T, Exception> state) {
        try {
            return state.get();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StateAccessException(e);
        }
    }

    private static void tell(ThrowingRunnable<Exception> state) {
        try {
            state.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StateAccessException(e);
        }
    }
}
