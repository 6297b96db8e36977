package io.convergence.core.privacy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Scrubbing of stacks by its expressions alone, each tried on every line: the plain form of {@link StackText} and {@link
 * CrashText}, with which they are compared.
 */
final class PlainStackText {
    private static final Pattern LINE_END = Pattern.compile("\\r\\n?|\\n");
    private static final Pattern LOCATION = Pattern.compile(
            "([A-Za-z][A-Za-z0-9+.-]*://)(?:[^\\s/?#()]*@)?([^\\s/?#()@]*)([^\\s?#()]*?)(?:[?#][^\\s()]*?)?((?::[0-9]+){1,2})(?=[\\s),]|$)");
    private static final Pattern HOME = Pattern.compile(
            "(?i)((?:/Users/|/home/|[A-Z]:(?:\\\\|/)Users(?:\\\\|/)))(?!:id(?![^/\\\\]))[^/\\\\\\s:)]+");
    private static final Pattern ADDRESS =
            Pattern.compile("[^/\\\\\\s(]*(?:@|%40)[^/\\\\\\s)]*\\.[A-Za-z]{2,}(?=[/\\\\]|$)");

    private static final Pattern HEADING = Pattern.compile("Crash type: '[a-z_]{1,16}'|ABI(?: list)?: '[A-Za-z0-9_,"
            + " -]{1,64}'|signal \\d{1,3} \\(\\w{1,16}\\), code -?\\d{1,4} \\(\\w{1,24}\\)(?:, fault addr"
            + " (?:0x[0-9a-f]{1,16}|-+))?|Hardware Model: +[A-Za-z0-9_,]{1,32}|OS Version: +[A-Za-z]{1,12}(?: OS)?"
            + " [0-9.]{1,12}(?: \\([0-9A-Za-z]{1,12}\\))?|Code Type: +[A-Za-z0-9_-]{1,24}(?:"
            + " \\([A-Za-z0-9_-]{1,24}\\))?|backtrace:|build id:|Last Exception Backtrace:|Binary Images:|Thread"
            + " \\d{1,5}(?: Crashed)?:");
    private static final Pattern ABORT = Pattern.compile("(Abort message: ')(.*)'");
    private static final Pattern ANDROID_FRAME =
            Pattern.compile(" {0,8}#\\d{2,4} +pc [0-9a-f]{8,16} +[^\\s@]+(?: \\([^@]{1,2000}\\))?");
    private static final Pattern IOS_FRAME =
            Pattern.compile("\\d{1,4} +[^\\s@]+ +0x[0-9a-f]{8,16} [^@]{1,2000} \\+ \\d+");
    private static final Pattern BUILD_ID =
            Pattern.compile("( {0,8}[^\\s@]+ \\(BuildId: [0-9a-f]{8,64})(?:\\)|\\. .*)");
    private static final Pattern IMAGE =
            Pattern.compile("( *0x[0-9a-f]{1,16} - +0x[0-9a-f]{1,16} \\+?[^\\s@]+ +[a-z0-9_]{1,16} +"
                    + "<[0-9A-Fa-f-]{32,36}> )(?:.*/)?([^/@]{1,256})");

    private PlainStackText() {}

    /** The scrubbed stack, lines joined by line feeds. A crash report in JSON is written as text first. */
    static String scrub(String stack) {
        String scrubbed = LINE_END.splitAsStream(CrashText.asText(stack))
                .map(PlainStackText::line)
                .collect(Collectors.joining("\n"));
        return TextScrub.cut(scrubbed, StackText.LONGEST).stripTrailing();
    }

    /** A text in which the names of users in the paths of home directories are replaced. */
    static String withoutHomes(String text) {
        return HOME.matcher(text).replaceAll("$1:id");
    }

    private static String line(String text) {
        String crash = crashLine(text);
        if (crash != null) {
            return crash;
        }
        String line = withoutHomes(text.replace('\u0000', ' '));
        Matcher locations = LOCATION.matcher(line);
        if (!locations.find()) {
            return isPlainFrame(line) ? indent(line) + PlainTextScrub.scrubWords(line.strip()) : scrubbed(line);
        }
        StringBuilder frame = new StringBuilder(line.length());
        int at = 0;
        do {
            frame.append(PlainTextScrub.scrubWords(line.substring(at, locations.start())));
            frame.append(locations.group(1)).append(locations.group(2));
            frame.append(ADDRESS.matcher(locations.group(3)).replaceAll(PageRedaction.REDACTED));
            frame.append(locations.group(4));
            at = locations.end();
        } while (locations.find());
        String rest = line.substring(at);
        return frame.append(rest.contains("://") ? scrubbed(rest) : PlainTextScrub.scrubWords(rest))
                .toString();
    }

    private static boolean isPlainFrame(String line) {
        return line.strip().startsWith("at ") && !line.contains("://");
    }

    private static String scrubbed(String line) {
        return indent(line) + PlainTextScrub.scrub(line, StackText.LONGEST);
    }

    private static String indent(String line) {
        int spaces = 0;
        while (spaces < line.length() && (line.charAt(spaces) == ' ' || line.charAt(spaces) == '\t')) {
            spaces++;
        }
        return spaces == line.length() ? "" : line.substring(0, spaces);
    }

    /** What is kept of one line, or null. */
    static @Nullable String crashLine(String line) {
        if (HEADING.matcher(line).matches()
                || IOS_FRAME.matcher(line).matches()
                || ANDROID_FRAME.matcher(line).matches()) {
            return withoutHomes(line);
        }
        Matcher build = BUILD_ID.matcher(line);
        if (build.matches()) {
            return withoutHomes(build.group(1) + ')');
        }
        Matcher image = IMAGE.matcher(line);
        if (image.matches()) {
            return image.group(1) + image.group(2);
        }
        Matcher abort = ABORT.matcher(line);
        return abort.matches() ? abort.group(1) + PlainTextScrub.scrub(abort.group(2), 1024) + '\'' : null;
    }
}
