package io.convergence.cli.command;

/** The reason of a failure in one line. */
public final class FailureReason {
    private FailureReason() {}

    /** The message of the innermost cause, or the name of its class. */
    public static String of(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = firstLine(innermost);
        return message.isBlank() ? innermost.getClass().getSimpleName() : message;
    }

    /** The first line of a failure's own message, or an empty text. */
    static String firstLine(Throwable failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
