/** Gateway: receives beacons and synthetic results over HTTP and writes them as records to Kafka. */
package io.convergence.gateway;
