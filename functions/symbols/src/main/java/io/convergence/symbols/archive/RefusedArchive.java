package io.convergence.symbols.archive;

import java.util.Locale;

/** An archive that is refused as a whole. */
public final class RefusedArchive extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** A refusal; the message has no values of the archive beside bounds. */
    RefusedArchive(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why the archive is refused. */
    public Reason reason() {
        return reason;
    }

    /** The reasons. */
    public enum Reason {
        /** Not a ZIP file, cut short, encrypted or compressed by another method than deflate. */
        UNREADABLE,
        /** A name twice, or an entry whose size or checksum is not the declared one. */
        INCONSISTENT,
        /** Inflates beyond the admissible ratio. */
        RATIO,
        /** Inflates beyond the admissible size. */
        TOO_LARGE,
        /** Too many entries. */
        TOO_MANY,
        /** No entry that the platform uses can be read. */
        NO_USABLE_FILE;

        /** The reason as answers spell it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
