package io.convergence.kit.objects;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Head of an HTTP request.
 *
 * @param text its bytes as ISO 8859-1, with the empty line at the end
 */
record RequestHead(String text) {
    /** The end of the last line and the empty line. */
    static final String END = "\r\n\r\n";

    /** Reads a head; null when the connection ends before. */
    static @Nullable RequestHead read(InputStream input) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int next = input.read();
        while (next >= 0) {
            head.write(next);
            String text = next == '\n' ? head.toString(StandardCharsets.ISO_8859_1) : "";
            if (text.endsWith(END)) {
                return new RequestHead(text);
            }
            next = input.read();
        }
        return null;
    }

    /** The method and the target of the request. */
    String line() {
        return text.substring(0, text.lastIndexOf(' ', text.indexOf('\r')));
    }

    /** The length of the body in bytes. */
    int length() {
        for (String line : text.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return Integer.parseInt(line.substring(line.indexOf(':') + 1).trim());
            }
        }
        return 0;
    }

    /** The head of the same request with a connection that is closed after the answer. */
    byte[] closing() {
        String others = text.substring(0, text.length() - 2).replaceAll("(?i)\r\nConnection:[^\r]*", "");
        return (others + "Connection: close" + END).getBytes(StandardCharsets.ISO_8859_1);
    }
}
