package io.convergence.relay.send;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answer of a receiver to a request.
 *
 * @param status HTTP status; 0 without an answer
 * @param retryAfter value of that header, or null
 * @param untouched whether the request certainly did not reach the receiver, because no connection was made
 */
record ReceiverAnswer(int status, @Nullable String retryAfter, boolean untouched) {
    /** Statuses for which a repetition of the same request would be refused as well. */
    private static final Set<Integer> REFUSALS = Set.of(400, 413, 422);

    /** Answers of a proxy that do not tell whether the receiver behind it got the request. */
    private static final Set<Integer> OF_PROXIES = Set.of(502, 504);

    boolean isDelivered() {
        return status >= 200 && status < 300;
    }

    boolean isRefused() {
        return REFUSALS.contains(status);
    }

    /** Whether the receiver may have accepted the request although no 2xx arrived. */
    boolean isDoubtful() {
        return !isDelivered() && !untouched && (status == 0 || OF_PROXIES.contains(status));
    }
}
