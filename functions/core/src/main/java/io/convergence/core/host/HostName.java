package io.convergence.core.host;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Normalisation of host names and IP literals: lower case, no port, no trailing dot, internationalised names as A-labels,
 * IPv6 without brackets. Both normalisations are idempotent.
 */
public final class HostName {
    /** The rule for hosts, as rejections word it. */
    public static final String RULE = "a DNS name of 1 to 253 bytes or an IP literal, without port or path";

    /** The rule for addresses of hosts, as rejections word it. */
    public static final String ADDRESS_RULE =
            "a DNS name of 1 to 253 bytes or an IP literal, alone, with a port or in a URL";

    /** RFC 1035, section 2.3.4: 255 octets on the wire, which are 253 characters of text. */
    private static final int LONGEST_NAME = 253;

    /** RFC 1035, section 2.3.4. */
    private static final int LONGEST_LABEL = 63;

    private HostName() {}

    /**
     * The normalised form of a bare host: trimmed, lower-cased, one trailing dot removed, converted to A-labels (UTS 46);
     * null when it is neither a DNS name (letters, digits, underscores and inner hyphens) nor an IP literal.
     */
    public static @Nullable String normalise(String host) {
        return isName(host) ? host : normaliseTrimmed(trim(host));
    }

    /**
     * The normalised host of an address: a bare host, {@code host:port}, {@code [v6]:port}, or a URL. User information,
     * port, path and query are dropped. Null when there is no valid host.
     */
    public static @Nullable String fromAddress(String address) {
        String text = trim(address);
        int start = UrlAuthority.start(text);
        String authority = text.substring(Math.max(start, 0), UrlAuthority.end(text, Math.max(start, 0)));
        if (start >= 0) {
            authority = authority.substring(authority.lastIndexOf('@') + 1);
        }
        int bracket = authority.lastIndexOf(']');
        int colon = authority.indexOf(':', Math.max(bracket, 0));
        if (colon < 0 || (bracket < 0 && authority.indexOf(':', colon + 1) >= 0)) {
            return normaliseTrimmed(authority);
        }
        return isPort(authority, colon + 1) ? normaliseTrimmed(authority.substring(0, colon)) : null;
    }

    /** Whether a normalised host is an IP literal rather than a name. */
    public static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || AddressLiteral.isIpv4(host);
    }

    private static @Nullable String normaliseTrimmed(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return AddressLiteral.ipv6(host.substring(1, host.length() - 1));
        }
        if (host.indexOf(':') >= 0) {
            return AddressLiteral.ipv6(host);
        }
        String ascii = host.length() > LONGEST_NAME + 1 ? null : toAscii(host);
        if (ascii == null) {
            return null;
        }
        String name = (ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii).toLowerCase(Locale.ROOT);
        return isName(name) || AddressLiteral.isIpv4(name) ? name : null;
    }

    private static @Nullable String toAscii(String host) {
        boolean ascii = true;
        for (int i = 0; i < host.length(); i++) {
            ascii &= host.charAt(i) < 128;
        }
        if (ascii) {
            return host;
        }
        return InternationalName.toAscii(host);
    }

    /** Whether the text is a normalised DNS name. Browsers read a name whose last label is a number as an address. */
    private static boolean isName(String text) {
        int length = text.length();
        int label = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (!isLabel(text, label, i)) {
                    return false;
                }
                label = i + 1;
            } else if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_')) {
                return false;
            }
        }
        return length <= LONGEST_NAME && isLabel(text, label, length) && !isNumber(text, label);
    }

    private static boolean isLabel(String text, int from, int to) {
        return to > from && to - from <= LONGEST_LABEL && text.charAt(from) != '-' && text.charAt(to - 1) != '-';
    }

    /**
     * Whether a label is a number: decimal digits, or 0x followed by any number of hexadecimal digits
     * (https://url.spec.whatwg.org/#ends-in-a-number-checker).
     */
    private static boolean isNumber(String text, int from) {
        boolean hex = text.startsWith("0x", from);
        for (int i = hex ? from + 2 : from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (hex && c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPort(String text, int from) {
        int port = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            port = port * 10 + c - '0';
            if (c < '0' || c > '9' || port > 65_535) {
                return false;
            }
        }
        return true;
    }

    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
