package io.convergence.symbols.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The path of a script's URL and the entry of an archive that is its map. */
public final class ScriptPath {
    private static final String SUFFIX = ".map";
    /** Paths of entries are no longer than this. */
    private static final int MAX_ENTRY = 1024;

    private ScriptPath() {}

    /** The path without scheme, host, query, fragment and leading slashes. */
    public static String of(String url) {
        int scheme = url.indexOf("://");
        int end = url.length();
        for (char mark : new char[] {'?', '#'}) {
            int index = url.indexOf(mark);
            end = index < 0 ? end : Math.min(end, index);
        }
        int start = 0;
        if (scheme >= 0 && scheme < end) {
            int slash = url.indexOf('/', scheme + 3);
            start = slash < 0 || slash > end ? end : slash;
        }
        while (start < end && url.charAt(start) == '/') {
            start++;
        }
        return url.substring(start, end);
    }

    /**
     * The path of the map of a script: the whole path with {@code .map}, else its longest tail that is an entry, else
     * the one entry that ends with it. Null where there is none, or several end with it.
     *
     * @param entries paths of an archive
     */
    public static @Nullable String entryOf(String url, Collection<String> entries) {
        Set<String> paths = new LinkedHashSet<>();
        String raw = of(url);
        paths.add(raw + SUFFIX);
        String decoded = decoded(raw);
        if (decoded != null) {
            paths.add(decoded + SUFFIX);
        }
        for (String path : paths) {
            String tail = longestTail(path, entries);
            if (tail != null) {
                return tail;
            }
        }
        for (String path : paths) {
            String only = null;
            for (String entry : entries) {
                if (path.length() > SUFFIX.length() && entry.endsWith('/' + path)) {
                    if (only != null) {
                        return null;
                    }
                    only = entry;
                }
            }
            if (only != null) {
                return only;
            }
        }
        return null;
    }

    private static @Nullable String longestTail(String path, Collection<String> entries) {
        int start = 0;
        while (true) {
            if (path.length() - start <= MAX_ENTRY) {
                String tail = path.substring(start);
                if (tail.length() > SUFFIX.length() && entries.contains(tail)) {
                    return tail;
                }
            }
            int slash = path.indexOf('/', start);
            if (slash < 0) {
                return null;
            }
            start = slash + 1;
        }
    }

    private static @Nullable String decoded(String path) {
        if (path.indexOf('%') < 0) {
            return null;
        }
        try {
            // The decoder is one of forms, in which a plus is a space.
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return null;
        }
    }
}
