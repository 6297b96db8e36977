/**
 * Kafka producer of the gateway: beacons, synthetic results, heartbeats and reject reports. No call waits for the
 * broker.
 */
package io.convergence.gateway.publish;
