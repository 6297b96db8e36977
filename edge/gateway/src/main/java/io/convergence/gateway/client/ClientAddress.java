package io.convergence.gateway.client;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Address of the client of a request. It is neither logged nor published: it has no text form.
 *
 * @param address the address; null when the header of a proxy names none
 * @param kind where the address comes from, and of what kind it is
 */
public record ClientAddress(@Nullable InetAddress address, Kind kind) {

    /** Kinds of addresses; the label is in lower case. */
    public enum Kind {
        /** An address of a header, reachable from everywhere. */
        PUBLIC,
        /** An address of a header within a local network. */
        PRIVATE,
        /** A header without an address where one must be. */
        ILLEGAL,
        /** The other end of the connection. */
        PEER;

        /** Value of the label of metrics. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The client of a request: the peer or, behind trusted proxies, the last hop of the header that is not trusted. When all
     * hops are trusted it is the first one.
     *
     * @param peer address of the other end of the connection
     * @param hops value of the header with the addresses of the hops, separated by commas, or null
     * @param trusted addresses of proxies whose header counts
     */
    public static ClientAddress of(String peer, @Nullable String hops, List<AddressRange> trusted) {
        int zone = peer.indexOf('%');
        InetAddress connected = AddressText.parse(zone < 0 ? peer : peer.substring(0, zone));
        if (connected == null) {
            return new ClientAddress(null, Kind.ILLEGAL);
        }
        if (hops == null || hops.isBlank() || !isTrusted(connected, trusted)) {
            return new ClientAddress(connected, Kind.PEER);
        }
        String[] all = hops.split(",", -1);
        InetAddress client = null;
        for (int hop = all.length - 1; hop >= 0; hop--) {
            client = AddressText.parse(all[hop]);
            if (client == null || !isTrusted(client, trusted)) {
                break;
            }
        }
        if (client == null) {
            return new ClientAddress(null, Kind.ILLEGAL);
        }
        return new ClientAddress(client, isPrivate(client) ? Kind.PRIVATE : Kind.PUBLIC);
    }

    @Override
    public String toString() {
        return "ClientAddress[kind=" + kind + "]";
    }

    private static boolean isTrusted(InetAddress address, List<AddressRange> trusted) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    /** Whether an address is local: loopback, link-local, RFC 1918, RFC 4193 (fc00::/7) or unspecified. */
    private static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || (address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc);
    }
}
