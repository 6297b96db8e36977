package io.convergence.core.privacy;

import io.convergence.core.host.HostName;
import io.convergence.core.host.UrlAuthority;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scrubbing of free texts (messages, names, tags): replaces what by its form could identify a person or open an account.
 * Idempotent; accepts any text. A bare name has the form of a word and stays.
 */
public final class TextScrub {
    /*
     * In this order: (1) controls become spaces, runs of spaces one; (2) URLs keep scheme, host unless it is an address,
     * and redacted path; between URLs: (3) credentials of HTTP schemes; (4) values of secrets; (5) runs of nine or more
     * digits with separators, and dotted quads; (6) words with an at sign inside, six digits of any script, an address,
     * 12 hexadecimal digits with a decimal one, or 20 token characters with three digits; (7) cut.
     * Most texts have nothing of it. Where a text lacks the characters without which an expression finds nothing, the
     * expression is not tried.
     */
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
    /** What the names of secrets in the two expressions begin with. */
    private static final List<String> NAMES_OF_SECRETS =
            List.of("passw", "secret", "token", "api_key", "authorization", "cookie", "session_id");

    private static final Pattern CREDENTIAL = Pattern.compile("(?i)\\b(Bearer|Basic)\\s+[A-Za-z0-9._~+/=:-]+");
    private static final Pattern DIGITS = Pattern.compile("\\+?\\p{Nd}(?:[ ().\\-/]{0,2}\\p{Nd}){8,}");
    private static final Pattern QUAD =
            Pattern.compile("(?<![\\w.])[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}(?![\\w.])");
    private static final int DIGITS_OF_RUN = 9;
    private static final int DIGITS_OF_QUAD = 4;
    private static final int MOST_PASSES = 4;

    private TextScrub() {}

    /**
     * The scrubbed text.
     *
     * @param longest most characters of the result, which is cut between characters
     */
    public static String scrub(String text, int longest) {
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
        boolean mayHaveCredential = TextMarks.has(text, "bearer") || TextMarks.has(text, "basic");
        String credentials = mayHaveCredential ? CREDENTIAL.matcher(text).replaceAll("$1 " + REDACTED) : text;
        return ScrubbedWords.of(withoutNumbers(withoutSecrets(credentials)));
    }

    private static String withoutSecrets(String text) {
        return mayHaveSecret(text)
                ? SECRET.matcher(QUOTED_SECRET.matcher(text).replaceAll("$1" + REDACTED))
                        .replaceAll("$1" + REDACTED)
                : text;
    }

    private static boolean mayHaveSecret(String text) {
        if (text.indexOf('=') < 0 && text.indexOf(':') < 0) {
            return false;
        }
        for (String name : NAMES_OF_SECRETS) {
            if (TextMarks.has(text, name)) {
                return true;
            }
        }
        return false;
    }

    private static String withoutNumbers(String text) {
        int digits = TextMarks.digits(text, DIGITS_OF_RUN);
        String runs = digits < DIGITS_OF_RUN ? text : DIGITS.matcher(text).replaceAll(REDACTED);
        return digits < DIGITS_OF_QUAD ? runs : QUAD.matcher(runs).replaceAll(REDACTED);
    }

    private static String pass(String text, int longest) {
        String spaced = (TextMarks.hasSpacing(text) ? SPACES.matcher(text).replaceAll(" ") : text).strip();
        return cut(spaced.contains("://") ? scrubUrls(spaced) : scrubWords(spaced), longest)
                .strip();
    }

    private static String scrubUrls(String text) {
        StringBuilder scrubbed = new StringBuilder(text.length());
        Matcher urls = URL.matcher(text);
        int at = 0;
        while (urls.find()) {
            Matcher punctuation = TRAILING.matcher(urls.group());
            int end = punctuation.find() ? urls.start() + punctuation.start() : urls.end();
            scrubbed.append(scrubWords(text.substring(at, urls.start())));
            scrubbed.append(url(text.substring(urls.start(), end)));
            at = end;
        }
        return scrubbed.append(scrubWords(text.substring(at))).toString();
    }

    private static String url(String url) {
        int start = UrlAuthority.start(url);
        int end = UrlAuthority.end(url, start);
        String host = HostName.fromAddress(url);
        String path = end == url.length() ? "" : PageRedaction.redact(url.substring(end));
        boolean hidden = host == null || HostName.isAddress(host);
        return url.substring(0, start) + (hidden ? REDACTED : host) + path;
    }

    /** The beginning of a text of at most a number of characters, cut between characters. */
    static String cut(String text, int longest) {
        return text.length() <= longest || text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest));
    }
}
