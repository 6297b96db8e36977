package io.convergence.core.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class VitalHistogramsTest {

    @Property
    void aQuantileOfMergedHistogramsIsWithinOnePercentOfTheElementAtItsShareOfTheCount(
            @ForAll("values") @Size(min = 1) List<Double> first,
            @ForAll("values") List<Double> second,
            @ForAll @IntRange(max = 999) int thousandths) {
        VitalHistograms histograms = of(Vital.LCP, first);
        histograms.merge(of(Vital.LCP, second));
        histograms.merge(of(Vital.CLS, second));
        List<Double> sorted =
                Stream.concat(first.stream(), second.stream()).sorted().toList();
        double exact = sorted.get(thousandths * sorted.size() / 1000);

        assertThat(histograms.quantile(Vital.LCP, thousandths, 1000))
                .isCloseTo(exact, Offset.offset(exact * 0.01 + LogBins.SMALLEST));
        assertThat(histograms.count(Vital.LCP)).isEqualTo(sorted.size());
    }

    @Test
    void aQuantileOutsideOfZeroToOneIsRejected() {
        VitalHistograms histograms = of(Vital.LCP, List.of(5.0));
        for (int[] quantile : new int[][] {{-1, 4}, {4, 4}, {0, 0}, {1, 1_000_001}}) {
            assertThatThrownBy(() -> histograms.quantile(Vital.LCP, quantile[0], quantile[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a quantile must be in [0, 1), not " + quantile[0] + "/" + quantile[1]);
        }
    }

    @Property
    void valuesBelowABoundAreCountedExceptWithinOnePercentOfIt(
            @ForAll("values") List<Double> values, @ForAll @DoubleRange(min = 1, max = 10_000) double bound) {
        long surelyBelow =
                values.stream().filter(value -> value < bound / 1.021).count();
        long surelyAbove =
                values.stream().filter(value -> value > bound * 1.021).count();

        assertThat(of(Vital.LCP, values).countBelow(Vital.LCP, bound))
                .isBetween(surelyBelow, values.size() - surelyAbove);
    }

    @Property
    void subtractingUndoesMerging(@ForAll("values") List<Double> first, @ForAll("values") List<Double> more) {
        VitalHistograms sum = of(Vital.INP, first);
        sum.merge(of(Vital.INP, more));
        sum.subtract(of(Vital.INP, more));

        assertThat(sum).isEqualTo(of(Vital.INP, first)).hasSameHashCodeAs(of(Vital.INP, first));
    }

    @Property
    void mergingIsCommutativeAndAssociative(
            @ForAll("values") List<Double> a, @ForAll("values") List<Double> b, @ForAll("values") List<Double> c) {
        VitalHistograms left = of(Vital.LCP, a);
        left.merge(of(Vital.CLS, b));
        left.merge(of(Vital.LCP, c));
        VitalHistograms right = of(Vital.LCP, c);
        VitalHistograms inner = of(Vital.CLS, b);
        inner.merge(of(Vital.LCP, a));
        right.merge(inner);

        assertThat(left).isEqualTo(right);
    }

    @Test
    void vitalsAreCountedSeparately() {
        VitalHistograms histograms = new VitalHistograms();
        for (Vital vital : Vital.values()) {
            histograms.add(vital, 100.0 * (vital.code() + 1));
        }
        for (Vital vital : Vital.values()) {
            double exact = 100.0 * (vital.code() + 1);
            assertThat(histograms.quantile(vital, 3, 4)).isCloseTo(exact, Offset.offset(exact * 0.01));
            assertThat(histograms.count(vital)).isOne();
        }
    }

    @Test
    void zeroIsExactAndAnAbsentValueIsNotCounted() {
        VitalHistograms histograms = new VitalHistograms();
        histograms.add(Vital.CLS, 0.0);
        histograms.add(Vital.LCP, null);

        assertThat(histograms.quantile(Vital.CLS, 3, 4)).isZero();
        assertThat(histograms.quantile(Vital.LCP, 3, 4)).isNull();
    }

    @Test
    void subtractingValuesThatWereNeverAddedIsRejected() {
        VitalHistograms histograms = of(Vital.LCP, List.of(5.0));

        assertThatThrownBy(() -> histograms.subtract(of(Vital.LCP, List.of(9000.0))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void binsOutOfOrderAreRejected() {
        assertThatThrownBy(() -> VitalHistograms.of(new int[] {2, 1}, new int[] {1, 1}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VitalHistograms.of(new int[] {1}, new int[] {0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VitalHistograms.of(new int[] {1}, new int[] {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<List<Double>> values() {
        return Arbitraries.oneOf(
                        Arbitraries.doubles().between(0, 600_000),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.of(0.0, 4000.0, 3999.99, 600_000.0))
                .list()
                .ofMaxSize(300);
    }

    private static VitalHistograms of(Vital vital, List<Double> values) {
        VitalHistograms histograms = new VitalHistograms();
        values.forEach(value -> histograms.add(vital, value));
        return histograms;
    }
}
