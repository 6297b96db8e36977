package io.convergence.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextMemoTest {
    private final TextMemo memo = new TextMemo(text -> text.startsWith("x") ? null : text.toLowerCase(Locale.ROOT));

    @Test
    void equalTextsGetOneInstance() {
        assertThat(of("Web.Acme.Example")).isEqualTo("web.acme.example").isSameAs(of("Web.Acme.Example"));
    }

    @Test
    void aRefusalIsRememberedAsARefusal() {
        assertThat(of("xyz")).isNull();
        assertThat(of("xyz")).isNull();
    }

    @Test
    void textsThatShareAPlaceDoNotShareAnAnswer() {
        // "Aa" and "BB" have the same polynomial hash.
        assertThat(of("Aa")).isEqualTo("aa");
        assertThat(of("BB")).isEqualTo("bb");
        assertThat(of("Aa")).isEqualTo("aa");
    }

    @Test
    void aTextOverTheBoundIsAnsweredButNotKept() {
        String text = "A".repeat(257);
        assertThat(of(text)).isEqualTo("a".repeat(257)).isNotSameAs(of(text));
    }

    @Property
    void alwaysAnswersAsTheRule(@ForAll String text) {
        String expected = text.startsWith("x") ? null : text.toLowerCase(Locale.ROOT);
        assertThat(of(text)).isEqualTo(expected);
        assertThat(of(text)).isEqualTo(expected);
    }

    private @Nullable String of(String text) {
        char[] buffer = ("<" + text + ">").toCharArray();
        return memo.of(buffer, 1, text.length());
    }
}
