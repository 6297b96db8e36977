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
 * Splits a text into documents: those of a YAML stream, and the items of a document that is a list. Only bounded trees of
 * plain nodes come out of it, whatever the text. For one text.
 */
public final class YamlDocuments {
    /** Most bytes of a text of records in UTF-8. */
    static final int MAX_TEXT_BYTES = YamlLimits.RECORDS.textBytes();

    /** Most documents of a text of records. */
    static final int MAX_DOCUMENTS = YamlLimits.RECORDS.documents();

    private static final String NO_YAML = "is no YAML: ";

    private final YamlLimits limits;
    private final List<YamlDocument> documents = new ArrayList<>();
    private int number;
    private boolean isInside;

    private YamlDocuments(YamlLimits limits) {
        this.limits = limits;
    }

    /** The documents of a text, within {@link YamlLimits#RECORDS}. */
    public static List<YamlDocument> of(String text) {
        return of(text, YamlLimits.RECORDS);
    }

    /** The documents of a text in their order; after one that is no YAML nothing more of the text can be read. */
    public static List<YamlDocument> of(String text, YamlLimits limits) {
        YamlDocuments reading = new YamlDocuments(limits);
        int half = Unicode.firstHalfPair(text);
        if (isTooLong(text, limits.textBytes())) {
            reading.documents.add(
                    new YamlDocument(0, 1, null, "the text is longer than " + limits.textBytes() + " bytes; split it"));
            return reading.documents;
        }
        if (half >= 0) {
            reading.documents.add(new YamlDocument(0, line(text, half), null, Unicode.HALF_PAIR));
            return reading.documents;
        }
        int line = 1;
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setUseMarks(true)
                    .setCodePointLimit(limits.textBytes())
                    // One read takes all: no pair of surrogates lies across two.
                    .setBufferSize(text.length() + 2)
                    .build();
            reading.readAll(
                    new ParserEvents(new Parse(settings).parseString(text).iterator()));
        } catch (RefusedTextException e) {
            reading.refuseRest(e.line(), String.valueOf(e.getMessage()));
        } catch (MarkedYamlEngineException e) {
            line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(line);
            reading.refuseRest(line, NO_YAML + e.getProblem());
        } catch (ReaderException e) {
            reading.refuseRest(
                    line(text, text.offsetByCodePoints(0, e.getPosition())),
                    NO_YAML + "it holds a character that cannot be printed");
        } catch (YamlEngineException e) {
            reading.refuseRest(line, NO_YAML + e.getMessage());
        }
        return reading.documents;
    }

    private void readAll(Iterator<Event> events) {
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart && !readRoot(events)) {
                return;
            }
        }
    }

    /** Reads a document, or each item of one that is a list; false when there are too many. */
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
            documents.add(new YamlDocument(
                    0,
                    NodeBuilder.line(first),
                    null,
                    "the text has more than " + limits.documents() + " documents; split it"));
            return false;
        }
        number++;
        isInside = true;
        documents.add(new NodeBuilder(events, limits.documentCharacters()).document(number, first));
        isInside = false;
        return true;
    }

    private void refuseRest(int line, String reason) {
        documents.add(new YamlDocument(isInside ? number : number + 1, line, null, Shown.oneLine(reason)));
    }

    /** The line of a position, in code points. */
    private static int line(String text, int position) {
        return 1
                + (int) text.codePoints().limit(position).filter(c -> c == '\n').count();
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
