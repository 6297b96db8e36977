package io.convergence.relay.metrics;

/**
 * Present numbers of one receiver.
 *
 * @param receiver its name
 * @param firing signals that it has as firing
 * @param pending notices that wait
 * @param oldestPendingMillis how long the oldest of them has waited, 0 without any
 */
public record ReceiverGauges(String receiver, int firing, int pending, long oldestPendingMillis) {}
