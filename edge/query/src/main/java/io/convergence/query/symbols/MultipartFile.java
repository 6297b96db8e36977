package io.convergence.query.symbols;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finder of one part in a body of {@code multipart/form-data} (RFC 7578) that is in a file. */
final class MultipartFile {
    private static final int MAX_BODY = Integer.MAX_VALUE;
    private static final int MAX_PARTS = 100;
    private static final int MAX_HEADERS = 8 << 10;
    private static final int MAX_BOUNDARY = 200;
    private static final byte[] HEADERS_END = bytes("\r\n\r\n");

    private final ByteBuffer body;

    private MultipartFile(ByteBuffer body) {
        this.body = body;
    }

    /**
     * Copies a part into another file; returns whether there is such a part, complete.
     *
     * @param name of the field of the form
     */
    static boolean copy(Path body, String name, Path target) throws IOException {
        try (FileChannel source = FileChannel.open(body, StandardOpenOption.READ);
                FileChannel copy = FileChannel.open(target, StandardOpenOption.WRITE)) {
            if (source.size() == 0 || source.size() > MAX_BODY) {
                return false;
            }
            int[] part = new MultipartFile(source.map(MapMode.READ_ONLY, 0, source.size())).find(name);
            if (part == null) {
                return false;
            }
            long position = part[0];
            while (position < part[1]) {
                position += source.transferTo(position, part[1] - position, copy);
            }
            return true;
        }
    }

    /** The first offset of a part and the one behind its last, or null. */
    private int @Nullable [] find(String name) {
        // The boundary is that of the first line: some clients do not name it in the header.
        int lineEnd = indexOf(bytes("\r\n"), 0, Math.min(body.limit(), MAX_BOUNDARY));
        if (lineEnd < 3 || body.get(0) != '-' || body.get(1) != '-') {
            return null;
        }
        byte[] delimiter = bytes("\r\n" + text(0, lineEnd));
        int position = lineEnd + 2;
        for (int part = 0; part < MAX_PARTS; part++) {
            int headersEnd = indexOf(HEADERS_END, position - 2, Math.min(body.limit(), position + MAX_HEADERS));
            if (headersEnd < 0) {
                return null;
            }
            int start = headersEnd + HEADERS_END.length;
            int end = indexOf(delimiter, start - 2, body.limit());
            if (end < 0) {
                return null;
            }
            if (isNamed(text(position, Math.max(position, headersEnd)), name)) {
                return new int[] {start, Math.max(start, end)};
            }
            position = end + delimiter.length + 2;
            if (position >= body.limit()) {
                return null;
            }
        }
        return null;
    }

    private static boolean isNamed(String headers, String name) {
        for (String line : headers.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
                for (String parameter : line.split(";", -1)) {
                    String stripped = parameter.strip();
                    if (stripped.equals("name=\"" + name + '"') || stripped.equals("name=" + name)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private int indexOf(byte[] wanted, int from, int limit) {
        for (int index = from; index <= limit - wanted.length; index++) {
            int matched = 0;
            while (matched < wanted.length && body.get(index + matched) == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return index;
            }
        }
        return -1;
    }

    private String text(int from, int to) {
        byte[] text = new byte[to - from];
        body.get(from, text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
