package io.convergence.relay.receive;

import java.net.URI;
import java.util.Map;

/**
 * A POST request to a receiver. The string form contains nothing of it.
 *
 * @param url where it goes
 * @param headers headers besides the content type, which is JSON
 * @param body JSON in UTF-8
 */
// Compared by identity.
@SuppressWarnings("ArrayRecordComponent")
public record HttpMessage(URI url, Map<String, String> headers, byte[] body) {

    public HttpMessage {
        headers = Map.copyOf(headers);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "HttpMessage[" + body.length + " bytes]";
    }
}
