package io.convergence.symbols.stack;

import io.convergence.symbols.file.UnusableSymbolFile;
import java.util.Locale;

/** The outcome of resolving a stack. The order of the reasons without a resolved frame is that of their precedence. */
public enum StackStatus {
    /** Each frame that could be resolved was. */
    SUCCESS,
    /** Some frames were resolved. */
    PARTIAL,
    /** The event names no app or has no stack. */
    LACK_FIELD,
    /** There is no archive for the app's version. */
    NO_ZIP,
    /** The archive has a file of that name with another build id or UUID. */
    MISMATCH,
    /** A file cannot be read. */
    UNUSABLE,
    /** A file exceeds the bound on memory. */
    TOO_LARGE,
    /** The archive has the files, but they know nothing of the places. */
    NO_MATCH,
    /** The archive does not have the files. */
    NO_FILE,
    /** The time for one stack ended. */
    TIMEOUT,
    /** The store failed. */
    ERROR;

    /** The status as events and metrics spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of a frame whose file cannot be read. */
    public static StackStatus of(UnusableSymbolFile file) {
        return file.isTooLarge() ? TOO_LARGE : UNUSABLE;
    }
}
