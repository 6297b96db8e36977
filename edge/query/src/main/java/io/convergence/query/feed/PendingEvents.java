package io.convergence.query.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of one stream that were not sent yet: the latest of each key, so that a client that reads slowly costs a row for
 * each key and never a queue. Thread-safe.
 */
final class PendingEvents {
    /** Most characters of a text, unless one event is longer: what the connection buffers stays small. */
    private static final int MOST_CHARACTERS = 32 << 10;

    private final Map<String, Event> events = new LinkedHashMap<>();
    private boolean isCommentDue;

    /**
     * One event. It is written as text once for all streams of the tenant.
     *
     * @param type {@code verdict}, {@code signal} or {@code progress}
     * @param text the event in the format of an event stream
     */
    record Event(String type, String text) {
        /**
         * The event of an item.
         *
         * @param id newest boundary at the event, epoch milliseconds
         */
        static Event of(String type, long id, ObjectNode item) {
            return new Event(type, "id: " + id + "\nevent: " + type + "\ndata: " + item + "\n\n");
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

    /** The text of the oldest events, which are then no longer pending; null when there is none. */
    synchronized @Nullable String take() {
        if (events.isEmpty() && !isCommentDue) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        Iterator<Event> oldest = events.values().iterator();
        while (oldest.hasNext() && text.length() < MOST_CHARACTERS) {
            text.append(oldest.next().text());
            oldest.remove();
        }
        if (text.isEmpty()) {
            text.append(": still here\n\n");
        }
        isCommentDue = false;
        return text.toString();
    }
}
