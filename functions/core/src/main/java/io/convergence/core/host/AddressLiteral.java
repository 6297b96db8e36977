package io.convergence.core.host;

import org.jspecify.annotations.Nullable;

/** Parsing of IP addresses as text, without name resolution. */
final class AddressLiteral {
    /*
     * IPv6 is parsed by RFC 4291, section 2.2, and written by RFC 5952, section 4: lower case, no leading zeros, the first
     * longest run of two or more zero groups as "::". An embedded IPv4 tail is written as two groups, as the URL
     * standard does (https://url.spec.whatwg.org/#concept-ipv6-serializer).
     */
    private static final int GROUPS = 8;

    private AddressLiteral() {}

    /** Whether the text is four decimals from 0 to 255 without leading zeros, joined by dots. */
    static boolean isIpv4(String text) {
        return ipv4(text) >= 0;
    }

    /** The normalised spelling of an IPv6 address without brackets, zone and port; null when the text is not one. */
    static @Nullable String ipv6(String text) {
        int[] groups = groups(text);
        return groups == null ? null : write(groups);
    }

    private static long ipv4(String text) {
        long address = 0;
        int part = -1;
        int parts = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && part >= 0) {
                address = address << 8 | part;
                part = -1;
                parts++;
            } else if (c >= '0' && c <= '9' && part != 0 && parts <= 4) {
                part = Math.max(part, 0) * 10 + c - '0';
                if (part > 255) {
                    return -1;
                }
            } else {
                return -1;
            }
        }
        return parts == 4 && part >= 0 ? address << 8 | part : -1;
    }

    private static int @Nullable [] groups(String text) {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = text.startsWith("::") ? 0 : -1;
        int at = gap == 0 ? 2 : 0;
        while (at < text.length()) {
            int end = text.indexOf(':', at);
            String group = text.substring(at, end < 0 ? text.length() : end);
            if (end < 0 && group.indexOf('.') >= 0) {
                long tail = ipv4(group);
                if (tail < 0 || count > GROUPS - 2) {
                    return null;
                }
                groups[count++] = (int) (tail >>> 16);
                groups[count++] = (int) (tail & 0xffff);
                break;
            }
            int value = hex(group);
            if (value < 0 || count == GROUPS) {
                return null;
            }
            groups[count++] = value;
            if (end < 0) {
                break;
            }
            at = end + 1;
            if (at == text.length() || (text.charAt(at) == ':' && gap >= 0)) {
                return null;
            }
            if (text.charAt(at) == ':') {
                gap = count;
                at++;
            }
        }
        return gap < 0 ? (count == GROUPS ? groups : null) : widen(groups, count, gap);
    }

    private static int @Nullable [] widen(int[] groups, int count, int gap) {
        if (count == GROUPS) {
            return null;
        }
        int[] all = new int[GROUPS];
        System.arraycopy(groups, 0, all, 0, gap);
        System.arraycopy(groups, gap, all, GROUPS - (count - gap), count - gap);
        return all;
    }

    private static int hex(String group) {
        if (group.isEmpty() || group.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < group.length(); i++) {
            char c = group.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static String write(int[] groups) {
        int from = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                from = i;
                length = end - i;
            }
            i = Math.max(i, end - 1);
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == from) {
                text.append("::");
                i += length - 1;
            } else {
                if (i > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
