package io.convergence.gateway.settings;

import io.convergence.core.host.HostName;
import io.convergence.core.settings.OptionReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the recognition of content delivery networks.
 *
 * @param map file with their domains, or null for the packaged list
 * @param lookUp whether CNAME records of hosts are looked up
 * @param resolver name server that is asked, or null for the first one of the machine
 */
public record CdnSettings(
        @Nullable Path map, boolean lookUp, @Nullable InetSocketAddress resolver) {
    private static final String DNS = "dns";
    private static final int LARGEST_PORT = 65_535;

    static CdnSettings read(OptionReader reader) {
        String map = reader.text(GatewayOptions.CDN_MAP);
        String lookup = reader.text(GatewayOptions.CDN_LOOKUP);
        String text = reader.text(GatewayOptions.CDN_RESOLVER);
        boolean isSystem = text.equals(GatewayOptions.CDN_RESOLVER.defaultText());
        InetSocketAddress resolver = isSystem ? null : address(text);
        reader.problems()
                .check(
                        lookup.equals(DNS) || lookup.equals(GatewayOptions.CDN_LOOKUP.defaultText()),
                        GatewayOptions.CDN_LOOKUP.key() + ": must be none or dns");
        reader.problems()
                .check(
                        isSystem || resolver != null,
                        GatewayOptions.CDN_RESOLVER.key()
                                + ": must be an IP address and a port such as 10.0.0.2:53, or system");
        return new CdnSettings(
                map.equals(GatewayOptions.CDN_MAP.defaultText()) ? null : Path.of(map), lookup.equals(DNS), resolver);
    }

    /** The address of an IP literal, in brackets for IPv6, with a port; null when the text is none. */
    private static @Nullable InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? null : HostName.fromAddress(text);
        String port = text.substring(colon + 1);
        if (host == null || !HostName.isAddress(host) || !port.matches("[1-9]\\d{0,4}")) {
            return null;
        }
        int number = Integer.parseInt(port);
        try {
            // A literal, so this does not ask a resolver.
            return number > LARGEST_PORT ? null : new InetSocketAddress(InetAddress.getByName(host), number);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
