package io.convergence.core.ingest;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a refused record: enough to find and count it, nothing of its content.
 *
 * @param reason why it was refused
 * @param tenant the tenant it names, or null when that was not readable
 * @param topic where it was read
 * @param partition where it was read
 * @param offset where it was read
 * @param size bytes of its value
 * @param fingerprint HMAC-SHA-256 of the value under the deployment's secret, lower-case hex: equal bodies can be
 *     recognised, none can be recovered
 */
public record DeadLetter(
        RejectReason reason,
        @Nullable String tenant,
        String topic,
        int partition,
        long offset,
        int size,
        String fingerprint) {}
