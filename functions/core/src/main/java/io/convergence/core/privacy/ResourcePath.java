package io.convergence.core.privacy;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redaction of the paths of resources, so that a static file has one name over releases. Idempotent. */
public final class ResourcePath {
    /*
     * The content hash of a static file is a part of hexadecimal digits, at least one of them decimal, between two dots
     * of the last segment. It is dropped before the redaction, which would otherwise replace the whole segment.
     */
    private static final Pattern HASHED =
            Pattern.compile("(.+?)((?:\\.(?=[a-f]*[0-9])[0-9a-f]{8,64})+)\\.([a-z0-9]{2,5})");
    private static final Set<String> STATIC = Set.of(
            "js", "mjs", "cjs", "css", "map", "wasm", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "woff",
            "woff2", "ttf", "otf", "eot", "mp4", "webm", "mp3", "json");

    private ResourcePath() {}

    /** The redacted path of a path or URL; {@code /} when nothing is left. */
    public static String redact(String address) {
        String path = withoutHash(address.split("[?#;]", 2)[0]);
        return PageRedaction.redact(path);
    }

    /** A file name or path without the content hash of its last segment. */
    public static String withoutHash(String path) {
        int slash = path.lastIndexOf('/');
        Matcher hashed = HASHED.matcher(path.substring(slash + 1));
        return hashed.matches() && STATIC.contains(hashed.group(3))
                ? path.substring(0, slash + 1) + hashed.group(1) + '.' + hashed.group(3)
                : path;
    }
}
