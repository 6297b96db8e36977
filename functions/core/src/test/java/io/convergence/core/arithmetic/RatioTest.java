package io.convergence.core.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatioTest {

    @ParameterizedTest
    @CsvSource({"0.10, 1, 10", "0.5, 1, 2", "0, 0, 1", "1, 1, 1", "0.333, 333, 1000", "1e-3, 1, 1000"})
    void decimalsAreReadExactly(String decimal, long numerator, long denominator) {
        assertThat(Ratio.parse(decimal)).isEqualTo(new Ratio(numerator, denominator));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-0.1", "1.1", "0.1234567891", "NaN"})
    void textsThatAreNoDecimalsInTheRangeAreRejected(String text) {
        assertThatThrownBy(() -> Ratio.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRatioReachesItself() {
        assertThat(Ratio.parse("0.10").isReachedBy(2, 20)).isTrue();
        assertThat(Ratio.parse("0.10").isReachedBy(2, 21)).isFalse();
    }
}
