package io.convergence.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of resolving the stack of an error with symbol files.
 *
 * @param status outcome in one word, such as {@code success} or {@code no_zip}
 * @param source the stack in source names, or null where no frame was resolved
 * @param top function or file of the first resolved frame that is not code of others, equal over builds; empty when unknown
 * @param archive id of the archive that was used; 0 for none
 */
public record StackOutcome(String status, @Nullable String source, String top, long archive) {
    private static final String TIMEOUT = "timeout";
    private static final String ERROR = "error";

    /** The outcome when the time for one stack ended. */
    public static StackOutcome timeout() {
        return new StackOutcome(TIMEOUT, null, "", 0);
    }

    /** The outcome when the store of symbol files failed. */
    public static StackOutcome error() {
        return new StackOutcome(ERROR, null, "", 0);
    }

    /** How good the outcome is: 3 all frames, 2 some, 1 a reason that lasts, 0 one that passes. The higher one is kept. */
    public long rank() {
        return switch (status) {
            case "success" -> 3;
            case "partial" -> 2;
            case TIMEOUT, ERROR -> 0;
            default -> 1;
        };
    }

    /** The fingerprint of an error whose top frame is known; that by the raw stack when it is not. */
    public ErrorFingerprint group(ErrorFingerprint raw) {
        return top.isEmpty() ? raw : new ErrorFingerprint(raw.type(), raw.template(), top);
    }
}
