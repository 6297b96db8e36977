package io.convergence.query.access;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of browsers: the token itself in a cookie that scripts cannot read and other sites cannot send. The prefix
 * {@code __Host-} binds it to this host over TLS or the loopback address
 * (https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis, section 4.1.3.2).
 */
public final class Sessions {
    private static final String NAME = "__Host-convergence";

    /** Most characters of a token: browsers store cookies of which name and value have 4,096 bytes (section 5.6 there). */
    public static final int MOST_CHARACTERS = 4_096 - NAME.length();

    private static final Pattern TOKEN = Pattern.compile("[!#-+\\--:<-\\[\\]-~]{32," + MOST_CHARACTERS + '}');
    private static final String ATTRIBUTES = "; Secure; HttpOnly; SameSite=Strict; Path=/";

    private Sessions() {}

    /** The Set-Cookie header that starts a session. */
    public static String start(String token) {
        return NAME + '=' + token + ATTRIBUTES;
    }

    /** The Set-Cookie header that ends a session. */
    public static String end() {
        return NAME + "=" + ATTRIBUTES + "; Max-Age=0";
    }

    /** The token of a Cookie header, or null. */
    public static @Nullable String token(@Nullable String cookies) {
        if (cookies == null) {
            return null;
        }
        for (String cookie : cookies.split(";")) {
            String pair = cookie.strip();
            if (pair.startsWith(NAME + '=') && pair.length() > NAME.length() + 1) {
                return pair.substring(NAME.length() + 1);
            }
        }
        return null;
    }

    /**
     * Whether a text can be a token: 32 or more printable ASCII characters that a cookie can contain, and not more than
     * browsers store. JSON web tokens with a key of 2,048 bits have 600 characters and more.
     */
    public static boolean admits(String token) {
        return TOKEN.matcher(token).matches();
    }

    /**
     * Whether a write with a cookie comes from a page of this service (https://www.w3.org/TR/fetch-metadata/).
     *
     * @param fetchSite value of Sec-Fetch-Site, or null
     * @param origin value of Origin, or null
     * @param host value of Host, or null
     */
    public static boolean isSameOrigin(@Nullable String fetchSite, @Nullable String origin, @Nullable String host) {
        if (fetchSite != null) {
            return fetchSite.equals("same-origin");
        }
        return host != null && origin != null && (origin.equals("https://" + host) || origin.equals("http://" + host));
    }
}
