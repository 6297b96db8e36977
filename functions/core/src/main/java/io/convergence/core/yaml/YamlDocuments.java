package io.convergence.core.yaml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Parser of a YAML or JSON text into documents: those of a YAML stream, and each item of a document that is a list. No
 * text makes it throw, and every tree it returns is within the limits.
 */
public final class YamlDocuments {
    private static final String NO_YAML = "is no YAML: ";

    private final YamlLimits limits;
    private final List<YamlDocument> documents = new ArrayList<>();
    private int number;
    private boolean isInsideDocument;

    private YamlDocuments(YamlLimits limits) {
        this.limits = limits;
    }

    /** The documents of a text, within {@link YamlLimits#RECORDS}. */
    public static List<YamlDocument> of(String text) {
        return of(text, YamlLimits.RECORDS);
    }

    /**
     * The documents of a text, in its order. A document that is not YAML, or that exceeds a limit, is refused and is the
     * last one: the rest of the text cannot be read.
     */
    public static List<YamlDocument> of(String text, YamlLimits limits) {
        YamlDocuments reading = new YamlDocuments(limits);
        int half = SurrogatePairs.firstHalf(text);
        if (isTooLong(text, limits.textBytes())) {
            String tooLong = "the text is longer than " + limits.textBytes() + " bytes; split it";
            reading.documents.add(new YamlDocument(0, 1, null, tooLong));
        } else if (half >= 0) {
            reading.documents.add(new YamlDocument(0, line(text, half), null, SurrogatePairs.HALF_PAIR));
        } else {
            reading.parse(text);
        }
        return reading.documents;
    }

    private void parse(String text) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setUseMarks(true)
                    .setCodePointLimit(limits.textBytes())
                    // The buffer holds the whole text, so that no surrogate pair lies across two reads.
                    .setBufferSize(text.length() + 2)
                    .build();
            readAll(new ParserEvents(new Parse(settings).parseString(text).iterator()));
        } catch (RefusedTextException e) {
            refuseRest(e.line(), String.valueOf(e.getMessage()));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            refuseRest(line, NO_YAML + e.getProblem());
        } catch (ReaderException e) {
            refuseRest(
                    line(text, text.offsetByCodePoints(0, e.getPosition())),
                    NO_YAML + "it holds a character that cannot be printed");
        } catch (YamlEngineException e) {
            refuseRest(1, NO_YAML + e.getMessage());
        }
    }

    private void readAll(Iterator<Event> events) {
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart && !readRoot(events)) {
                return;
            }
        }
    }

    /** Reads one document, or each item of a document that is a list; false when there are too many. */
    private boolean readRoot(Iterator<Event> events) {
        Event first = events.next();
        if (!(first instanceof SequenceStartEvent list)
                || list.getTag().isPresent()
                || list.getAnchor().isPresent()) {
            return readOne(first, events);
        }
        Event item = events.next();
        while (item.getEventId() != Event.ID.SequenceEnd) {
            if (!readOne(item, events)) {
                return false;
            }
            item = events.next();
        }
        return true;
    }

    private boolean readOne(Event first, Iterator<Event> events) {
        if (number == limits.documents()) {
            String tooMany = "the text has more than " + limits.documents() + " documents; split it";
            documents.add(new YamlDocument(0, NodeBuilder.line(first), null, tooMany));
            return false;
        }
        number++;
        isInsideDocument = true;
        documents.add(new NodeBuilder(events, limits.documentCharacters()).document(number, first));
        isInsideDocument = false;
        return true;
    }

    private void refuseRest(int line, String reason) {
        documents.add(new YamlDocument(isInsideDocument ? number : number + 1, line, null, QuotedText.oneLine(reason)));
    }

    /** Line of the character at an index, from 1. */
    private static int line(String text, int index) {
        return 1 + (int) text.chars().limit(index).filter(c -> c == '\n').count();
    }

    private static boolean isTooLong(String text, int maxBytes) {
        if (text.length() > maxBytes) {
            return true;
        }
        long bytes = text.codePoints()
                .map(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
                .asLongStream()
                .sum();
        return bytes > maxBytes;
    }
}
