package io.convergence.bench.latency;

/**
 * A signal as read from {@code signals.events}.
 *
 * @param host host of the signal
 * @param status {@code firing} or {@code resolved}
 * @param kind kind of the signal
 * @param occurredAt evaluated boundary, epoch milliseconds
 * @param emittedAt wall clock of the operator that wrote it, epoch milliseconds
 * @param readAt wall clock of the reader, epoch milliseconds
 */
record SeenSignal(String host, String status, String kind, long occurredAt, long emittedAt, long readAt) {}
