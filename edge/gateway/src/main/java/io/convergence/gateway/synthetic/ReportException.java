package io.convergence.gateway.synthetic;

import io.convergence.core.ingest.RejectReason;

/**
 * Thrown when a report cannot be read as results. The message contains nothing of the report; there is no stack trace.
 */
final class ReportException extends Exception {
    private static final long serialVersionUID = 1;

    private final RejectReason reason;

    private ReportException(RejectReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** The refusal of a report that is not in its format. */
    static ReportException malformed(String message) {
        return new ReportException(RejectReason.MALFORMED, message);
    }

    /** The refusal of a report or query parameter with a missing or inadmissible value. */
    static ReportException invalid(String message) {
        return new ReportException(RejectReason.INVALID_FIELD, message);
    }

    RejectReason reason() {
        return reason;
    }
}
