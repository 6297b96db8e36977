package io.convergence.flink.intake;

/**
 * A value with how far event time had come on its partition when it arrived.
 *
 * @param value the value
 * @param watermark the watermark of its partition before it, epoch milliseconds, or {@link Long#MIN_VALUE}
 */
public record Timed<T>(T value, long watermark) {}
