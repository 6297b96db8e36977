package io.convergence.core.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Description of a rejected record: enough to find and count it, without any of its content.
 *
 * @param reason the reason of the rejection
 * @param tenant tenant of the record, or null when it was not readable
 * @param topic topic it was read from
 * @param partition partition it was read from
 * @param offset offset it was read at
 * @param size length of its value in bytes
 * @param fingerprint HMAC-SHA-256 of the value with the deployment's secret, lower-case hex: equal values can be
 *     recognised, but no value can be recovered
 */
public record DeadLetter(
        RejectReason reason,
        @Nullable String tenant,
        String topic,
        int partition,
        long offset,
        int size,
        String fingerprint) {}
