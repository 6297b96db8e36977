package io.convergence.flink.intake;

/**
 * A value with the watermark of its partition.
 *
 * @param value the value
 * @param watermark watermark of its partition just before it, epoch milliseconds; {@link Long#MIN_VALUE} when it was the
 *     first of the partition
 */
public record Timed<T>(T value, long watermark) {}
