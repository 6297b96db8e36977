package io.convergence.core.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PageRedactionPropertyTest {
    @Property(tries = 20_000)
    void redactingTwiceChangesNothing(@ForAll("pages") String page) {
        String once = PageRedaction.redact(page);
        assertThat(PageRedaction.redact(once)).isEqualTo(once);
    }

    @Property(tries = 20_000)
    void theResultIsWithinAllLimits(@ForAll("pages") String page) {
        String redacted = PageRedaction.redact(page);
        byte[] bytes = redacted.getBytes(StandardCharsets.UTF_8);
        assertThat(redacted).startsWith("/").doesNotContain("//").doesNotContainPattern("[%?#;@\\\\\\p{Cc}]");
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(redacted);
        assertThat(bytes.length).isBetween(1, 256);
        List<String> segments = List.of(redacted.substring(1).split("/", -1));
        assertThat(segments.size() <= 8
                        || (segments.size() == 9 && segments.get(8).equals("...")))
                .isTrue();
    }

    @Property(tries = 5_000)
    void aSegmentOfDigitsIsAlwaysRedacted(@ForAll("digits") String digits, @ForAll("words") String word) {
        assertThat(PageRedaction.redact("/" + word + "/" + digits + "/" + word)).doesNotContain(digits);
    }

    @Property(tries = 5_000)
    void escapingAPageDoesNotChangeTheResult(@ForAll("words") String word, @ForAll("digits") String digits) {
        String page = "/" + word + "/" + digits;
        StringBuilder escaped = new StringBuilder();
        for (byte b : page.getBytes(StandardCharsets.UTF_8)) {
            escaped.append(String.format("%%%02x", b));
        }
        assertThat(PageRedaction.redact(escaped.toString())).isEqualTo(PageRedaction.redact(page));
    }

    @Provide
    Arbitrary<String> pages() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of(
                        "/",
                        "//",
                        "/...",
                        "/:id",
                        ":id",
                        "/reset/",
                        "/TOKEN",
                        "https://",
                        "u:p@",
                        "%2F",
                        "%25",
                        "%3f",
                        "%",
                        "%c3%a9",
                        "%ff",
                        "%f0%9f%98%80",
                        "\ud83d\ude00",
                        "\ud800",
                        "\udc00",
                        "é",
                        "語",
                        "Ⅷ",
                        "٣",
                        "\u200b",
                        "\u0085",
                        "．",
                        "：",
                        "＠",
                        "℀",
                        "ﷺ",
                        "e\u0301",
                        "?",
                        "#",
                        ";",
                        "\\",
                        ".",
                        "..",
                        "-",
                        ":",
                        "::",
                        "[",
                        "]",
                        "+",
                        "@",
                        "2024-01-31",
                        "jan",
                        "192.0.2.7",
                        "deadbeef",
                        "\u0000"),
                Arbitraries.strings().withChars("abcdefXYZ0123456789-_+=~.:").ofMaxLength(40),
                Arbitraries.strings()
                        .withChars("gé語\ud83d\ude001-")
                        .ofMinLength(60)
                        .ofMaxLength(140),
                Arbitraries.strings().ofMaxLength(6));
        return pieces.list().ofMaxSize(24).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> digits() {
        return Arbitraries.of('0', '٠', '०', '０')
                .flatMap(zero -> Arbitraries.integers()
                        .between(0, 9)
                        .map(digit -> String.valueOf((char) (zero + digit)))
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(30)
                        .map(list -> String.join("", list)));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("ghijklmnopüé").ofMinLength(1).ofMaxLength(12);
    }
}
