/** Delivered state: what each receiver was sent last about each deduplication key. */
package io.convergence.relay.delivered;
