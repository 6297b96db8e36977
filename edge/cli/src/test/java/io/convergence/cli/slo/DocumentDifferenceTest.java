package io.convergence.cli.slo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DocumentDifferenceTest {
    @Test
    void versionsThatMeanTheSameDoNotDifferHoweverTheyAreWritten() {
        assertThat(DocumentDifference.between("{\"a\":{\"b\":[1,\"x\"]}}", "a:\n  b: [1, x] # the same\n"))
                .isEmpty();
    }

    @Test
    void everyPathWithAnotherValueIsALine() {
        assertThat(DocumentDifference.between(
                        "{\"a\":{\"b\":[1,2],\"c\":{}}}", "{\"a\":{\"b\":[1,3],\"d\":\"new\",\"c\":{}}}"))
                .containsExactly("a.b[1]: 2 -> 3", "a.d: (none) -> \"new\"");
        assertThat(DocumentDifference.between("{\"a\":1,\"b\":true}", "{\"a\":1}"))
                .containsExactly("b: true -> (none)");
    }

    @Test
    void aStoredTextThatIsNoDocumentDiffers() {
        assertThat(DocumentDifference.between("a: \"open", "{\"a\":1}"))
                .containsExactly("(text): a: \"open -> (none)", "a: (none) -> 1");
    }
}
