package io.convergence.core.privacy;

import io.convergence.core.host.HostName;
import io.convergence.core.host.UrlAuthority;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scrubbing of texts by its expressions alone, each tried on every text and every word: the plain form of {@link TextScrub},
 * with which it is compared.
 */
final class PlainTextScrub {
    private static final String REDACTED = PageRedaction.REDACTED;
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Cc}\\p{Zl}\\p{Zp}\\ufffd&&[^ ]]+|  +");
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s\"'<>`]*");
    private static final Pattern TRAILING = Pattern.compile("[)\\]}.,;:!?]+$");
    private static final Pattern QUOTED_SECRET = Pattern.compile(
            "(?i)((?:password|passwd|secret|token|api_key|authorization|cookie|session_id)\\\\?[\"']?\\s*[=:]\\s*"
                    + "(\\\\?[\"']))((?:(?!\\2).)+)");
    private static final Pattern SECRET = Pattern.compile(
            "(?i)((?:password|passwd|secret|token|api_key|authorization|cookie|session_id)\\\\?[\"']?\\s*[=:]\\s*)"
                    + "([^\\s\"'\\\\]+(?:(?<=;) [^\\s\"'=;]+=[^\\s\"']*)*)");
    private static final Pattern CREDENTIAL = Pattern.compile("(?i)\\b(Bearer|Basic)\\s+[A-Za-z0-9._~+/=:-]+");
    private static final Pattern DIGITS = Pattern.compile("\\+?\\p{Nd}(?:[ ().\\-/]{0,2}\\p{Nd}){8,}");
    private static final Pattern QUAD =
            Pattern.compile("(?<![\\w.])[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}(?![\\w.])");
    private static final Pattern WORD = Pattern.compile("[^\\s\"'`()\\[\\]{}<>,;|=]+");
    private static final Pattern HARDWARE = Pattern.compile("(?i)[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f-]{12,}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_+~/-]{20,}");
    private static final int DIGITS_OF_NUMBER = 6;
    private static final int DIGITS_OF_TOKEN = 3;
    private static final int HEX_DIGITS = 12;
    private static final int MOST_PASSES = 4;

    private PlainTextScrub() {}

    /**
     * The scrubbed text.
     *
     * @param longest most characters of the result, which is cut between characters
     */
    static String scrub(String text, int longest) {
        String before = text;
        String scrubbed = pass(text, longest);
        for (int i = 1; i < MOST_PASSES && !scrubbed.equals(before); i++) {
            before = scrubbed;
            scrubbed = pass(before, longest);
        }
        return scrubbed;
    }

    /** The text with identifying words replaced; its spaces and length stay. */
    static String scrubWords(String text) {
        String credentials = CREDENTIAL.matcher(text).replaceAll("$1 " + REDACTED);
        String secrets = SECRET.matcher(QUOTED_SECRET.matcher(credentials).replaceAll("$1" + REDACTED))
                .replaceAll("$1" + REDACTED);
        String numbers =
                QUAD.matcher(DIGITS.matcher(secrets).replaceAll(REDACTED)).replaceAll(REDACTED);
        return WORD.matcher(numbers).replaceAll(match -> Matcher.quoteReplacement(word(match)));
    }

    private static String pass(String text, int longest) {
        String spaced = SPACES.matcher(text).replaceAll(" ").strip();
        StringBuilder scrubbed = new StringBuilder(spaced.length());
        Matcher urls = URL.matcher(spaced);
        int at = 0;
        while (urls.find()) {
            Matcher punctuation = TRAILING.matcher(urls.group());
            int end = punctuation.find() ? urls.start() + punctuation.start() : urls.end();
            scrubbed.append(scrubWords(spaced.substring(at, urls.start())));
            scrubbed.append(url(spaced.substring(urls.start(), end)));
            at = end;
        }
        scrubbed.append(scrubWords(spaced.substring(at)));
        return TextScrub.cut(scrubbed.toString(), longest).strip();
    }

    private static String url(String url) {
        int start = UrlAuthority.start(url);
        int end = UrlAuthority.end(url, start);
        String host = HostName.fromAddress(url);
        String path = end == url.length() ? "" : PageRedaction.redact(url.substring(end));
        boolean hidden = host == null || HostName.isAddress(host);
        return url.substring(0, start) + (hidden ? REDACTED : host) + path;
    }

    private static String word(MatchResult match) {
        String word = match.group();
        if (word.equals(REDACTED)) {
            return word;
        }
        int end = word.length();
        while (end > 0 && ".:!?".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        String bare = word.substring(0, end);
        boolean identifies = identifies(bare)
                || identifies(IdentifyingSegment.normalised(bare))
                || (bare.indexOf('%') >= 0 && identifies(PercentDecoding.decodeOnce(bare)));
        return identifies ? REDACTED + word.substring(end) : word;
    }

    private static boolean identifies(String word) {
        int at = word.indexOf('@', 1);
        return (at > 0 && at < word.length() - 1)
                || word.codePoints().filter(Character::isDigit).count() >= DIGITS_OF_NUMBER
                || isAddress(word)
                || isHexadecimal(word)
                || isToken(word);
    }

    private static boolean isAddress(String word) {
        String host = word.indexOf(':') >= 0 || word.indexOf('.') >= 0 ? HostName.normalise(word) : null;
        return (host != null && HostName.isAddress(host))
                || HARDWARE.matcher(word).matches();
    }

    private static boolean isHexadecimal(String word) {
        Matcher run = HEX.matcher(word);
        while (run.find()) {
            String digits = run.group().replace("-", "");
            if (digits.length() >= HEX_DIGITS && digits.chars().anyMatch(Character::isDigit)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isToken(String word) {
        Matcher run = TOKEN.matcher(word);
        while (run.find()) {
            if (run.group().chars().filter(Character::isDigit).count() >= DIGITS_OF_TOKEN) {
                return true;
            }
        }
        return false;
    }
}
