package io.convergence.flink.converge;

import io.convergence.flink.state.AppSlice;

/**
 * The vitals of a host in memory.
 *
 * @param slices by app and slice
 * @param windows totals of the window by app
 */
record HostVitals(CachedVitals<AppSlice> slices, CachedVitals<String> windows) {

    /** The vitals of a host that has none. */
    static HostVitals none() {
        return new HostVitals(CachedVitals.none(), CachedVitals.none());
    }

    /** Memory in bytes, estimated. */
    long heapBytes() {
        return slices.heapBytes() + windows.heapBytes();
    }
}
