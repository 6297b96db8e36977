package io.convergence.symbols.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reader of source maps. Nothing that a map refers to by URL is fetched; the contents of sources are skipped. */
final class SourceMapReader {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_SECTIONS = 100_000;
    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    // The mappings of a map are one text; its length is bounded by that of the file.
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .build();

    SourceMap read(InputStream json) throws UnusableSymbolFile, IOException {
        BufferedInputStream text = new BufferedInputStream(json);
        skipGuard(text);
        try (JsonParser parser = JSON.createParser(text).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnusableSymbolFile("a source map must be a JSON object");
            }
            MapFields fields = readObject(parser, true);
            if (parser.nextToken() != null) {
                throw new UnusableSymbolFile("text follows the source map");
            }
            String id = fields.debugId;
            return new SourceMap(
                    fields.sections == null ? List.of(fields.section(0, 0)) : fields.sections,
                    id == null ? null : id.toLowerCase(Locale.ROOT));
        } catch (JacksonException notJson) {
            throw new UnusableSymbolFile("the source map is not valid JSON");
        }
    }

    /** Skips a first line that keeps the text from being run as a script. */
    static void skipGuard(BufferedInputStream text) throws IOException {
        text.mark(3);
        if (text.read() == ')' && text.read() == ']' && text.read() == '}') {
            int next;
            do {
                next = text.read();
            } while (next >= 0 && next != '\n');
        } else {
            text.reset();
        }
    }

    private MapFields readObject(JsonParser parser, boolean sectionsAllowed) throws UnusableSymbolFile, IOException {
        MapFields fields = new MapFields();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            if (key.equals("sections")) {
                fields.once(key);
                if (!sectionsAllowed) {
                    throw new UnusableSymbolFile("a section of a source map must not have sections");
                }
                fields.sections = readSections(parser);
            } else {
                fields.read(key, parser);
            }
        }
        fields.check();
        return fields;
    }

    private List<MapSection> readSections(JsonParser parser) throws UnusableSymbolFile, IOException {
        MapFields.expect(parser, JsonToken.START_ARRAY, "sections");
        List<MapSection> sections = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            MapFields.expect(parser, JsonToken.START_OBJECT, "sections");
            MapSection section = readSection(parser);
            MapSection before = sections.isEmpty() ? section : sections.get(sections.size() - 1);
            if (section.line() < before.line()
                    || (section.line() == before.line() && section.column() < before.column())) {
                throw new UnusableSymbolFile("the sections of the source map are out of order");
            }
            if (sections.size() == MAX_SECTIONS) {
                throw new UnusableSymbolFile("the source map has too many sections");
            }
            sections.add(section);
        }
        return sections;
    }

    private MapSection readSection(JsonParser parser) throws UnusableSymbolFile, IOException {
        int line = -1;
        int column = -1;
        MapFields map = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            if (key.equals("url")) {
                throw new UnusableSymbolFile("a section of the source map refers to another file");
            } else if (key.equals("map")) {
                MapFields.expect(parser, JsonToken.START_OBJECT, key);
                map = readObject(parser, false);
            } else if (key.equals("offset")) {
                MapFields.expect(parser, JsonToken.START_OBJECT, key);
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String part = parser.currentName();
                    parser.nextToken();
                    if (part.equals("line")) {
                        line = MapFields.position(parser);
                    } else if (part.equals("column")) {
                        column = MapFields.position(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
            } else {
                parser.skipChildren();
            }
        }
        if (map == null || line < 0 || column < 0) {
            throw new UnusableSymbolFile("a section of the source map has no map or no offset");
        }
        return map.section(line, column);
    }
}
