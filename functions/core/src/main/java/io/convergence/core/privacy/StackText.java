package io.convergence.core.privacy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Scrubbing of stacks of errors. Frames keep their URL without query and user information, because symbolication needs
 * the whole path; every other line is scrubbed as a text. Idempotent.
 */
public final class StackText {
    /** Largest number of characters of a stack. */
    public static final int LONGEST = 32_768;

    private static final Pattern LOCATION = Pattern.compile(
            "([A-Za-z][A-Za-z0-9+.-]*://)(?:[^\\s/?#()]*@)?([^\\s/?#()@]*)([^\\s?#()]*?)(?:[?#][^\\s()]*?)?((?::[0-9]+){1,2})(?=[\\s),]|$)");
    private static final Pattern HOME = Pattern.compile(
            "(?i)((?:/Users/|/home/|[A-Z]:(?:\\\\|/)Users(?:\\\\|/)))(?!:id(?![^/\\\\]))[^/\\\\\\s:)]+");
    private static final Pattern ADDRESS =
            Pattern.compile("[^/\\\\\\s(]*(?:@|%40)[^/\\\\\\s)]*\\.[A-Za-z]{2,}(?=[/\\\\]|$)");

    private StackText() {}

    /** The scrubbed stack, lines joined by line feeds. A crash report in JSON is written as text first. */
    public static String scrub(String stack) {
        String scrubbed = CrashText.asText(stack).lines().map(StackText::line).collect(Collectors.joining("\n"));
        return TextScrub.cut(scrubbed, LONGEST).stripTrailing();
    }

    /** A text in which the names of users in the paths of home directories are replaced. */
    static String withoutHomes(String text) {
        boolean mayHaveHome = TextMarks.has(text, "users") || TextMarks.has(text, "home");
        return mayHaveHome ? HOME.matcher(text).replaceAll("$1:id") : text;
    }

    private static String line(String text) {
        // Not every SDK marks the report of a crash as one. Its lines are known by their form, and the addresses and
        // ids of
        // images in them must stay.
        String crash = CrashText.line(text);
        if (crash != null) {
            return crash;
        }
        String line = withoutHomes(text.replace('\u0000', ' '));
        if (!line.contains("://")) {
            return isPlainFrame(line) ? indent(line) + TextScrub.scrubWords(line.strip()) : scrubbed(line);
        }
        Matcher locations = LOCATION.matcher(line);
        if (!locations.find(firstScheme(line))) {
            return scrubbed(line);
        }
        StringBuilder frame = new StringBuilder(line.length());
        int at = 0;
        do {
            frame.append(TextScrub.scrubWords(line.substring(at, locations.start())));
            frame.append(locations.group(1)).append(locations.group(2));
            frame.append(withoutAddresses(locations.group(3)));
            frame.append(locations.group(4));
            at = locations.end();
        } while (locations.find());
        String rest = line.substring(at);
        return frame.append(rest.contains("://") ? scrubbed(rest) : TextScrub.scrubWords(rest))
                .toString();
    }

    /** The index before which no URL of a line begins: that of the characters of a scheme before the first authority. */
    private static int firstScheme(String line) {
        int start = line.indexOf("://");
        while (start > 0 && isOfScheme(line.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isOfScheme(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '.'
                || c == '-';
    }

    private static String withoutAddresses(String path) {
        boolean mayHaveAddress = path.indexOf('@') >= 0 || path.contains("%40");
        return mayHaveAddress ? ADDRESS.matcher(path).replaceAll(PageRedaction.REDACTED) : path;
    }

    private static boolean isPlainFrame(String line) {
        return line.strip().startsWith("at ");
    }

    private static String scrubbed(String line) {
        return indent(line) + TextScrub.scrub(line, LONGEST);
    }

    private static String indent(String line) {
        int spaces = 0;
        while (spaces < line.length() && (line.charAt(spaces) == ' ' || line.charAt(spaces) == '\t')) {
            spaces++;
        }
        return spaces == line.length() ? "" : line.substring(0, spaces);
    }
}
