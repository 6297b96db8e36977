package io.convergence.flink.converge;

import io.convergence.core.vitals.VitalHistograms;
import io.convergence.flink.state.StateAccess;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/**
 * Vitals of the windows of a host by app, in memory, with their changes since they were last written. Stored totals are read when
 * they are first used. Not thread-safe.
 */
final class CachedTotals {
    /** Memory of an entry without its histograms: the objects and the entry of the map, rounded up. */
    private static final long ENTRY_BYTES = 100;

    private final @Nullable MapState<String, VitalHistograms> source;
    private final Map<String, Total> totals = new HashMap<>(2);

    /**
     * No totals yet.
     *
     * @param source the totals of the current host, as long as it is the current one; null when none are stored
     */
    CachedTotals(@Nullable MapState<String, VitalHistograms> source) {
        this.source = source;
    }

    /** The histograms of an app, null without any, and whether they differ from the state. */
    private static final class Total {
        private @Nullable VitalHistograms vitals;
        private boolean isStored;
        private boolean isChanged;
    }

    /** The vitals of an app, or null. A caller that changes the object must put it afterwards. */
    @Nullable
    VitalHistograms get(String app) {
        return total(app).vitals;
    }

    /** Sets the vitals of an app. */
    void put(String app, VitalHistograms vitals) {
        Total total = total(app);
        total.vitals = vitals;
        total.isChanged = true;
    }

    /** Removes the vitals of an app. */
    void remove(String app) {
        Total total = total(app);
        total.isChanged |= total.vitals != null;
        total.vitals = null;
    }

    /** Stores the totals that have changed since the last call. The state gets copies, because it may store objects. */
    void write(MapState<String, VitalHistograms> state) throws Exception {
        for (Map.Entry<String, Total> entry : totals.entrySet()) {
            Total total = entry.getValue();
            if (total.isChanged && total.vitals != null) {
                state.put(entry.getKey(), total.vitals.copy());
                total.isStored = true;
            } else if (total.isChanged && total.isStored) {
                state.remove(entry.getKey());
                total.isStored = false;
            }
            total.isChanged = false;
        }
    }

    /** Memory in bytes, estimated. */
    long heapBytes() {
        long bytes = 0;
        for (Total total : totals.values()) {
            bytes += ENTRY_BYTES + (total.vitals == null ? 0 : total.vitals.heapBytes());
        }
        return bytes;
    }

    private Total total(String app) {
        Total known = totals.get(app);
        if (known != null) {
            return known;
        }
        Total total = new Total();
        if (source != null) {
            VitalHistograms stored = StateAccess.read(() -> source.get(app));
            total.vitals = stored == null ? null : stored.copy();
            total.isStored = stored != null;
        }
        totals.put(app, total);
        return total;
    }
}
