package io.convergence.gateway.recording;

import io.convergence.core.host.UrlAuthority;
import io.convergence.core.privacy.PageRedaction;
import java.util.Locale;
import java.util.regex.Pattern;

/** Replacements of texts and addresses of a recorded page. */
final class MaskedText {
    private static final int MAX_STARS = 8;
    private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9+.-]*):.*", Pattern.DOTALL);
    private static final Pattern IGNORED = Pattern.compile("[\\x00-\\x20]");
    private static final Pattern CSS_URL = Pattern.compile("(?i)url\\(\\s*([\"']?)([^)\"'?#]{1,2048})[?#][^)]*\\)");

    private static final Pattern FILE = Pattern.compile(
            "(?is).*\\.(?:css|js|mjs|svg|png|jpe?g|gif|webp|avif|ico|woff2?|ttf|otf|eot|json|webmanifest|xml)");
    private static final Pattern EMAIL =
            Pattern.compile("(?i)[^/@\\s]{1,64}(?:@|%40)(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,24}");

    private MaskedText() {}

    /** As many stars as the value has characters, but at most 8. */
    static String stars(String value) {
        return "*".repeat(Math.min(MAX_STARS, value.codePointCount(0, value.length())));
    }

    /** The text with an {@code x} for each character that is not white space, so that its layout stays. */
    static String crosses(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? c : 'x')
                .forEach(masked::appendCodePoint);
        return masked.toString();
    }

    /**
     * The address without user information, query and fragment. Empty for a scheme that is not that of a resource, such as
     * {@code javascript:}, {@code mailto:}, and {@code data:} of anything but images. An e-mail address in the path is
     * replaced.
     */
    static String address(String address) {
        String compact = IGNORED.matcher(address).replaceAll("").toLowerCase(Locale.ROOT);
        if (compact.startsWith("data:image/")) {
            return address;
        }
        if (SCHEME.matcher(compact).matches() && !compact.matches("(?s)(https?|about):.*")) {
            return "";
        }
        return EMAIL.matcher(withoutUser(cut(address))).replaceAll(":id");
    }

    /**
     * The address of a link or form: as {@link #address}, and the path is redacted as that of a page unless it is a file that
     * pages load, such as a style.
     */
    static String link(String link) {
        String address = address(link);
        int start = address.startsWith("//") ? 2 : UrlAuthority.start(address);
        int path = start < 0 ? 0 : UrlAuthority.end(address, start);
        if (path == address.length()
                || address.startsWith("data:")
                || FILE.matcher(address).matches()) {
            return address;
        }
        String authority = address.substring(0, path);
        return address.charAt(path) == '/'
                ? authority + PageRedaction.redact(address.substring(path))
                : authority
                        + PageRedaction.redact('/' + address.substring(path)).substring(1);
    }

    /** The address of a page: scheme, host and port as they are, and the redacted path. */
    static String page(String href) {
        int start = UrlAuthority.start(href);
        String path = PageRedaction.redact(href);
        if (start < 0) {
            return path;
        }
        String bare = withoutUser(cut(href));
        return bare.substring(0, UrlAuthority.end(bare, UrlAuthority.start(bare))) + path;
    }

    /** A style whose addresses of resources have no query and no fragment. */
    static String style(String css) {
        return CSS_URL.matcher(css).replaceAll("url($1$2$1)");
    }

    private static String cut(String address) {
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) == '?' || address.charAt(i) == '#') {
                return address.substring(0, i);
            }
        }
        return address;
    }

    private static String withoutUser(String address) {
        int start = address.startsWith("//") ? 2 : UrlAuthority.start(address);
        if (start < 0) {
            return address;
        }
        int at = address.lastIndexOf('@', UrlAuthority.end(address, start) - 1);
        return at < start ? address : address.substring(0, start) + address.substring(at + 1);
    }
}
