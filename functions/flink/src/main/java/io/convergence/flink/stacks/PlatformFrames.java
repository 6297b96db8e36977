package io.convergence.flink.stacks;

import java.util.function.LongSupplier;

/**
 * Counts of the frames of a platform that a process has looked for in symbol files; an outcome that was in memory is not
 * counted again.
 *
 * @param platform platform of the archive
 * @param resolved number of frames that were resolved
 * @param unresolved number of frames that name a place and were not
 * @param millis milliseconds that it took, reading of files included
 */
public record PlatformFrames(String platform, LongSupplier resolved, LongSupplier unresolved, LongSupplier millis) {}
