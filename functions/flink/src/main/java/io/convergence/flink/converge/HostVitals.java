package io.convergence.flink.converge;

import io.convergence.flink.state.AppSlice;

/**
 * The vitals of a host in memory.
 *
 * @param slices by app and slice
 * @param windows totals of the window by app
 */
record HostVitals(CachedVitals<AppSlice> slices, CachedVitals<String> windows) {

    /**
     * The vitals of a host that has none.
     *
     * @param storesObjects whether the state stores the objects that are put into it, so that it needs copies of its own
     */
    static HostVitals none(boolean storesObjects) {
        return new HostVitals(CachedVitals.none(storesObjects), CachedVitals.none(storesObjects));
    }

    /** Memory in bytes, estimated. */
    long heapBytes() {
        return slices.heapBytes() + windows.heapBytes();
    }
}
