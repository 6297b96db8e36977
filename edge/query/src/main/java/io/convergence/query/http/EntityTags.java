package io.convergence.query.http;

/**
 * Entity tags of compressed answers. The strong tag of a compressed answer differs from that of the answer as it is, because
 * their bytes differ (RFC 9110, section 8.8.3.3); a weak tag is of both.
 */
public final class EntityTags {
    private static final String SUFFIX = "-gzip\"";

    private EntityTags() {}

    /** The tag of the answer when it is compressed. */
    static String compressed(String tag) {
        return tag.startsWith("W/") ? tag : tag.substring(0, tag.length() - 1) + SUFFIX;
    }

    /** The tag of the answer as it is, of the tag of either. */
    public static String withoutEncoding(String tag) {
        return tag.endsWith(SUFFIX) ? tag.substring(0, tag.length() - SUFFIX.length()) + '"' : tag;
    }
}
