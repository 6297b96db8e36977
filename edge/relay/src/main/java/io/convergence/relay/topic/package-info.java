/** Kafka clients: the topic of signals is followed, the topic of deliveries is read and written. */
package io.convergence.relay.topic;
