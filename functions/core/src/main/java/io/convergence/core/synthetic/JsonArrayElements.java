package io.convergence.core.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splitting of a JSON array into the bytes of its objects. Only the array itself is validated; the content of an object is
 * validated by its decoder. Used for one array.
 */
final class JsonArrayElements {
    private final byte[] json;
    private int at;

    private JsonArrayElements(byte[] json) {
        this.json = json;
    }

    /** Whether the first character after whitespace opens an array. */
    static boolean startsArray(byte[] json) {
        return new JsonArrayElements(json).next() == '[';
    }

    /** The elements, or null when the bytes are not one array of objects. */
    static @Nullable List<byte[]> of(byte[] json) {
        JsonArrayElements elements = new JsonArrayElements(json);
        return elements.take('[') ? elements.read() : null;
    }

    private @Nullable List<byte[]> read() {
        List<byte[]> elements = new ArrayList<>();
        if (take(']')) {
            return isAtEnd() ? elements : null;
        }
        do {
            if (next() != '{') {
                return null;
            }
            int from = at;
            skipObject();
            if (at > json.length) {
                return null;
            }
            elements.add(Arrays.copyOfRange(json, from, at));
        } while (take(','));
        return take(']') && isAtEnd() ? elements : null;
    }

    /** Moves behind the closing brace of the object that starts here, or past the end when there is none. */
    private void skipObject() {
        int depth = 0;
        boolean inText = false;
        while (at < json.length) {
            byte b = json[at++];
            if (inText) {
                at += b == '\\' ? 1 : 0;
                inText = b != '"';
            } else if (b == '{') {
                depth++;
            } else if (b == '}') {
                depth--;
                if (depth == 0) {
                    return;
                }
            } else {
                inText = b == '"';
            }
        }
        at = json.length + 1;
    }

    private boolean take(char expected) {
        boolean found = next() == expected;
        at += found ? 1 : 0;
        return found;
    }

    private boolean isAtEnd() {
        return next() < 0;
    }

    /** The next byte after whitespace, which is not consumed; -1 at the end. */
    private int next() {
        while (at < json.length && isWhitespace(json[at])) {
            at++;
        }
        return at < json.length ? json[at] & 0xff : -1;
    }

    private static boolean isWhitespace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
