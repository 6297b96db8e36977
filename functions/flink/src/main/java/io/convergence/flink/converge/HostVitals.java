package io.convergence.flink.converge;

/**
 * The vitals of a host in memory.
 *
 * @param slices by app and slice
 * @param windows totals of the window by app
 */
record HostVitals(CachedSlices slices, CachedTotals windows) {

    /** The vitals of a host that has none. */
    static HostVitals none() {
        return new HostVitals(CachedSlices.none(), new CachedTotals(null));
    }

    /** Memory in bytes, estimated. */
    long heapBytes() {
        return slices.heapBytes() + windows.heapBytes();
    }
}
