package io.convergence.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ErrorGroupTest {

    @Test
    void aGroupDoesNotDependOnTheOrderOfItsOccurrences() {
        List<ErrorOccurrence> occurrences = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            occurrences.add(new ErrorOccurrence(
                    "acme",
                    "shop",
                    "h",
                    "f",
                    "TypeError",
                    "t",
                    "app.js",
                    i / 2,
                    "1." + i,
                    "s" + i % 3,
                    "e" + i,
                    i < 3));
        }
        ErrorGroup expected = group(occurrences);
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(occurrences, new Random(seed));
            assertThat(group(occurrences)).isEqualTo(expected);
        }
        assertThat(expected.count()).isEqualTo(20);
        assertThat(expected.sessions()).isEqualTo(3);
        assertThat(expected.firstVersion()).isEqualTo("1.0");
        assertThat(expected.lastVersion()).isEqualTo("1.19");
        assertThat(expected.sampleId()).isEqualTo("e0");
    }

    private static ErrorGroup group(List<ErrorOccurrence> occurrences) {
        ErrorGroup group = ErrorGroup.of(occurrences.get(0));
        for (ErrorOccurrence next : occurrences.subList(1, occurrences.size())) {
            group = group.plus(next);
        }
        return group;
    }
}
