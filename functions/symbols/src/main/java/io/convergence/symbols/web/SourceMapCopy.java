package io.convergence.symbols.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies of source maps without the contents of their sources: what is not stored cannot leak. */
public final class SourceMapCopy {
    private static final String CONTENTS = "sourcesContent";

    private SourceMapCopy() {}

    /** Copies a map and leaves out the contents of sources, those of sections included. Both streams stay open. */
    public static void withoutContents(InputStream json, OutputStream copy) throws UnusableSymbolFile, IOException {
        BufferedInputStream text = new BufferedInputStream(json);
        SourceMapReader.skipGuard(text);
        try (JsonParser parser = SourceMapReader.JSON.createParser(text).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
                JsonGenerator generator =
                        SourceMapReader.JSON.createGenerator(copy).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals(CONTENTS)) {
                    parser.nextToken();
                    parser.skipChildren();
                } else {
                    generator.copyCurrentEvent(parser);
                }
                token = parser.nextToken();
            }
        } catch (JacksonException malformed) {
            throw new UnusableSymbolFile("the source map is not JSON");
        }
    }
}
