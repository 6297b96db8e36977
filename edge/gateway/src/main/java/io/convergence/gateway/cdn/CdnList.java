package io.convergence.gateway.cdn;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Domains of content delivery networks. A domain matches a host that ends with it, by whole labels; {@code *} in a label of
 * the domain matches any run of characters inside that label. Of several matching domains the one with the most labels
 * applies, then one without {@code *}, then the first. Immutable.
 */
public final class CdnList {
    /** Longest host name in labels (RFC 1035: 253 characters). */
    private static final int MAX_LABELS = 127;

    private final Node root = new Node();
    private final int size;

    /**
     * A list of entries, in their order.
     *
     * @param entries domains and the names of their networks
     */
    public CdnList(List<Entry> entries) {
        size = entries.size();
        for (int order = 0; order < entries.size(); order++) {
            add(entries.get(order), order);
        }
    }

    /**
     * Domain of a network.
     *
     * @param domain host name in lower case without a trailing dot; its labels may contain {@code *}
     * @param name name of the network
     */
    public record Entry(String domain, String name) {
        /** The entry of a domain as it is written, with a leading {@code *.}, capitals and trailing dots. */
        static Entry of(String domain, String name) {
            String lower = lower(domain);
            return new Entry(lower.startsWith("*.") ? lower.substring(2) : lower, name);
        }
    }

    private record Candidate(String name, int labels, boolean exact, int order) {
        boolean isBefore(@Nullable Candidate other) {
            if (other == null || labels != other.labels) {
                return other == null || labels > other.labels;
            }
            return exact == other.exact ? order < other.order : exact;
        }
    }

    /** Labels after each other from the end of a domain. */
    private static final class Node {
        private final Map<String, Node> exact = new HashMap<>();
        private final Map<String, Node> patterns = new HashMap<>();
        private @Nullable Candidate ending;
    }

    /** The number of entries. */
    int size() {
        return size;
    }

    /** The name of the network of a host, or null when no domain matches it. */
    public @Nullable String networkOf(String host) {
        String[] labels = lower(host).split("\\.", MAX_LABELS);
        Candidate best = best(root, labels, labels.length - 1, null);
        return best == null ? null : best.name();
    }

    private void add(Entry entry, int order) {
        String[] labels = entry.domain().split("\\.", -1);
        Node node = root;
        for (int at = labels.length - 1; at >= 0; at--) {
            Map<String, Node> next = labels[at].indexOf('*') < 0 ? node.exact : node.patterns;
            node = next.computeIfAbsent(labels[at], label -> new Node());
        }
        Candidate ending = new Candidate(entry.name(), labels.length, entry.domain().indexOf('*') < 0, order);
        if (ending.isBefore(node.ending)) {
            node.ending = ending;
        }
    }

    private static @Nullable Candidate best(Node node, String[] labels, int at, @Nullable Candidate before) {
        Candidate best = node.ending != null && node.ending.isBefore(before) ? node.ending : before;
        if (at < 0) {
            return best;
        }
        Node exact = node.exact.get(labels[at]);
        if (exact != null) {
            best = best(exact, labels, at - 1, best);
        }
        for (Map.Entry<String, Node> pattern : node.patterns.entrySet()) {
            if (matches(pattern.getKey(), labels[at])) {
                best = best(pattern.getValue(), labels, at - 1, best);
            }
        }
        return best;
    }

    /** Whether a label matches a pattern: its literal parts occur in their order, the first and the last at the ends. */
    private static boolean matches(String pattern, String label) {
        String[] parts = pattern.split("\\*", -1);
        String first = parts[0];
        String last = parts[parts.length - 1];
        int end = label.length() - last.length();
        if (end < first.length() || !label.startsWith(first) || !label.endsWith(last)) {
            return false;
        }
        int at = first.length();
        for (int part = 1; part < parts.length - 1; part++) {
            int found = label.indexOf(parts[part], at);
            if (found < 0 || found + parts[part].length() > end) {
                return false;
            }
            at = found + parts[part].length();
        }
        return true;
    }

    private static String lower(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        int end = lower.length();
        while (end > 0 && lower.charAt(end - 1) == '.') {
            end--;
        }
        return lower.substring(0, end);
    }
}
