package io.convergence.gateway.registry;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Web origins as browsers send them (RFC 6454, section 6.2): scheme, host, and a port unless it is the scheme's own. */
public final class WebOrigin {
    private static final int LONGEST = 300;
    private static final Pattern SPELLING =
            Pattern.compile("([a-z][a-z0-9+.-]*)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?");

    private WebOrigin() {}

    /** The one spelling of an origin, or null when the text is none. */
    public static @Nullable String normalise(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        Matcher matcher = SPELLING.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return null;
        }
        String scheme = matcher.group(1);
        String port = matcher.group(3);
        boolean implied = port == null
                || (scheme.equals("https") && port.equals("443"))
                || (scheme.equals("http") && port.equals("80"));
        return scheme + "://" + matcher.group(2) + (implied ? "" : ":" + port);
    }
}
