package io.convergence.core.rum;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdkVersionTest {

    @ParameterizedTest
    @CsvSource({
        "0.1.0, 0.1.0",
        "1, 1",
        "1.2.3-beta, 1.2.3-beta",
        "192.0.2.7, 192.0.2",
        "1.2.3.4-rc, 1.2.3-rc",
    })
    void aFourthNumberIsDropped(String version, String kept) {
        assertThat(SdkVersion.admits(version)).isTrue();
        assertThat(SdkVersion.kept(version)).isEqualTo(kept);
        assertThat(SdkVersion.kept(kept)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4.5", "1.", ".1", "v1", "1-", "1-Beta", "1.2-toolonglabel", "a@b.example"})
    void textsThatAreNoVersionsAreRejected(String text) {
        assertThat(SdkVersion.admits(text)).isFalse();
    }
}
