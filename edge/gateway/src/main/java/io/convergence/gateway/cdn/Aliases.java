package io.convergence.gateway.cdn;

import io.convergence.core.host.HostName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Source of the names that the CNAME records of hosts lead through. */
@FunctionalInterface
public interface Aliases {
    /** A source that looks nothing up. */
    Aliases NONE = hosts -> Map.of();

    /**
     * The aliases of hosts, in the order in which the records lead through them; empty for a host without any. A host that
     * was not looked up, or whose aliases are not known in time, is left out.
     *
     * @param hosts normalised hosts
     */
    Map<String, List<String>> of(Set<String> hosts);

    /**
     * Whether a host may be looked up: a normalised name of at least two labels that does not end with {@code .internal}
     * (reserved for private networks) or {@code .local} (RFC 6762), and is no IP literal.
     */
    static boolean mayLookUp(String host) {
        return host.equals(HostName.normalise(host))
                && !HostName.isAddress(host)
                && host.indexOf('.') > 0
                && !host.endsWith(".internal")
                && !host.endsWith(".local");
    }
}
