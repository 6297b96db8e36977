package io.convergence.core.privacy;

import java.util.Set;

/** Redaction of the paths of resources, so that a static file has one name over releases. Idempotent. */
public final class ResourcePath {
    /*
     * The content hash of a static file is a part of 8 to 64 hexadecimal digits in lower case, at least one of them decimal,
     * between two dots of the last segment; several may follow each other. It is dropped before the redaction, which would
     * otherwise replace the whole segment.
     */
    private static final int SHORTEST_HASH = 8;
    private static final int LONGEST_HASH = 64;
    private static final Set<String> STATIC = Set.of(
            "js", "mjs", "cjs", "css", "map", "wasm", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "woff",
            "woff2", "ttf", "otf", "eot", "mp4", "webm", "mp3", "json");

    private ResourcePath() {}

    /** The redacted path of a path or URL; {@code /} when nothing is left. */
    public static String redact(String address) {
        return PageRedaction.redact(withoutHash(PageRedaction.cut(address)));
    }

    /** A file name or path without the content hash of its last segment. */
    public static String withoutHash(String path) {
        int extension = path.lastIndexOf('.');
        int name = path.lastIndexOf('/') + 1;
        if (extension <= name || !STATIC.contains(path.substring(extension + 1))) {
            return path;
        }
        int end = extension;
        int dot = path.lastIndexOf('.', end - 1);
        while (dot > name && isHash(path, dot + 1, end)) {
            end = dot;
            dot = path.lastIndexOf('.', end - 1);
        }
        return end == extension || hasLineEnd(path, name, end)
                ? path
                : path.substring(0, end) + path.substring(extension);
    }

    private static boolean isHash(String path, int from, int to) {
        if (to - from < SHORTEST_HASH || to - from > LONGEST_HASH) {
            return false;
        }
        boolean hasDigit = false;
        for (int i = from; i < to; i++) {
            char c = path.charAt(i);
            boolean isDigit = c >= '0' && c <= '9';
            if (!isDigit && (c < 'a' || c > 'f')) {
                return false;
            }
            hasDigit |= isDigit;
        }
        return hasDigit;
    }

    /** Whether a name spans lines, so that it is no name of a file. */
    private static boolean hasLineEnd(String path, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = path.charAt(i);
            if (c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
                return true;
            }
        }
        return false;
    }
}
