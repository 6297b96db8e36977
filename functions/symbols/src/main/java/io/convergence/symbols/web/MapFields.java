package io.convergence.symbols.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one object of a source map while it is read. */
final class MapFields {
    @Nullable
    List<MapSection> sections;

    @Nullable
    String debugId;

    /** Most entries of one list of a source map. */
    static final int MAX_TEXTS = 2_000_000;

    private final Set<String> seen = new HashSet<>();
    private final BitSet ignored = new BitSet();
    private boolean version;

    private @Nullable List<@Nullable String> sources;
    private List<@Nullable String> names = List.of();
    private List<@Nullable FunctionMap> functions = List.of();

    private @Nullable Segments segments;
    private String root = "";

    /** Reads the value of a key. The parser is at the value's first token. */
    void read(String key, JsonParser parser) throws UnusableSymbolFile, IOException {
        switch (key) {
            case "version" -> {
                once(key);
                version = parser.currentToken().isNumeric() && parser.getDoubleValue() == 3;
            }
            case "mappings" -> {
                once(key);
                expect(parser, JsonToken.VALUE_STRING, key);
                segments = Segments.of(AsciiText.read(parser));
            }
            case "sources" -> {
                once(key);
                sources = texts(parser, key);
            }
            case "names" -> {
                once(key);
                names = texts(parser, key);
            }
            case "sourceRoot" -> {
                once(key);
                root = text(parser, key);
            }
            case "debugId", "debug_id" -> {
                once(key);
                String id = text(parser, key);
                debugId = id.isEmpty() ? null : id;
            }
            case "ignoreList", "x_google_ignoreList" -> {
                once(key);
                readIgnored(parser, key);
            }
            case "x_facebook_sources" -> {
                once(key);
                functions = FunctionMaps.read(parser, key);
            }
            default -> parser.skipChildren();
        }
    }

    void once(String key) throws UnusableSymbolFile {
        if (!seen.add(key)) {
            throw new UnusableSymbolFile("the source map has the key " + key + " twice");
        }
    }

    void check() throws UnusableSymbolFile {
        if (!version) {
            throw new UnusableSymbolFile("a source map must be of version 3");
        }
        boolean flat = segments != null && sources != null;
        if (sections == null ? !flat : segments != null) {
            throw new UnusableSymbolFile("a source map must have either sections or sources and mappings");
        }
    }

    MapSection section(int line, int column) throws UnusableSymbolFile {
        if (segments == null || sources == null) {
            throw new UnusableSymbolFile("a source map must have sources and mappings");
        }
        List<@Nullable String> full = new ArrayList<>(sources.size());
        for (String source : sources) {
            full.add(source == null ? null : withRoot(source));
        }
        return new MapSection(line, column, segments, full, names, ignored, functions);
    }

    static void expect(JsonParser parser, JsonToken token, String key) throws UnusableSymbolFile {
        if (parser.currentToken() != token) {
            throw new UnusableSymbolFile("the key " + key + " of the source map has a value of the wrong type");
        }
    }

    static int position(JsonParser parser) throws UnusableSymbolFile, IOException {
        expect(parser, JsonToken.VALUE_NUMBER_INT, "offset");
        int value = parser.getIntValue();
        if (value < 0) {
            throw new UnusableSymbolFile("an offset of a section is negative");
        }
        return value;
    }

    private String withRoot(String source) {
        if (root.isEmpty() || source.startsWith("/") || hasScheme(source)) {
            return source;
        }
        return root.endsWith("/") ? root + source : root + '/' + source;
    }

    private static boolean hasScheme(String source) {
        int colon = source.indexOf("://");
        return colon > 0 && source.lastIndexOf('/', colon) < 0;
    }

    static String text(JsonParser parser, String key) throws UnusableSymbolFile, IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return "";
        }
        expect(parser, JsonToken.VALUE_STRING, key);
        return parser.getText();
    }

    static List<@Nullable String> texts(JsonParser parser, String key) throws UnusableSymbolFile, IOException {
        expect(parser, JsonToken.START_ARRAY, key);
        List<@Nullable String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (texts.size() == MAX_TEXTS) {
                throw new UnusableSymbolFile("the source map has too many entries under " + key);
            }
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                texts.add(null);
            } else {
                expect(parser, JsonToken.VALUE_STRING, key);
                texts.add(parser.getText());
            }
        }
        return texts;
    }

    private void readIgnored(JsonParser parser, String key) throws UnusableSymbolFile, IOException {
        expect(parser, JsonToken.START_ARRAY, key);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser, JsonToken.VALUE_NUMBER_INT, key);
            int index = parser.getIntValue();
            // An index beyond the sources, which may follow in the file, would only make the set large.
            if (index >= 0 && index < MAX_TEXTS) {
                ignored.set(index);
            }
        }
    }
}
