package io.convergence.symbols.web;

import com.fasterxml.jackson.core.JsonParser;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.io.IOException;
import java.io.Writer;

/**
 * Writer that takes a long text of a JSON document as bytes. The parser writes its buffers of characters one after another, so
 * that no text is made of them first.
 */
final class AsciiText extends Writer {
    private final byte[] bytes;
    private int length;
    /** All bits that any character had. */
    private int bits;

    private AsciiText(int length) {
        bytes = new byte[length];
    }

    /** The text of the parser's present token, which must be ASCII. */
    static byte[] read(JsonParser parser) throws UnusableSymbolFile, IOException {
        AsciiText text = new AsciiText(parser.getTextLength());
        parser.getText(text);
        if (text.bits > 127) {
            throw new UnusableSymbolFile("the mappings contain a character outside base64");
        }
        return text.bytes;
    }

    @Override
    public void write(char[] characters, int start, int count) {
        int seen = 0;
        for (int i = 0; i < count; i++) {
            char character = characters[start + i];
            seen |= character;
            bytes[length + i] = (byte) character;
        }
        bits |= seen;
        length += count;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
