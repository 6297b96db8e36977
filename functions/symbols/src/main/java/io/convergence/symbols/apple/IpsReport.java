package io.convergence.symbols.apple;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A crash report in JSON ({@code .ips}), written in the older form of text. */
final class IpsReport {
    private final List<JsonTree> images;
    private final StringBuilder text = new StringBuilder();

    private IpsReport(List<JsonTree> images) {
        this.images = images;
    }

    /** Whether a report is in JSON. */
    static boolean isJson(String report) {
        return report.stripLeading().startsWith("{");
    }

    /** The report in the older form, or null where it is no report in JSON. */
    static @Nullable String asText(String report) throws IOException {
        try {
            for (JsonTree body : JsonTree.allOf(report)) {
                if (body.has("usedImages")) {
                    return new IpsReport(body.objects("usedImages")).write(body);
                }
            }
            return null;
        } catch (JsonProcessingException damaged) {
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
            text.append("Thread ").append(number++).append(thread.isTrue("triggered") ? " Crashed:\n" : ":\n");
            writeFrames(thread.objects("frames"));
        }
        text.append("Binary Images:\n");
        for (JsonTree image : images) {
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
        return text.toString().stripTrailing();
    }

    private void writeFrames(List<JsonTree> frames) {
        int number = 0;
        for (JsonTree frame : frames) {
            long index = frame.number("imageIndex", -1);
            JsonTree image = index >= 0 && index < images.size() ? images.get((int) index) : JsonTree.EMPTY;
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
