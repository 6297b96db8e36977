package io.convergence.flink.converge;

/** Where the state has the vitals of a slice. */
enum SlicePlace {
    /** They are not stored. */
    NOWHERE,
    /** They are an entry of their own. */
    APART,
    /** They are part of a value of several slices. */
    TOGETHER
}
