package io.convergence.core.codec;

import io.convergence.core.ingest.DeadLetter;

/** JSON value of {@code dead.letters} records: position and reason of a rejected record, without its content. */
public final class DeadLetterCodec {
    private DeadLetterCodec() {}

    /** The JSON of a dead letter in UTF-8. */
    public static byte[] encode(DeadLetter letter) {
        return new JsonObject()
                .put("reason", letter.reason().label())
                .put("tenant", letter.tenant())
                .put("topic", letter.topic())
                .put("partition", letter.partition())
                .put("offset", letter.offset())
                .put("size", letter.size())
                .put("fingerprint", letter.fingerprint())
                .bytes();
    }
}
