/** Records on their way to Kafka: written once, acknowledged, never waited for by a thread that serves connections. */
package io.convergence.gateway.publish;
