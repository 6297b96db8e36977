package io.convergence.core.dsn;

import io.convergence.core.host.HostName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that the beacons of a key may name, all normalised.
 *
 * @param names host names and IP literals
 * @param suffixes endings of admitted hosts, each with a leading dot: the entry {@code *.a.example} is {@code
 *     .a.example}
 * @param any whether every host name is admitted; an IP literal must be among the names even then
 */
public record HostList(Set<String> names, Set<String> suffixes, boolean any) {
    private static final String WILDCARD = "*.";

    public HostList {
        names = Set.copyOf(names);
        suffixes = Set.copyOf(suffixes);
    }

    /** The list of entries that are each a host or {@code *.} and a host name; null when one of them is neither. */
    static @Nullable HostList of(List<String> entries, boolean any) {
        Set<String> names = new HashSet<>();
        Set<String> suffixes = new HashSet<>();
        for (String entry : entries) {
            boolean wildcard = entry.startsWith(WILDCARD);
            String host = HostName.normalise(wildcard ? entry.substring(WILDCARD.length()) : entry);
            if (host == null || (wildcard && HostName.isAddress(host))) {
                return null;
            }
            if (wildcard) {
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
        return !HostName.isAddress(host) && (any || hasSuffix(host));
    }

    /** Whether an entry of the list names a normalised host; that any host is admitted does not count. */
    public boolean lists(String host) {
        return names.contains(host) || (!HostName.isAddress(host) && hasSuffix(host));
    }

    private boolean hasSuffix(String host) {
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
