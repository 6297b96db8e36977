package io.convergence.core.rum;

/**
 * Validation of SDK versions: {@code \d+(\.\d+){0,3}(-[a-z]{1,8})?} in at most 32 characters, or empty. The pattern is
 * tight so that no free text is stored.
 */
final class SdkVersion {
    /** The rule for versions, as rejections word it. */
    static final String RULE = "a version such as 1.2.3 or 1.2.3-beta, of at most 32 characters";

    private static final int LONGEST = 32;
    private static final int MOST_NUMBERS = 4;
    private static final int LONGEST_LABEL = 8;

    private SdkVersion() {}

    static boolean admits(String text) {
        if (text.isEmpty()) {
            return true;
        }
        int label = text.indexOf('-');
        int end = label < 0 ? text.length() : label;
        return text.length() <= LONGEST && isNumbers(text, end) && (label < 0 || isLabel(text, label + 1));
    }

    /**
     * A valid version without its fourth number. Four numbers could be an IP address, and no field may contain one.
     */
    static String kept(String version) {
        int third = -1;
        for (int i = 0; i < MOST_NUMBERS - 1; i++) {
            third = version.indexOf('.', third + 1);
            if (third < 0) {
                return version;
            }
        }
        int label = version.indexOf('-');
        return version.substring(0, third) + (label < 0 ? "" : version.substring(label));
    }

    private static boolean isNumbers(String text, int end) {
        int numbers = 1;
        boolean digitBefore = false;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' && digitBefore) {
                numbers++;
                digitBefore = false;
            } else if (c >= '0' && c <= '9') {
                digitBefore = true;
            } else {
                return false;
            }
        }
        return digitBefore && numbers <= MOST_NUMBERS;
    }

    private static boolean isLabel(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < 'a' || text.charAt(i) > 'z') {
                return false;
            }
        }
        return text.length() > from && text.length() - from <= LONGEST_LABEL;
    }
}
