package io.convergence.core.yaml;

import java.util.Iterator;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Parser events whose undeclared exceptions become {@link RefusedTextException}s. For some broken texts the parser throws
 * others than {@link YamlEngineException}, such as a {@link NumberFormatException} for an escape that is cut off; each of
 * them means that the text is not YAML.
 */
final class ParserEvents implements Iterator<Event> {
    private final Iterator<Event> events;
    private int line = 1;

    ParserEvents(Iterator<Event> events) {
        this.events = events;
    }

    @Override
    public boolean hasNext() {
        try {
            return events.hasNext();
        } catch (YamlEngineException e) {
            throw e;
        } catch (RuntimeException e) {
            throw refused(e);
        }
    }

    @Override
    public Event next() {
        try {
            Event event = events.next();
            line = NodeBuilder.line(event);
            return event;
        } catch (YamlEngineException e) {
            throw e;
        } catch (RuntimeException e) {
            throw refused(e);
        }
    }

    private RefusedTextException refused(RuntimeException failure) {
        return new RefusedTextException(line, "is no YAML: it cannot be parsed on from here", failure);
    }
}
