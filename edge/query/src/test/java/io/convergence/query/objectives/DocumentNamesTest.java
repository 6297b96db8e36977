package io.convergence.query.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentNamesTest {
    @Test
    void everyPrefixAtAHyphenCanBeTheNameOfTheDocument() {
        assertThat(DocumentNames.of("pay-in-time")).containsExactly("pay-in-time", "pay-in", "pay");
        assertThat(DocumentNames.of("pay")).containsExactly("pay");
        assertThat(DocumentNames.of("-")).containsExactly("-");
        assertThat(DocumentNames.of("")).isEmpty();
    }

    @Test
    void ofSeveralDocumentsTheLongestNameCounts() {
        Map<String, Integer> byName = Map.of("pay", 1, "pay-in", 2, "payment", 3);
        assertThat(DocumentNames.find("pay-in-time", byName)).isEqualTo(2);
        assertThat(DocumentNames.find("pay-on-time", byName)).isEqualTo(1);
        assertThat(DocumentNames.find("pays", byName)).isNull();
    }
}
