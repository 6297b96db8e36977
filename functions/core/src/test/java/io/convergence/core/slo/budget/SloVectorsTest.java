package io.convergence.core.slo.budget;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.convergence.core.arithmetic.Fraction;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares every expected value of {@code slo-vectors.json} exactly with the one that core computes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SloVectorsTest {
    private static final int DECIMALS = 12;

    private final List<SloVectors.Case> cases = SloVectors.read();
    private final Map<String, SloVectors.Computation> computations = new HashMap<>();

    SloVectorsTest() {
        Stream.of(
                        BurnVectors.computations(),
                        BudgetVectors.computations(),
                        SliceVectors.computations(),
                        AlertVectors.computations(),
                        CalendarVectors.computations(),
                        ForecastVectors.computations())
                .forEach(computations::putAll);
    }

    @Test
    void everyCaseHasAComputation() {
        assertThat(cases).hasSize(60);
        assertThat(computations.keySet())
                .isEqualTo(cases.stream().map(SloVectors.Case::id).collect(toSet()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyExpectedValueIsComputed(SloVectors.Case vector) {
        SloVectors.Computation computation = requireNonNull(computations.get(vector.id()), vector.id());
        assertSame(vector.id(), vector.expected(), computation.apply(vector));
    }

    List<SloVectors.Case> cases() {
        return cases;
    }

    private static void assertSame(String at, Object expected, @Nullable Object actual) {
        if (expected instanceof Map<?, ?> map && map.containsKey("frac")) {
            assertFraction(at, SloVectors.map(expected), actual);
        } else if (expected instanceof Map<?, ?> fields) {
            Map<String, Object> answers = SloVectors.map(actual);
            assertThat(answers.keySet()).as(at).isEqualTo(fields.keySet());
            SloVectors.map(expected).forEach((name, value) -> assertSame(at + '.' + name, value, answers.get(name)));
        } else if (expected instanceof List<?> values) {
            List<Object> answers = SloVectors.list(actual);
            assertThat(answers).as(at).hasSameSizeAs(values);
            for (int i = 0; i < values.size(); i++) {
                assertSame(at + '[' + i + ']', values.get(i), answers.get(i));
            }
        } else {
            assertPlain(at, expected, actual);
        }
    }

    private static void assertFraction(String at, Map<String, Object> expected, @Nullable Object actual) {
        assertThat(actual).as(at).isInstanceOf(Fraction.class).hasToString(String.valueOf(expected.get("frac")));
        if (actual instanceof Fraction fraction) {
            assertThat(fraction.decimal(DECIMALS).toPlainString()).as(at).isEqualTo(expected.get("dec"));
        }
    }

    private static void assertPlain(String at, Object expected, @Nullable Object actual) {
        if (expected instanceof Boolean || actual instanceof String) {
            assertThat(actual).as(at).isEqualTo(expected);
        } else if (actual instanceof SloVectors.Lasting lasting) {
            String text = String.valueOf(expected);
            boolean days = text.endsWith("d");
            assertThat(days ? lasting.days() : lasting.plain())
                    .as(at)
                    .isEqualTo(Fraction.parse(days ? text.substring(0, text.length() - 1) : text));
        } else if (actual instanceof Fraction fraction
                && (expected instanceof String || expected instanceof BigDecimal)) {
            assertThat(fraction).as(at).isEqualTo(Fraction.parse(String.valueOf(expected)));
        } else {
            fail("%s: no comparison of %s with %s", at, expected, actual);
        }
    }
}
