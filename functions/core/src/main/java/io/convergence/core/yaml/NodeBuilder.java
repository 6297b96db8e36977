package io.convergence.core.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Builder of the tree of one document from parser events. A document that contains something unsupported is refused, but
 * read to its end so that the next document can be read. A document that exceeds a limit throws {@link
 * RefusedTextException}, which ends the reading of the text.
 */
final class NodeBuilder {
    /** Maximum nesting of mappings and lists. */
    static final int MAX_DEPTH = 32;

    /** Maximum length of a scalar, in characters. */
    static final int MAX_SCALAR = 16_384;

    /** Maximum length of a key, in characters; YAML itself limits keys to 1024, escapes included. */
    static final int MAX_KEY = 128;

    private final Iterator<Event> events;
    private final int maxSize;
    private int size;
    private int refusedAt;
    private @Nullable String refusal;

    /**
     * A builder for one document.
     *
     * @param maxSize maximum length of the document as compact JSON, in characters
     */
    NodeBuilder(Iterator<Event> events, int maxSize) {
        this.events = events;
        this.maxSize = maxSize;
    }

    /**
     * Builds the document that starts with an event.
     *
     * @param number position in the text, from 1
     */
    YamlDocument document(int number, Event first) {
        Node root = node(first, 1);
        if (refusal == null && root != null && JsonText.of(root).length() > maxSize) {
            refuse(first, tooLong());
        }
        return refusal == null
                ? new YamlDocument(number, line(first), root, null)
                : new YamlDocument(number, refusedAt, null, refusal);
    }

    /** Line at which an event starts, from 1. */
    static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    /** The node that starts with an event, or null for an alias. */
    private @Nullable Node node(Event event, int depth) {
        if (event instanceof NodeEvent anchored && anchored.getAnchor().isPresent()) {
            refuse(event, "anchors and aliases (& and *) are not supported; write it out, or quote the text");
        }
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        if (event instanceof CollectionStartEvent start) {
            start.getTag().ifPresent(tag -> refuseTag(event));
            if (depth > MAX_DEPTH) {
                throw new RefusedTextException(line(event), "mappings and lists are nested deeper than " + MAX_DEPTH);
            }
            grow(event, 2);
            return event.getEventId() == Event.ID.MappingStart ? mapping(event, depth) : sequence(event, depth);
        }
        return null;
    }

    private Node.Scalar scalar(ScalarEvent event) {
        event.getTag().ifPresent(tag -> refuseTag(event));
        String text = event.getValue();
        if (text.length() > MAX_SCALAR) {
            String limit = "a value is longer than " + MAX_SCALAR + " characters";
            throw new RefusedTextException(line(event), limit);
        }
        if (SurrogatePairs.firstHalf(text) >= 0) {
            refuse(event, SurrogatePairs.HALF_PAIR);
        }
        grow(event, text.length() + 1);
        Node.ScalarType type = event.isPlain() ? Node.ScalarType.ofPlain(text) : Node.ScalarType.TEXT;
        return new Node.Scalar(line(event), type, text);
    }

    private Node sequence(Event start, int depth) {
        List<Node> items = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            Node item = node(event, depth + 1);
            if (item != null) {
                items.add(item);
            }
            event = events.next();
        }
        return new Node.Sequence(line(start), items);
    }

    private Node mapping(Event start, int depth) {
        List<Node.Field> fields = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            Node key = node(event, depth + 1);
            String name = name(event, key, keys);
            Node value = node(events.next(), depth + 1);
            if (value != null) {
                fields.add(new Node.Field(line(event), name, value));
            }
            event = events.next();
        }
        return new Node.Mapping(line(start), fields);
    }

    private String name(Event event, @Nullable Node key, Set<String> keys) {
        if (!(key instanceof Node.Scalar scalar) || scalar.isNull()) {
            refuse(event, "a key must be text");
            return "";
        }
        String name = scalar.text();
        if (name.length() > MAX_KEY) {
            refuse(event, "a key is longer than " + MAX_KEY + " characters");
        } else if (!keys.add(name)) {
            refuse(event, "the key " + QuotedText.of(name) + " is there twice in one mapping");
        }
        return name;
    }

    private void grow(Event event, int by) {
        size += by;
        if (size > maxSize) {
            throw new RefusedTextException(line(event), tooLong());
        }
    }

    private String tooLong() {
        return "the document is longer than " + maxSize + " characters of compact JSON";
    }

    private void refuseTag(Event event) {
        refuse(event, "tags (!...) are not supported; remove it, or quote the text");
    }

    private void refuse(Event event, String reason) {
        if (refusal == null) {
            refusal = reason;
            refusedAt = line(event);
        }
    }
}
