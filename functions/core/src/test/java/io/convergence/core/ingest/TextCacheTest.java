package io.convergence.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextCacheTest {
    private final TextCache cache = new TextCache(TextCacheTest::lowerWithoutStar);

    @Test
    void textsWithTheSameNormalFormShareAnInstance() {
        assertThat(of("Web.Acme.Example"))
                .isEqualTo("web.acme.example")
                .isSameAs(of("web.acme.example"))
                .isSameAs(of("WEB.acme.example"));
    }

    @Test
    void aRefusedTextStaysRefused() {
        assertThat(of("a*")).isNull();
        assertThat(of("a*")).isNull();
    }

    @Test
    void textsInTheSameSlotDoNotShareAResult() {
        assertThat("b\u0001".hashCode()).isEqualTo("a ".hashCode());
        assertThat(of("b\u0001")).isEqualTo("b\u0001");
        assertThat(of("a ")).isEqualTo("a ");
        assertThat(of("b\u0001")).isEqualTo("b\u0001");
    }

    @Test
    void aTextOverTheLimitIsNormalisedButNotCached() {
        String text = "a".repeat(257);
        assertThat(of(text)).isEqualTo(text).isNotSameAs(of(text));
        assertThat(of("a".repeat(256))).isSameAs(of("a".repeat(256)));
    }

    @Property
    void theResultAlwaysEqualsThatOfTheRule(@ForAll String text) {
        assertThat(of(text)).isEqualTo(lowerWithoutStar(text));
        assertThat(of(text)).isEqualTo(lowerWithoutStar(text));
    }

    private static @Nullable String lowerWithoutStar(String text) {
        return text.indexOf('*') >= 0 ? null : text.toLowerCase(Locale.ROOT);
    }

    private @Nullable String of(String text) {
        char[] buffer = ("<" + text + ">").toCharArray();
        return cache.of(buffer, 1, text.length());
    }
}
