package io.convergence.bench.symbols;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Symbol files of real sizes, equal in each run. */
final class SampleFiles {
    /** Classes of the large mapping, of about 100 MB. */
    static final int CLASSES = 230_000;
    /** Lines of the large map, of 3.2 million segments. */
    static final int LINES = 3_200;
    /** Generated columns from one segment to the next. */
    static final int WIDTH = 11;

    private static final int SEGMENTS = 1_000;
    private static final int SOURCES = 5_000;
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private SampleFiles() {}

    /**
     * A source map.
     *
     * @param lines lines of generated code, each with 1,000 segments
     * @param bytes size of the map, up to which contents of sources fill it
     */
    static byte[] sourceMap(int lines, int bytes) {
        StringBuilder map = new StringBuilder(bytes + 1_000);
        map.append("{\"version\":3,\"sources\":[");
        for (int i = 0; i < SOURCES; i++) {
            map.append(i == 0 ? "" : ",")
                    .append("\"webpack:///./src/feature")
                    .append(i)
                    .append(".js\"");
        }
        map.append("],\"names\":[],\"mappings\":\"");
        Random random = new Random(7);
        int source = 0;
        for (int line = 0; line < lines; line++) {
            map.append(line == 0 ? "" : ";");
            for (int segment = 0; segment < SEGMENTS; segment++) {
                int next = segment % 100 == 0 ? random.nextInt(SOURCES) : source;
                map.append(segment == 0 ? "" : ",");
                number(map, segment == 0 ? 0 : WIDTH);
                number(map, next - source);
                number(map, line == 0 && segment == 0 ? 7 : segment % 2 == 0 ? 3 : -3);
                number(map, segment % 2 == 0 ? 20 : -20);
                source = next;
            }
        }
        map.append("\",\"sourcesContent\":[\"");
        int rest = bytes - map.length() - 3;
        map.append("x".repeat(Math.max(0, rest))).append("\"]}");
        return map.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Bytes of the mappings of a source map in a file. */
    static long mappings(Path file) throws IOException {
        String start = "\"mappings\":\"";
        try (InputStream json = new BufferedInputStream(Files.newInputStream(file))) {
            int matched = 0;
            while (matched < start.length()) {
                int next = json.read();
                matched = next == start.charAt(matched) ? matched + 1 : next == '"' ? 1 : 0;
            }
            long bytes = 0;
            while (json.read() != '"') {
                bytes++;
            }
            return bytes;
        }
    }

    /** A mapping of R8 with about 400 bytes for a class. */
    static byte[] mapping(int classes) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(500 * classes);
        StringBuilder type = new StringBuilder();
        for (int i = 0; i < classes; i++) {
            type.setLength(0);
            type.append("com.example.feature")
                    .append(i % 500)
                    .append(".Type")
                    .append(i)
                    .append(" -> a.b");
            type.append(i)
                    .append(":\n# {\"id\":\"sourceFile\",\"fileName\":\"Type")
                    .append(i)
                    .append(".kt\"}\n");
            for (int method = 0; method < 5; method++) {
                int from = 1 + method * 10;
                type.append("    ")
                        .append(from)
                        .append(':')
                        .append(from + 4)
                        .append(":void method")
                        .append(method);
                type.append("(java.lang.String,int):")
                        .append(from * 3)
                        .append(':')
                        .append(from * 3 + 4);
                type.append(" -> ").append((char) ('a' + method)).append('\n');
            }
            text.writeBytes(type.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
        return text.toByteArray();
    }

    private static void number(StringBuilder map, int value) {
        int rest = value < 0 ? (-value << 1) | 1 : value << 1;
        do {
            int digit = rest & 31;
            rest >>>= 5;
            map.append(DIGITS.charAt(rest == 0 ? digit : digit | 32));
        } while (rest != 0);
    }
}
