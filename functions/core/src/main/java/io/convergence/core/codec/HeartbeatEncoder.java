package io.convergence.core.codec;

import io.convergence.core.ingest.SharedFields;

/**
 * Encodes heartbeats, the records that only move event time on: {@code {"heartbeat":MILLIS}}. The decoders of both input
 * topics read them as {@code Decoded.Heartbeat}.
 */
public final class HeartbeatEncoder {
    private HeartbeatEncoder() {}

    /**
     * The record, in UTF-8.
     *
     * @param at event time that the partition has reached, epoch milliseconds
     */
    public static byte[] encode(long at) {
        return new JsonObject().put(SharedFields.HEARTBEAT.name(), at).bytes();
    }
}
