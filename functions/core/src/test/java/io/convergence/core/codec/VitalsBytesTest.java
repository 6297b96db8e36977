package io.convergence.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VitalsBytesTest {
    private static final List<Vital> VITALS = List.copyOf(EnumSet.allOf(Vital.class));

    @Property
    void decodingReturnsTheEncodedHistograms(@ForAll List<@DoubleRange(max = 600_000) Double> values) {
        VitalHistograms vitals = new VitalHistograms();
        for (int i = 0; i < values.size(); i++) {
            vitals.add(VITALS.get(i % VITALS.size()), values.get(i));
        }
        assertThat(VitalsBytes.decode(VitalsBytes.encode(vitals))).isEqualTo(vitals);
    }

    @Property
    void theDocumentedFormulaGivesTheRangeOfABin(@ForAll @DoubleRange(min = 0.01, max = 600_000) double value) {
        VitalHistograms vitals = new VitalHistograms();
        vitals.add(Vital.INP, value);
        int bin = vitals.keyAt(0) - 4096 * Vital.INP.code();
        double g = 1.01 / 0.99;
        assertThat(value).isBetween(Math.pow(g, bin - 1024) * (1 - 1e-12), Math.pow(g, bin - 1023) * (1 + 1e-12));
        assertThat(vitals.quantile(Vital.INP, 3, 4)).isCloseTo(1.01 * Math.pow(g, bin - 1024), within(value * 1e-9));
    }

    @Test
    void theBytesAreThoseOfTheFirstRelease() {
        VitalHistograms vitals = VitalHistograms.of(new int[] {0, 1400, 4096 * 5 + 1}, new int[] {1, 300, 2});
        assertThat(HexFormat.of().formatHex(VitalsBytes.encode(vitals))).isEqualTo("01030001f80aac0289950102");
        assertThat(VitalsBytes.encode(new VitalHistograms())).containsExactly(1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "02", "0201", "01", "0101", "010100", "01010000", "0101ffffffffff0101", "010001"})
    void invalidBytesAreRejected(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> VitalsBytes.decode(bytes)).isInstanceOf(IllegalArgumentException.class);
    }
}
