package io.convergence.core.dsn;

import io.convergence.core.host.HostName;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Normal form of web origins (RFC 6454, section 6.2): scheme, host as {@link HostName} normalises it, and the port
 * unless it is the default of the scheme.
 */
public final class WebOrigin {
    private static final int MAX_LENGTH = 300;
    private static final Pattern ORIGIN =
            Pattern.compile("([a-z][a-z0-9+.-]*)://([^/:@?#\\[\\]\\s]+|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?");

    private WebOrigin() {}

    /** The normal form of an origin, or null when the text is not a web origin. */
    public static @Nullable String normalise(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        Matcher matcher = ORIGIN.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return null;
        }
        String host = HostName.normalise(matcher.group(2));
        if (host == null) {
            return null;
        }
        String scheme = matcher.group(1);
        String port = matcher.group(3);
        boolean isDefaultPort = port == null
                || (scheme.equals("https") && port.equals("443"))
                || (scheme.equals("http") && port.equals("80"));
        return scheme + "://" + (host.indexOf(':') < 0 ? host : '[' + host + ']') + (isDefaultPort ? "" : ":" + port);
    }
}
