package io.convergence.gateway.registry;

import io.convergence.core.host.HostName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that a key may speak for, all normalised.
 *
 * @param names hosts and IP literals
 * @param suffixes what the hosts below a name end with, from its leading dot on
 * @param any whether every name is admitted; an IP literal has to be among the names even then
 */
public record HostList(Set<String> names, Set<String> suffixes, boolean any) {
    private static final String BELOW = "*.";

    public HostList {
        names = Set.copyOf(names);
        suffixes = Set.copyOf(suffixes);
    }

    /** Of entries that are each a host or {@code *.} and a name; null when one is neither. */
    static @Nullable HostList of(List<String> entries, boolean any) {
        Set<String> names = new HashSet<>();
        Set<String> suffixes = new HashSet<>();
        for (String entry : entries) {
            boolean below = entry.startsWith(BELOW);
            String host = HostName.normalise(below ? entry.substring(BELOW.length()) : entry);
            if (host == null || (below && HostName.isAddress(host))) {
                return null;
            }
            if (below) {
                suffixes.add("." + host);
            } else {
                names.add(host);
            }
        }
        return new HostList(names, suffixes, any);
    }

    /** Whether a normalised host is on the list. */
    public boolean admits(String host) {
        if (names.contains(host)) {
            return true;
        }
        return !HostName.isAddress(host) && (any || isBelow(host));
    }

    private boolean isBelow(String host) {
        int dot = suffixes.isEmpty() ? -1 : host.indexOf('.');
        while (dot > 0) {
            if (suffixes.contains(host.substring(dot))) {
                return true;
            }
            dot = host.indexOf('.', dot + 1);
        }
        return false;
    }
}
