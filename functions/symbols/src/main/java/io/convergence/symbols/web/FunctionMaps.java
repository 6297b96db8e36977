package io.convergence.symbols.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reader of the function maps of a source map of React Native, one for each source. */
final class FunctionMaps {
    private FunctionMaps() {}

    /** Reads the value of {@code x_facebook_sources}: for each source null or a list, whose first element is its function map. */
    static List<@Nullable FunctionMap> read(JsonParser parser, String key) throws UnusableSymbolFile, IOException {
        MapFields.expect(parser, JsonToken.START_ARRAY, key);
        List<@Nullable FunctionMap> maps = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            FunctionMap first = null;
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                    if (index == 0 && parser.currentToken() == JsonToken.START_OBJECT) {
                        first = readFunctionMap(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
            } else {
                MapFields.expect(parser, JsonToken.VALUE_NULL, key);
            }
            if (maps.size() == MapFields.MAX_TEXTS) {
                throw new UnusableSymbolFile("the source map has too many entries under " + key);
            }
            maps.add(first);
        }
        return maps;
    }

    private static FunctionMap readFunctionMap(JsonParser parser) throws UnusableSymbolFile, IOException {
        String mappings = "";
        List<@Nullable String> names = List.of();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case "mappings" -> mappings = MapFields.text(parser, key);
                case "names" -> names = MapFields.texts(parser, key);
                default -> parser.skipChildren();
            }
        }
        return FunctionMap.of(mappings, names);
    }
}
