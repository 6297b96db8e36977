/** Limits on senders: rate limits by key, and deduplication by id. */
package io.convergence.gateway.limit;
