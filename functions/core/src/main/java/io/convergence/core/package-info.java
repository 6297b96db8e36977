/**
 * Records, rules and decoders of Convergence in plain Java, without Flink, Kafka, a database or a clock. Rules take time
 * and state as arguments and return values.
 */
package io.convergence.core;
