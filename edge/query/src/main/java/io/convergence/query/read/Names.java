package io.convergence.query.read;

/** Names of objectives and groups in requests. */
final class Names {
    static final String RULE = "the name of an objective";
    static final String GROUP_RULE = "a group: key=value, joined by vertical bars";
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_GROUP = 1_024;

    private Names() {}

    /** Whether a text can be the name of an objective: an RFC 1123 label, as OpenSLO demands of metadata.name. */
    static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && text.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    }

    /** Whether a text can be a group. */
    static boolean isGroup(String text) {
        return text.length() <= LONGEST_GROUP;
    }
}
