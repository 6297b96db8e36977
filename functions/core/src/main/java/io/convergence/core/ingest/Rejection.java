package io.convergence.core.ingest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A refusal: the reason, the tenant when it was readable, and a sentence for the sender.
 *
 * @param reason why
 * @param tenant the tenant the input names, or null when it was not readable or not valid
 * @param message names the field and the admissible range; never holds any of the refused input
 */
public record Rejection(RejectReason reason, @Nullable String tenant, String message) {

    /** Of a record that is too long to be parsed. */
    public static Rejection tooLarge() {
        return new Rejection(
                RejectReason.TOO_LARGE, null, "the record must be at most " + StrictJson.MAX_BYTES + " bytes");
    }

    /** Of a record that could not be read; a message of the JSON library, which may quote input, is not passed on. */
    public static Rejection malformed(IOException cause, @Nullable String tenant) {
        String message = cause instanceof MalformedRecordException own ? own.getMessage() : null;
        return new Rejection(RejectReason.MALFORMED, tenant, message == null ? RecordReader.NOT_ONE_OBJECT : message);
    }
}
