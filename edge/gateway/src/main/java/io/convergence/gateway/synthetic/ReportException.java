package io.convergence.gateway.synthetic;

import io.convergence.core.ingest.RejectReason;

/** Says why a report cannot be read as results. The message never holds any of the report; there is no stack trace. */
final class ReportException extends Exception {
    private static final long serialVersionUID = 1;

    private final RejectReason reason;

    private ReportException(RejectReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** Of a report that is not in its format. */
    static ReportException malformed(String message) {
        return new ReportException(RejectReason.MALFORMED, message);
    }

    /** Of a report or a query parameter in which something is missing or out of range. */
    static ReportException invalid(String message) {
        return new ReportException(RejectReason.INVALID_FIELD, message);
    }

    RejectReason reason() {
        return reason;
    }
}
