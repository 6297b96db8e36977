package io.convergence.core.privacy;

import io.convergence.core.host.UrlAuthority;

/**
 * Redaction of page paths: replaces every segment that could identify a person. The result starts with a slash and has at
 * most 8 segments (then {@code /...}) and at most 256 bytes of UTF-8. Idempotent; accepts any text.
 */
public final class PageRedaction {
    /*
     * In this order: (1) drop a leading scheme and authority; (2) cut at the first '?', '#' or ';'; (3) percent-decode
     * once; (4) cut again; (5) drop empty segments; (6) replace each segment that could identify a person, by itself or by
     * the word in the segment before it, by ":id"; (7) limit the segments and the bytes.
     * A second redaction changes nothing: the first result has no '%', no cut mark and a leading slash, so (1) to (4) do
     * nothing; (6) depends on a segment and the original segment before it, and ":id" is not identifying; a segment that
     * (7) shortens is tested again in its short form.
     * A backslash separates segments like a slash, as it does to a browser
     * (https://url.spec.whatwg.org/#path-start-state).
     */

    /** The replacement of a redacted segment. */
    public static final String REDACTED = ":id";

    private static final String MORE = "/...";
    private static final int MAX_SEGMENTS = 8;
    private static final int MAX_BYTES = 256;

    private PageRedaction() {}

    /** The redacted path of a page; {@code /} when nothing is left. */
    public static String redact(String page) {
        int authority = UrlAuthority.start(page);
        String path = authority < 0 ? page : page.substring(UrlAuthority.end(page, authority));
        String redacted = redactSegments(cut(PercentDecoding.decodeOnce(cut(path))));
        return redacted.equals(page) ? page : redacted;
    }

    private static String redactSegments(String path) {
        StringBuilder redacted = new StringBuilder(Math.min(path.length() + 8, MAX_BYTES));
        int bytesLeft = MAX_BYTES;
        int segments = 0;
        String before = null;
        int at = 0;
        while (at < path.length()) {
            int end = segmentEnd(path, at);
            if (end > at && segments++ == MAX_SEGMENTS) {
                redacted.append(bytesLeft >= MORE.length() ? MORE : "");
                break;
            }
            if (end > at) {
                String segment = path.substring(at, end);
                Successor rule = before == null ? Successor.ORDINARY : Successor.of(before);
                String kept = fit(rule.redacts(segment) ? REDACTED : segment, rule, bytesLeft - 1);
                if (!kept.isEmpty()) {
                    redacted.append('/').append(kept);
                }
                bytesLeft -= 1 + bytes(kept);
                if (kept.isEmpty() || (kept.length() < segment.length() && !kept.equals(REDACTED))) {
                    break;
                }
                before = segment;
            }
            at = end + 1;
        }
        return redacted.isEmpty() ? "/" : redacted.toString();
    }

    /** The part of a path before its query, its fragment or its parameters. */
    static String cut(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '?' || c == '#' || c == ';') {
                return path.substring(0, i);
            }
        }
        return path;
    }

    private static int segmentEnd(String path, int from) {
        int end = from;
        while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != '\\') {
            end++;
        }
        return end;
    }

    /**
     * The beginning of a segment that fits, cut between characters and tested again, or nothing. A redacted segment is never
     * cut.
     */
    private static String fit(String segment, Successor rule, int bytesLeft) {
        if (segment.length() <= bytesLeft / 3 || bytes(segment) <= bytesLeft) {
            return segment;
        }
        if (segment.equals(REDACTED)) {
            return "";
        }
        int end = 0;
        int left = bytesLeft;
        while (left >= bytes(segment.codePointAt(end))) {
            left -= bytes(segment.codePointAt(end));
            end += Character.charCount(segment.codePointAt(end));
        }
        String shortened = segment.substring(0, end);
        if (shortened.isEmpty() || !rule.redacts(shortened)) {
            return shortened;
        }
        return bytesLeft >= REDACTED.length() ? REDACTED : "";
    }

    private static int bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            bytes += bytes(character);
            i += Character.charCount(character);
        }
        return bytes;
    }

    private static int bytes(int character) {
        return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }
}
