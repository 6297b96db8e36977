package io.convergence.core.privacy;

import io.convergence.core.host.UrlAuthority;
import java.util.Locale;
import java.util.Set;

/**
 * Takes out of a page's path whatever could name a person: the result is a path that starts with a slash, of at most 8
 * segments (then {@code /...}) and at most 256 bytes of UTF-8. Idempotent; never fails.
 */
public final class PageRedaction {
    /*
     * In this order: (1) drop a leading scheme and authority; (2) cut at the first '?', '#' or ';'; (3) percent-decode
     * once; (4) cut again; (5) drop empty segments; (6) write ":id" for each segment that could identify somebody or that
     * follows a word after which secrets stand; (7) bound the segments and the bytes.
     * Why a second redaction changes nothing: the first leaves no '%', no cut mark and a leading slash, so (1) to (4) do
     * nothing; (6) looks at a segment and at the one before it, both as they were, and ":id" identifies nobody; the one
     * segment that (7) shortens is judged again in its short form.
     * A backslash separates segments like a slash, as it does to a browser
     * (https://url.spec.whatwg.org/#path-start-state).
     */

    /** What stands in the place of a segment that could identify somebody. */
    public static final String REDACTED = ":id";

    private static final String MORE = "/...";
    private static final int MAX_SEGMENTS = 8;
    private static final int MAX_BYTES = 256;

    private static final Set<String> BEFORE_SECRETS =
            Set.of("reset", "verify", "invite", "token", "confirm", "activate", "unsubscribe", "magic");

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
        int room = MAX_BYTES;
        int segments = 0;
        boolean secret = false;
        int at = 0;
        while (at < path.length()) {
            int end = segmentEnd(path, at);
            if (end > at && segments++ == MAX_SEGMENTS) {
                redacted.append(room >= MORE.length() ? MORE : "");
                break;
            }
            if (end > at) {
                String segment = path.substring(at, end);
                String kept = fit(secret || IdentifyingSegment.test(segment) ? REDACTED : segment, room - 1);
                if (!kept.isEmpty()) {
                    redacted.append('/').append(kept);
                }
                room -= 1 + bytes(kept);
                if (kept.isEmpty() || (kept.length() < segment.length() && !kept.equals(REDACTED))) {
                    break;
                }
                secret = BEFORE_SECRETS.contains(
                        IdentifyingSegment.unveiled(segment).toLowerCase(Locale.ROOT));
            }
            at = end + 1;
        }
        return redacted.isEmpty() ? "/" : redacted.toString();
    }

    private static String cut(String path) {
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
     * As much of a segment as fits, cut between characters and judged again, or nothing. A redacted segment is not cut.
     */
    private static String fit(String segment, int room) {
        if (segment.length() <= room / 3 || bytes(segment) <= room) {
            return segment;
        }
        if (segment.equals(REDACTED)) {
            return "";
        }
        int end = 0;
        int left = room;
        while (left >= bytes(segment.codePointAt(end))) {
            left -= bytes(segment.codePointAt(end));
            end += Character.charCount(segment.codePointAt(end));
        }
        String shortened = segment.substring(0, end);
        if (shortened.isEmpty() || !IdentifyingSegment.test(shortened)) {
            return shortened;
        }
        return room >= REDACTED.length() ? REDACTED : "";
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
