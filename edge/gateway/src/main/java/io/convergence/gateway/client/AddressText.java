package io.convergence.gateway.client;

import io.convergence.core.host.HostName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Reader of IP literals. It never resolves a name. */
final class AddressText {
    /** Longest IP literal with a port, in brackets. */
    private static final int LONGEST = 64;

    private AddressText() {}

    /** The address of a literal, which may have a port or brackets; null when the text is none. */
    static @Nullable InetAddress parse(String text) {
        String host = text.length() > LONGEST ? null : HostName.fromAddress(text.strip());
        if (host == null || !HostName.isAddress(host)) {
            return null;
        }
        try {
            // A literal, so this does not ask a resolver.
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
