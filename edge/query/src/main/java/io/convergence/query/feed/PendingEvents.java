package io.convergence.query.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of one stream that were not sent yet: the latest of each key, so that a client that reads slowly costs a row for
 * each key and never a queue. Thread-safe.
 */
final class PendingEvents {
    private final Map<String, Event> events = new LinkedHashMap<>();
    private boolean isCommentDue;

    /**
     * One event.
     *
     * @param type {@code verdict}, {@code signal} or {@code progress}
     * @param id newest boundary at the event, epoch milliseconds
     * @param data the item
     */
    record Event(String type, long id, ObjectNode data) {
        String text() {
            return "id: " + id + "\nevent: " + type + "\ndata: " + data + "\n\n";
        }
    }

    synchronized void add(String key, Event event) {
        events.remove(key);
        events.put(key, event);
    }

    /** Makes the next text at least a comment, which keeps intermediaries from closing the connection. */
    synchronized void comment() {
        isCommentDue = true;
    }

    /** The text of all events, which are then no longer pending; null when there is none. */
    synchronized @Nullable String take() {
        if (events.isEmpty() && !isCommentDue) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        events.values().forEach(event -> text.append(event.text()));
        if (text.isEmpty()) {
            text.append(": still here\n\n");
        }
        events.clear();
        isCommentDue = false;
        return text.toString();
    }
}
