package io.convergence.core.crash;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A crash report of Apple's platforms in JSON ({@code .ips}), written in the older form of text. */
public final class IpsReport {
    /** Frames of each backtrace of a report that is too long as a whole. */
    private static final int CRASHED_FRAMES = 100;

    private final List<JsonTree> images;
    private final int longest;
    private final boolean isWhole;
    private final Set<Integer> shown = new TreeSet<>();
    private final StringBuilder text = new StringBuilder();

    private IpsReport(List<JsonTree> images, int longest, boolean isWhole) {
        this.images = images;
        this.longest = longest;
        this.isWhole = isWhole;
    }

    /** Whether a report is in JSON. */
    public static boolean isJson(String report) {
        int start = 0;
        while (start < report.length() && Character.isWhitespace(report.charAt(start))) {
            start++;
        }
        return start < report.length() && report.charAt(start) == '{';
    }

    /** The report in the older form, or null where it is no report in JSON. */
    public static @Nullable String asText(String report) {
        return asText(report, Integer.MAX_VALUE);
    }

    /**
     * The report in the older form, or null where it is no report in JSON.
     *
     * @param longest characters beyond which only the first frames of the exception and of the thread that crashed are
     *     written, with the images of these frames
     */
    public static @Nullable String asText(String report, int longest) {
        try {
            for (JsonTree body : JsonTree.allOf(report)) {
                if (body.has("usedImages")) {
                    List<JsonTree> images = body.objects("usedImages");
                    String whole = new IpsReport(images, longest, true).write(body);
                    return whole.length() <= longest ? whole : new IpsReport(images, longest, false).write(body);
                }
            }
            return null;
        } catch (IOException damaged) {
            return null;
        }
    }

    private String write(JsonTree body) {
        List<JsonTree> exception = body.objects("lastExceptionBacktrace");
        if (!exception.isEmpty()) {
            text.append("Last Exception Backtrace:\n");
            writeFrames(exception);
        }
        int number = 0;
        for (JsonTree thread : body.objects("threads")) {
            boolean isCrashed = thread.isTrue("triggered");
            if (isWhole || isCrashed) {
                text.append("Thread ").append(number).append(isCrashed ? " Crashed:\n" : ":\n");
                writeFrames(thread.objects("frames"));
            }
            number++;
        }
        text.append("Binary Images:\n");
        for (int index = 0; index < images.size() && text.length() <= longest; index++) {
            if (isWhole || shown.contains(index)) {
                writeImage(images.get(index));
            }
        }
        return text.toString().stripTrailing();
    }

    private void writeImage(JsonTree image) {
        long base = image.number("base", 0);
        text.append(String.format(
                Locale.ROOT,
                "%18s - %18s %s %s <%s> %s\n",
                "0x" + Long.toHexString(base),
                "0x" + Long.toHexString(base + image.number("size", 1) - 1),
                image.text("name", "???"),
                image.text("arch", "???"),
                image.text("uuid", "").replace("-", "").toLowerCase(Locale.ROOT),
                image.text("path", "")));
    }

    private void writeFrames(List<JsonTree> frames) {
        int number = 0;
        for (JsonTree frame : isWhole ? frames : frames.subList(0, Math.min(CRASHED_FRAMES, frames.size()))) {
            if (text.length() > longest) {
                return;
            }
            long index = frame.number("imageIndex", -1);
            JsonTree image = index >= 0 && index < images.size() ? images.get((int) index) : JsonTree.EMPTY;
            shown.add((int) index);
            long base = image.number("base", 0);
            long offset = frame.number("imageOffset", 0);
            String symbol = frame.text("symbol", "");
            text.append(String.format(
                    Locale.ROOT,
                    "%-4d%-35s 0x%016x %s + %d\n",
                    number++,
                    image.text("name", "???"),
                    base + offset,
                    symbol.isEmpty() ? "0x" + Long.toHexString(base) : symbol,
                    symbol.isEmpty() ? offset : frame.number("symbolLocation", 0)));
        }
        text.append('\n');
    }
}
