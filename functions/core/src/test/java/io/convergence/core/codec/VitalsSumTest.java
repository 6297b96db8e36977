package io.convergence.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import java.io.ByteArrayOutputStream;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VitalsSumTest {
    private static final List<Vital> VITALS = List.of(Vital.values());
    private static final Set<Vital> FIRST = EnumSet.of(Vital.LCP, Vital.TTFB);

    @Property(tries = 200)
    void theSumEqualsTheMergedHistograms(@ForAll List<List<@DoubleRange(max = 600_000) Double>> views) {
        VitalHistograms merged = new VitalHistograms();
        VitalHistograms firstMerged = new VitalHistograms();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (List<Double> values : views) {
            VitalHistograms one = new VitalHistograms();
            for (int i = 0; i < values.size(); i++) {
                Vital vital = VITALS.get(i % VITALS.size());
                one.add(vital, values.get(i));
                if (FIRST.contains(vital)) {
                    firstMerged.add(vital, values.get(i));
                }
            }
            merged.merge(one);
            bytes.writeBytes(VitalsBytes.encode(one));
        }
        VitalsSum all = new VitalsSum(Vital.LOAD);
        all.add(bytes.toByteArray());
        assertThat(all.take()).isEqualTo(merged);
        assertThat(all.take().isEmpty()).isTrue();
        VitalsSum first = new VitalsSum(Vital.TTFB);
        first.add(bytes.toByteArray());
        assertThat(first.take()).isEqualTo(firstMerged);
    }

    @Test
    void histogramsMayBeAddedOneByOne() {
        VitalsSum sum = new VitalsSum(Vital.LCP);
        sum.add(HexFormat.of().parseHex("01010501"));
        sum.add(HexFormat.of().parseHex("010205020304"));
        assertThat(sum.take()).isEqualTo(VitalHistograms.of(new int[] {5, 8}, new int[] {3, 4}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "0201", "01", "0101", "010100", "01010000", "0101ffffffffff0101", "010001"})
    void invalidBytesAreRejected(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> new VitalsSum(Vital.LOAD).add(bytes)).isInstanceOf(IllegalArgumentException.class);
    }
}
