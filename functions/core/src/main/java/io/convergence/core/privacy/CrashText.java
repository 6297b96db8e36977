package io.convergence.core.privacy;

import io.convergence.core.crash.IpsReport;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reduction of native crash reports (Android tombstones, iOS reports) to what locates the crash: headings, frames, images
 * and build ids. Registers, memory, maps, open files and logs are dropped, because they hold memory of the process.
 * Idempotent.
 */
public final class CrashText {
    /** Largest number of characters of a report in JSON that is read. */
    private static final int LONGEST_JSON = 1 << 20;

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

    private CrashText() {}

    /** The lines of a report that are kept, joined by line feeds. A report in JSON is written as text first. */
    public static String reduce(String report) {
        String kept = asText(report)
                .lines()
                .map(CrashText::line)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
        return TextScrub.cut(kept, StackText.LONGEST);
    }

    /** A report as text; what is no report in JSON, or a very long one, stays as it is. */
    static String asText(String report) {
        if (report.length() > LONGEST_JSON || !IpsReport.isJson(report)) {
            return report;
        }
        String text = IpsReport.asText(report, StackText.LONGEST);
        return text == null ? report : text;
    }

    /** What is kept of one line, or null. */
    static @Nullable String line(String line) {
        if (isHeadingOrFrame(line)) {
            return StackText.withoutHomes(line);
        }
        if (line.contains(" (BuildId: ")) {
            Matcher build = BUILD_ID.matcher(line);
            if (build.matches()) {
                return StackText.withoutHomes(build.group(1) + ')');
            }
        }
        if (line.contains("0x") && line.indexOf('<') >= 0) {
            Matcher image = IMAGE.matcher(line);
            if (image.matches()) {
                return image.group(1) + image.group(2);
            }
        }
        if (line.startsWith("Abort message: '")) {
            Matcher abort = ABORT.matcher(line);
            return abort.matches() ? abort.group(1) + TextScrub.scrub(abort.group(2), 1024) + '\'' : null;
        }
        return null;
    }

    /** The first character of a line tells which of the forms it may have. */
    private static boolean isHeadingOrFrame(String line) {
        char first = line.isEmpty() ? '\n' : line.charAt(0);
        return switch (first) {
            case 'A', 'B', 'C', 'H', 'L', 'O', 'T', 'b', 's' ->
                HEADING.matcher(line).matches();
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                IOS_FRAME.matcher(line).matches();
            case ' ', '#' ->
                line.indexOf('#') >= 0 && ANDROID_FRAME.matcher(line).matches();
            default -> false;
        };
    }
}
