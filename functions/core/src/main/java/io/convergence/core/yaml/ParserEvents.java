package io.convergence.core.yaml;

import java.util.Iterator;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The events of the parser, which answers some broken texts with exceptions that it does not declare, such as a
 * {@link NumberFormatException} for an escape that is cut off. Each of them means that the text is no YAML.
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
