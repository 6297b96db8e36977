package io.convergence.gateway.cdn;

import io.convergence.core.host.HostName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Provider of a resource.
 *
 * @param type {@code CDN}, {@code first-party} or {@code unknown}: a value of the label {@code provider_type}
 * @param name name of the network, or {@code unknown}
 */
public record Provider(String type, String name) {
    private static final String UNKNOWN = "unknown";
    private static final Provider NOT_KNOWN = new Provider(UNKNOWN, UNKNOWN);
    private static final Provider SITE = new Provider("first-party", UNKNOWN);
    private static final Provider UNLISTED = new Provider("CDN", UNKNOWN);

    /**
     * The provider of a host. The first listed name counts, beginning with the last alias; a host whose aliases
     * end at another, unlisted name is served by an unlisted network.
     *
     * @param host normalised host of the resource, or empty
     * @param aliases names that the CNAME records of the host lead through, in their order; empty when it has none, null
     *     when they were not looked up
     * @param isOwn whether the host is one of the site's own
     */
    public static Provider of(CdnList list, String host, @Nullable List<String> aliases, boolean isOwn) {
        if (host.isEmpty() || HostName.isAddress(host)) {
            return NOT_KNOWN;
        }
        List<String> names = aliases == null ? List.of() : aliases;
        for (int at = names.size() - 1; at >= 0; at--) {
            String network = list.networkOf(names.get(at));
            if (network != null) {
                return new Provider("CDN", network);
            }
        }
        String network = list.networkOf(host);
        if (network != null) {
            return new Provider("CDN", network);
        }
        if (!names.isEmpty() && !host.equals(HostName.normalise(names.get(names.size() - 1)))) {
            return UNLISTED;
        }
        return aliases != null || isOwn ? SITE : NOT_KNOWN;
    }
}
