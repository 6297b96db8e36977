package io.convergence.gateway.ingest;

import io.convergence.core.ingest.RejectReason;
import io.convergence.core.rum.Beacon;
import io.convergence.gateway.limit.SentIds.SentId;
import io.convergence.gateway.registry.App;
import org.jspecify.annotations.Nullable;

/** What is decided about a posted beacon. */
public sealed interface Ruling {

    /**
     * It is refused.
     *
     * @param status of HTTP
     * @param code for programs, lower snake case
     * @param message for people; names a field and what is admissible, never what was sent
     * @param retryAfterSeconds when to try again, or 0
     * @param reason under which it is counted, or null when it is not
     * @param tenant for whom it is counted, or null
     * @param cors who may read the answer
     */
    record Refusal(
            int status,
            String code,
            String message,
            long retryAfterSeconds,
            @Nullable RejectReason reason,
            @Nullable String tenant,
            Cors cors)
            implements Ruling {

        static Refusal of(int status, RejectReason reason, @Nullable String tenant, String message, Cors cors) {
            return new Refusal(status, reason.label(), message, 0, reason, tenant, cors);
        }

        /** Of what cannot be counted against anybody. */
        public static Refusal uncounted(int status, String code, String message) {
            return new Refusal(status, code, message, 0, null, null, Cors.ANY);
        }

        /** Of what the broker does not take now. */
        public static Refusal unavailable(Cors cors) {
            return new Refusal(
                    503, "unavailable", "the gateway cannot publish now; try again", RETRY_SECONDS, null, null, cors);
        }
    }

    /**
     * It is to be published.
     *
     * @param app whose it is
     * @param sent its id as it was sent, or null
     * @param beacon what is published
     * @param cors who may read the answer
     */
    record Publication(App app, @Nullable SentId sent, Beacon beacon, Cors cors) implements Ruling {}

    /** After how many seconds a broker that was away is tried again. */
    long RETRY_SECONDS = 2;
}
