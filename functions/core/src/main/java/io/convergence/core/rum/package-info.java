/** Views of real browsers: the beacon, its JSON on Kafka and the payload that browsers post. */
package io.convergence.core.rum;
