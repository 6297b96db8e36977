package io.convergence.launcher.slo;

import org.apache.kafka.common.errors.TimeoutException;

/** A broker that cannot be used, told in one line. */
final class BrokerException extends Exception {
    private static final long serialVersionUID = 1;

    BrokerException(String message) {
        super(message);
    }

    /**
     * A call that failed.
     *
     * @param subject what was called
     */
    BrokerException(String subject, Exception failure) {
        super(subject + ' ' + reason(failure), failure);
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
