package io.convergence.flink.converge;

import io.convergence.flink.state.PackedVitals;

/** Stores changes of slices. */
interface SliceStore {
    /**
     * Stores a slice.
     *
     * @param start start of the slice, epoch milliseconds
     * @param before where it has been stored until now
     * @return where it is stored now
     */
    SlicePlace put(String app, long start, PackedVitals vitals, SlicePlace before) throws Exception;

    /** Removes a slice that is stored. */
    void remove(String app, long start, SlicePlace before) throws Exception;
}
