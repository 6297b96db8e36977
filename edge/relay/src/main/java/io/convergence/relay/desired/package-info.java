/** Desired state: the latest signal of each deduplication key, as the topic of signals has it. */
package io.convergence.relay.desired;
