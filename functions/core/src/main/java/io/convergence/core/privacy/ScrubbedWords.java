package io.convergence.core.privacy;

import io.convergence.core.host.HostName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replacement of the words of a text that could identify a person or open an account: those with an at sign inside, six
 * digits of any script, an address, 12 hexadecimal digits with a decimal one, or 20 token characters with three digits.
 */
final class ScrubbedWords {
    /** Characters of ASCII that end a word. */
    private static final String ENDS = " \t\n\u000b\f\r\"'`()[]{}<>,;|=";

    private static final boolean[] IS_END = new boolean[128];
    private static final Pattern HARDWARE = Pattern.compile("(?i)[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}");
    private static final int HARDWARE_LENGTH = 17;
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f-]{12,}");
    private static final int HEX_DIGITS = 12;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_+~/-]{20,}");
    private static final int TOKEN_LENGTH = 20;
    private static final int DIGITS_OF_NUMBER = 6;
    private static final int DIGITS_OF_TOKEN = 3;

    static {
        ENDS.chars().forEach(end -> IS_END[end] = true);
    }

    private ScrubbedWords() {}

    /** The text with {@code :id} in place of each identifying word; what is between the words stays. */
    static String of(String text) {
        StringBuilder scrubbed = null;
        int copied = 0;
        int at = 0;
        while (at < text.length()) {
            int end = wordEnd(text, at);
            int kept = end > at ? identifyingEnd(text.substring(at, end)) : 0;
            if (kept > 0) {
                scrubbed = scrubbed == null ? new StringBuilder(text.length()) : scrubbed;
                scrubbed.append(text, copied, at).append(PageRedaction.REDACTED);
                copied = at + kept;
            }
            at = end + 1;
        }
        return scrubbed == null
                ? text
                : scrubbed.append(text, copied, text.length()).toString();
    }

    private static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length() && (text.charAt(end) >= IS_END.length || !IS_END[text.charAt(end)])) {
            end++;
        }
        return end;
    }

    /** The length of the identifying part of a word, without the punctuation after it; 0 when the word stays. */
    private static int identifyingEnd(String word) {
        if (word.equals(PageRedaction.REDACTED)) {
            return 0;
        }
        int end = word.length();
        while (end > 0 && isPunctuation(word.charAt(end - 1))) {
            end--;
        }
        String bare = word.substring(0, end);
        String normalised = IdentifyingSegment.normalised(bare);
        boolean identifies = identifies(bare)
                || (!normalised.equals(bare) && identifies(normalised))
                || (bare.indexOf('%') >= 0 && identifies(PercentDecoding.decodeOnce(bare)));
        return identifies ? end : 0;
    }

    private static boolean isPunctuation(char c) {
        return c == '.' || c == ':' || c == '!' || c == '?';
    }

    private static boolean identifies(String word) {
        int at = word.indexOf('@', 1);
        int digits = TextMarks.digits(word, DIGITS_OF_NUMBER);
        return (at > 0 && at < word.length() - 1)
                || digits == DIGITS_OF_NUMBER
                || isAddress(word)
                || (digits > 0 && word.length() >= HEX_DIGITS && isHexadecimal(word))
                || (digits >= DIGITS_OF_TOKEN && word.length() >= TOKEN_LENGTH && isToken(word));
    }

    private static boolean isAddress(String word) {
        String host = word.indexOf(':') >= 0 || word.indexOf('.') >= 0 ? HostName.normalise(word) : null;
        return (host != null && HostName.isAddress(host))
                || (word.length() == HARDWARE_LENGTH && HARDWARE.matcher(word).matches());
    }

    private static boolean isHexadecimal(String word) {
        Matcher run = HEX.matcher(word);
        while (run.find()) {
            String digits = run.group().replace("-", "");
            if (digits.length() >= HEX_DIGITS && TextMarks.digits(digits, 1) > 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isToken(String word) {
        Matcher run = TOKEN.matcher(word);
        while (run.find()) {
            if (TextMarks.digits(run.group(), DIGITS_OF_TOKEN) == DIGITS_OF_TOKEN) {
                return true;
            }
        }
        return false;
    }
}
