package io.convergence.core.codec;

import io.convergence.core.ingest.DeadLetter;

/** The value of {@code dead.letters}: where a rejected record was read, why it was rejected, nothing of its content. */
public final class DeadLetterCodec {
    private DeadLetterCodec() {}

    /** Spells a dead letter. */
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
