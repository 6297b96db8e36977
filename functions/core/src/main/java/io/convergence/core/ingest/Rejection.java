package io.convergence.core.ingest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The rejection of a record or a request.
 *
 * @param reason the reason
 * @param tenant tenant of the record, or null when it was not readable or not valid
 * @param message a sentence for the sender that names the field and its valid range; never contains any of the input
 */
public record Rejection(RejectReason reason, @Nullable String tenant, String message) {

    /** The rejection of a record that is longer than allowed. */
    public static Rejection tooLarge() {
        return tooLarge(StrictJson.MAX_BYTES);
    }

    /** The rejection of a record that is longer than a number of bytes. */
    public static Rejection tooLarge(int longest) {
        return new Rejection(RejectReason.TOO_LARGE, null, "the record must be at most " + longest + " bytes");
    }

    /** The rejection of a malformed record. Messages of the JSON library are not passed on because they may quote input. */
    public static Rejection malformed(IOException cause, @Nullable String tenant) {
        String message = cause instanceof MalformedRecordException own ? own.getMessage() : null;
        return new Rejection(RejectReason.MALFORMED, tenant, message == null ? RecordReader.NOT_ONE_OBJECT : message);
    }
}
