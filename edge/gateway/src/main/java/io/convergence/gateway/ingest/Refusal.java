package io.convergence.gateway.ingest;

import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.Rejection;
import io.convergence.http.Cors;
import io.convergence.http.ErrorResponse;
import org.jspecify.annotations.Nullable;

/**
 * Decision to refuse a request.
 *
 * @param error the answer
 * @param reason reason under which the refusal is counted, or null when it is not counted
 * @param tenant tenant for which it is counted, or null when the tenant is unknown
 * @param cors origins that may read the answer
 */
public record Refusal(
        ErrorResponse error,
        @Nullable RejectReason reason,
        @Nullable String tenant,
        Cors cors) implements BeaconDecision {

    /** Refusal of a body that does not arrive in time. */
    public static final Refusal BODY_TIMEOUT =
            uncounted(408, "timeout", "the body must arrive before the gateway's time-out");

    private static final long BROKER_RETRY_SECONDS = 2;

    /** A refusal that is counted; the reason is also the error code. */
    static Refusal counted(int status, RejectReason reason, @Nullable String tenant, String message, Cors cors) {
        return new Refusal(new ErrorResponse(status, reason.label(), message), reason, tenant, cors);
    }

    /** The refusal of a body that core rejects, for a tenant that may be unknown. */
    static Refusal of(Rejection rejection, @Nullable String tenant) {
        int status = rejection.reason() == RejectReason.TOO_LARGE ? 413 : 400;
        return counted(status, rejection.reason(), tenant, rejection.message(), Cors.ANY);
    }

    /** A refusal that is counted for no tenant and under no reason. */
    static Refusal uncounted(int status, String code, String message) {
        return new Refusal(new ErrorResponse(status, code, message), null, null, Cors.ANY);
    }

    /** The refusal of a request whose records the broker does not accept at present. */
    public static Refusal unavailable(Cors cors) {
        ErrorResponse error = new ErrorResponse(
                503, "unavailable", "the gateway cannot publish now; try again", BROKER_RETRY_SECONDS);
        return new Refusal(error, null, null, cors);
    }

    /** The rejection of a body whose content encoding cannot be decoded. */
    public static Rejection undecodable(@Nullable String tenant) {
        return new Rejection(
                RejectReason.MALFORMED,
                tenant,
                "the content encoding must be gzip, deflate or identity, and the body in it");
    }
}
