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
 * Builds the tree of one document out of parser events. A document with what is not supported is read to its end all the
 * same, so that the next one can be read; one that is beyond a bound ends the reading of the text.
 */
final class NodeBuilder {
    /** Deepest nesting of mappings and lists. */
    static final int MAX_DEPTH = 32;

    /** Longest scalar, in characters. */
    static final int MAX_SCALAR = 16_384;

    /** Longest key, in characters; YAML itself ends keys at 1024, escapes included. */
    static final int MAX_KEY = 128;

    /** Longest document, in characters of compact JSON: what a record holds. */
    static final int MAX_DOCUMENT = YamlLimits.RECORDS.documentCharacters();

    private final Iterator<Event> events;
    private final int maxCharacters;
    private int size;
    private int refusedAt;
    private @Nullable String refusal;

    NodeBuilder(Iterator<Event> events, int maxCharacters) {
        this.events = events;
        this.maxCharacters = maxCharacters;
    }

    /** The document that starts with an event. */
    YamlDocument document(int number, Event first) {
        Node root = node(first, 1);
        if (refusal == null && root != null && JsonText.of(root).length() > maxCharacters) {
            refuse(first, tooLong());
        }
        return refusal == null
                ? new YamlDocument(number, line(first), root, null)
                : new YamlDocument(number, refusedAt, null, refusal);
    }

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
            String bound = "a value is longer than " + MAX_SCALAR + " characters";
            throw new RefusedTextException(line(event), bound);
        }
        if (Unicode.firstHalfPair(text) >= 0) {
            refuse(event, Unicode.HALF_PAIR);
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
        if (!(key instanceof Node.Scalar scalar) || scalar.isNothing()) {
            refuse(event, "a key must be text");
            return "";
        }
        String name = scalar.text();
        if (name.length() > MAX_KEY) {
            refuse(event, "a key is longer than " + MAX_KEY + " characters");
        } else if (!keys.add(name)) {
            refuse(event, "the key " + Shown.of(name) + " is there twice in one mapping");
        }
        return name;
    }

    private void grow(Event event, int by) {
        size += by;
        if (size > maxCharacters) {
            throw new RefusedTextException(line(event), tooLong());
        }
    }

    private String tooLong() {
        return "the document is longer than " + maxCharacters + " characters of compact JSON";
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
