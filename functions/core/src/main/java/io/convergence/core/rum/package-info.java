/** Page views of real browsers: the beacon, and decoders of Kafka records and of the payloads that browsers post. */
package io.convergence.core.rum;
