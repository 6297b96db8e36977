package io.convergence.cli.slo;

import org.apache.kafka.common.errors.TimeoutException;

/** Failure to use a broker or its topic, described in one line. The cause is part of the message. */
final class BrokerException extends Exception {
    private static final long serialVersionUID = 1;

    /** A failure that was found without an exception. */
    BrokerException(String message) {
        super(message);
    }

    /**
     * A call that failed.
     *
     * @param subject the broker or topic that was called
     * @param failure thrown by the Kafka clients
     */
    static BrokerException of(String subject, Exception failure) {
        return new BrokerException(subject + ' ' + reason(failure));
    }

    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        if (innermost instanceof TimeoutException) {
            return "did not answer in time";
        }
        String message = String.valueOf(innermost.getMessage());
        return "cannot be used: " + message.lines().findFirst().orElse(message);
    }
}
