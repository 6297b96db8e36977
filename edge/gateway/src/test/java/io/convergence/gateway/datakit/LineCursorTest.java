package io.convergence.gateway.datakit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class LineCursorTest {
    @Property(tries = 20_000)
    void aWordIsReadAsCharacterByCharacter(@ForAll("texts") String text, @ForAll WordKind kind) {
        LineCursor cursor = new LineCursor(text);
        PlainCursor plain = new PlainCursor(text);
        while (cursor.hasNext()) {
            assertThat(cursor.word(kind)).isEqualTo(plain.word(kind));
            assertThat(cursor.isEnd()).isEqualTo(plain.isEnd());
            cursor.skip();
            plain.at++;
        }
        assertThat(plain.at).isGreaterThanOrEqualTo(text.length());
    }

    @Property(tries = 20_000)
    void aWordThatALineRepeatsIsReadAsCharacterByCharacter(@ForAll("lines") List<String> lines, @ForAll WordKind kind) {
        String text = String.join("\n", lines);
        LineCursor cursor = new LineCursor(text);
        PlainCursor plain = new PlainCursor(text);
        EarlierWords earlier = new EarlierWords();
        while (cursor.hasNext()) {
            earlier.begin();
            while (!cursor.isEnd()) {
                assertThat(earlier.next(cursor, kind)).isEqualTo(plain.word(kind));
                assertThat(cursor.isEnd()).isEqualTo(plain.isEnd());
                if (!cursor.isEnd()) {
                    cursor.skip();
                    plain.at++;
                }
            }
            cursor.skipLine();
            plain.at = plain.text.indexOf('\n', plain.at) < 0
                    ? plain.text.length()
                    : plain.text.indexOf('\n', plain.at) + 1;
        }
    }

    @Property(tries = 20_000)
    void aStringIsReadAsCharacterByCharacter(@ForAll("texts") String text) throws PointProblemException {
        LineCursor cursor = new LineCursor('"' + text + "\"=x");
        PlainCursor plain = new PlainCursor('"' + text + "\"=x");
        String expected = plain.string();
        if (expected == null) {
            return;
        }
        assertThat(cursor.string()).isEqualTo(expected);
        assertThat(cursor.line()).isEqualTo(plain.line);
        assertThat(cursor.word(WordKind.VALUE)).isEqualTo(plain.word(WordKind.VALUE));
    }

    @Property(tries = 10_000)
    void aShortIntegerIsThatOfALongOne(@ForAll("integers") String digits) throws PointProblemException {
        assertThat(FieldValues.of(digits + 'i')).isEqualTo(new BigInteger(digits).longValueExact());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab=, \"\\\n\r[]\té\ud83d\ude00").ofMaxLength(24);
    }

    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> words = Arbitraries.of("a", "ab", "a\\", "a\\=", "a\\,b", "b\r", "é", "", "a\\ b");
        Arbitrary<String> ends = Arbitraries.of("=", ",", " ", "]", "\r");
        return words.flatMap(word -> ends.map(end -> word + end))
                .list()
                .ofMaxSize(4)
                .map(line -> String.join("", line))
                .list()
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> integers() {
        Arbitrary<String> signs = Arbitraries.of("", "+", "-");
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(18);
        return signs.flatMap(sign -> digits.map(text -> sign + text));
    }

    /** The cursor without shortcuts. */
    private static final class PlainCursor {
        private final String text;
        private int at;
        private int line = 1;

        private PlainCursor(String text) {
            this.text = text;
        }

        private String word(WordKind kind) {
            StringBuilder word = new StringBuilder();
            while (!isEnd() && !kind.endsAt(text.charAt(at))) {
                boolean escapes =
                        text.charAt(at) == '\\' && at + 1 < text.length() && kind.escapes(text.charAt(at + 1));
                at += escapes ? 1 : 0;
                word.append(text.charAt(at));
                at++;
            }
            return word.toString();
        }

        /** The characters up to the closing quotation mark, or null without one. */
        private @Nullable String string() {
            StringBuilder string = new StringBuilder();
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                boolean escapes =
                        text.charAt(at) == '\\' && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
                line += text.charAt(at) == '\n' ? 1 : 0;
                at += escapes ? 1 : 0;
                string.append(text.charAt(at));
                at++;
            }
            at++;
            return at > text.length() ? null : string.toString();
        }

        private boolean isEnd() {
            return at >= text.length()
                    || text.charAt(at) == '\n'
                    || (text.charAt(at) == '\r' && (at + 1 == text.length() || text.charAt(at + 1) == '\n'));
        }
    }
}
