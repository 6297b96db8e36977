package io.convergence.relay.receive;

import io.convergence.relay.desired.DesiredSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lines of a chat message: up to ten signals, the rest as a number. */
final class ChatLines {
    /** Notices that one message may stand for. */
    static final int BATCH = 10_000;

    private static final int MAX_LINES = 10;
    private static final int MAX_TITLE = 130;

    private ChatLines() {}

    /**
     * The lines.
     *
     * @param escape makes plain text safe in the markup of the chat
     * @param link form of a link, with its text and URL as {@code %1$s} and {@code %2$s}
     */
    static List<String> of(List<Notice> notices, UnaryOperator<String> escape, String link) {
        List<String> lines = new ArrayList<>();
        for (Notice notice : notices.subList(0, Math.min(MAX_LINES, notices.size()))) {
            DesiredSignal signal = notice.signal();
            String title = escape.apply(MessageJson.cut(signal.text("title"), MAX_TITLE));
            String url = signal.text("url");
            String state = notice.firing() ? "FIRING" : "RESOLVED";
            String linked = url.isEmpty() ? title : link.formatted(title, url);
            lines.add(state + " (" + escape.apply(signal.severity()) + ") " + linked);
        }
        if (notices.size() > MAX_LINES) {
            lines.add("and " + (notices.size() - MAX_LINES) + " more");
        }
        return lines;
    }
}
