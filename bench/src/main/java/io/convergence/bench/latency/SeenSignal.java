package io.convergence.bench.latency;

/**
 * A signal as a reader of {@code signals.events} saw it.
 *
 * @param host it is about
 * @param status {@code firing} or {@code resolved}
 * @param kind of the signal
 * @param occurredAt the boundary evaluated, epoch milliseconds
 * @param emittedAt wall clock of the operator that wrote it, epoch milliseconds
 * @param readAt wall clock when the reader had it, epoch milliseconds
 */
record SeenSignal(String host, String status, String kind, long occurredAt, long emittedAt, long readAt) {}
