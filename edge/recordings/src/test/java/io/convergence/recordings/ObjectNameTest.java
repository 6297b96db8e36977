package io.convergence.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectNameTest {
    @Test
    void aNameIsReadFromItsPath() {
        ObjectName name = new ObjectName(LocalDate.of(2026, 2, 28), "acme", "s-1", "v-1", 12);
        assertThat(ObjectName.parse(name.toString())).isEqualTo(name);
        ObjectName ofNoView = new ObjectName(LocalDate.of(2026, 2, 28), "acme", "s-1", "", 0);
        assertThat(ObjectName.parse(ofNoView.toString())).isEqualTo(ofNoView);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026/02/28/acme/s-1",
                "2026/02/30/acme/s-1/v-1",
                "2026/02/28/../s-1/v-1",
                "2026/02/28/acme/../v-1",
                "2026/02/28/acme/s-1/../v-1",
                "2026/02/28/acme/s-1/..-1",
                "/2026/02/28/acme/s-1/v-1",
                "2026/02/28/acme/s-1/v--1x"
            })
    void otherPathsAreNoNames(String path) {
        assertThat(ObjectName.parse(path)).isNull();
    }
}
