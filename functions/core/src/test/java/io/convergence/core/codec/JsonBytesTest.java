package io.convergence.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JsonBytesTest {
    @Property(tries = 1_000)
    void itWritesTheBytesOfTheGenerator(
            @ForAll("texts") Map<String, String> texts,
            @ForAll Map<String, Double> numbers,
            @ForAll long whole,
            @ForAll("texts") Map<String, String> more) {
        JsonBytes fast = new JsonBytes().put("v", whole).putIfPresent("absent", (String) null);
        JsonObject plain = new JsonObject().put("v", whole);
        texts.forEach(fast::putIfPresent);
        texts.forEach(plain::putIfPresent);
        fast.open("measures");
        plain.open("measures");
        numbers.forEach((name, number) -> fast.putIfPresent(name, number));
        numbers.forEach((name, number) -> plain.putIfPresent(name, number));
        fast.close().open("labels");
        plain.close().open("labels");
        more.forEach(fast::putIfPresent);
        more.forEach(plain::putIfPresent);
        assertThat(fast.close().bytes()).isEqualTo(plain.close().bytes());
    }

    @Test
    void numbersAreWrittenAsByTheGenerator() {
        for (double number : new double[] {
            0,
            -0.0,
            1,
            -1,
            0.1,
            132.2,
            1e-7,
            0x1p53,
            0x1p53 - 1,
            -0x1p53,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NaN,
            Double.NEGATIVE_INFINITY
        }) {
            assertThat(new JsonBytes().putIfPresent("n", number).bytes())
                    .isEqualTo(new JsonObject().putIfPresent("n", number).bytes());
        }
        for (long number : new long[] {0, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(new JsonBytes().put("n", number).bytes())
                    .isEqualTo(new JsonObject().put("n", number).bytes());
        }
    }

    @Test
    void aLongTextIsWrittenWhole() {
        String text = "é\u0000\"\ud83d\ude00x".repeat(20_000);
        assertThat(new JsonBytes().putIfPresent("t", text).bytes())
                .isEqualTo(new JsonObject().putIfPresent("t", text).bytes());
    }

    @Test
    void aLoneSurrogateIsAnEscape() {
        for (String text : new String[] {"\ud800", "\udc00", "a\ud800b", "\ud83d\ud83d\ude00", "\ude00\ud83d"}) {
            assertThat(new JsonBytes().putIfPresent(text, text).bytes())
                    .isEqualTo(new JsonObject().putIfPresent(text, text).bytes());
        }
    }

    @Provide
    Arbitrary<Map<String, String>> texts() {
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.strings().ascii().ofMaxLength(40),
                Arbitraries.strings()
                        .withChars("ab\"\\/\b\t\n\f\r\u0000\u001f\u007f\u0080\u07ff\u0800\uffff")
                        .ofMaxLength(40),
                Arbitraries.of(
                        "\ud83d\ude00",
                        "\ud800",
                        "\udc00x",
                        "\ud800\udc00",
                        "\udbff\udfff",
                        "语é\ud83d\ude00",
                        "plain text"));
        return Arbitraries.maps(texts, texts).ofMaxSize(12);
    }
}
