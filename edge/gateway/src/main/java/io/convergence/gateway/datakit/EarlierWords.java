package io.convergence.gateway.datakit;

import java.util.ArrayList;
import java.util.List;

/**
 * Words of the line before, by their place in it. The points of a body repeat nearly all of them, so they are compared instead of
 * copied, and each is one instance whose hash is known. One for each body.
 */
final class EarlierWords {
    /** Most places that are remembered. */
    private static final int LONGEST = 256;

    private static final String NONE = "";

    private final List<String> words = new ArrayList<>();
    private int place;

    /** Begins a line. */
    void begin() {
        place = 0;
    }

    /** The next word of a line. */
    String next(LineCursor cursor, WordKind kind) {
        String earlier = place < words.size() ? words.get(place) : NONE;
        if (!earlier.isEmpty() && cursor.skip(earlier, kind)) {
            place++;
            return earlier;
        }
        String word = cursor.word(kind);
        // A word with a backslash may have been written in another way.
        String plain = kind.plainEnd(word, 0) == word.length() ? word : NONE;
        if (place < words.size()) {
            words.set(place, plain);
        } else if (place < LONGEST) {
            words.add(plain);
        }
        place++;
        return word;
    }
}
