package io.convergence.core.slo.match;

import java.util.List;

/**
 * Text pattern in which {@code *} matches any run of characters and nothing else is special. Each literal part is
 * searched after the one before it, so that matching takes at most the product of the two lengths.
 */
final class Glob {
    private final List<String> parts;

    Glob(String pattern) {
        this.parts = List.of(pattern.split("\\*", -1));
    }

    boolean matches(String text) {
        String first = parts.get(0);
        if (parts.size() == 1) {
            return text.equals(first);
        }
        String last = parts.get(parts.size() - 1);
        int end = text.length() - last.length();
        if (end < first.length() || !text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        int at = first.length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = text.indexOf(part, at);
            if (found < 0 || found + part.length() > end) {
                return false;
            }
            at = found + part.length();
        }
        return true;
    }
}
