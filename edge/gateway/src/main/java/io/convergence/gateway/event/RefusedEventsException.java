package io.convergence.gateway.event;

import io.convergence.core.ingest.RejectReason;
import org.jspecify.annotations.Nullable;

/** Thrown for a request of events that is refused whole. Its message contains nothing of the request. */
public final class RefusedEventsException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String formatCode;
    private final @Nullable RejectReason reason;

    /**
     * A refusal.
     *
     * @param code error code
     * @param formatCode error code of a format with codes of its own, without the prefix of the format
     * @param reason reason under which the refusal is counted, or null when it is not counted
     */
    public RefusedEventsException(
            int status, String code, String formatCode, @Nullable RejectReason reason, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.formatCode = formatCode;
        this.reason = reason;
    }

    /** The refusal of a request with a status, counted under a reason whose label is also the code. */
    public static RefusedEventsException counted(int status, RejectReason reason, String formatCode, String message) {
        return new RefusedEventsException(status, reason.label(), formatCode, reason, message);
    }

    /** The refusal of a body that is not in its format. */
    public static RefusedEventsException malformed(String formatCode, String message) {
        return counted(400, RejectReason.MALFORMED, formatCode, message);
    }

    /** The refusal of a body or batch that is larger than admitted. */
    public static RefusedEventsException tooLarge(String message) {
        return counted(413, RejectReason.TOO_LARGE, "tooLarge", message);
    }

    /** The refusal of a request without the consent that it needs. */
    public static RefusedEventsException noConsent() {
        return counted(
                400, RejectReason.NO_CONSENT, "noConsent", "consent is required, and neither DNT nor Sec-GPC may be 1");
    }

    /** HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** Error code of the answer. */
    public String code() {
        return code;
    }

    /** Error code of a format with codes of its own, without the prefix of the format. */
    public String formatCode() {
        return formatCode;
    }

    /** Reason under which the refusal is counted, or null. */
    public @Nullable RejectReason reason() {
        return reason;
    }
}
