package io.convergence.relay.receive;

import io.convergence.relay.routes.Receiver;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Requests with events, signed as those of webhooks are. The same events have the same id of the request. */
public final class EventsWriter {
    /** Length of an id in hexadecimal digits. */
    private static final int ID_LENGTH = 32;

    private EventsWriter() {}

    /**
     * The request that sends events.
     *
     * @param webhook where they go, and the secrets that sign
     * @param events a JSON array of events
     * @param now time of sending
     */
    public static HttpMessage write(Receiver webhook, byte[] events, Instant now) {
        return new HttpMessage(
                webhook.urls().get(0), WebhookSignature.headers(webhook.secrets(), id(events), events, now), events);
    }

    private static String id(byte[] events) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(events);
            return HexFormat.of().formatHex(digest).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
