package io.convergence.core.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GroupedVitalsTest {
    private static final int GROUPS = 5;

    /** More than the count of one entry. */
    private static final int MANY = (1 << 24) + 5;

    @Property
    void theHistogramOfAGroupIsThatOfItsViews(
            @ForAll @Size(max = 200) List<@IntRange(max = GROUPS - 1) Integer> groups,
            @ForAll @Size(min = 1, max = 40) List<@DoubleRange(max = 60_000) Double> values) {
        GroupedVitals grouped = new GroupedVitals();
        List<VitalHistograms> expected = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            expected.add(new VitalHistograms());
        }
        for (int view = 0; view < groups.size(); view++) {
            Vitals vitals = vitals(view, values);
            grouped.add(groups.get(view), vitals);
            expected.get(groups.get(view)).add(vitals);
        }

        assertThat(grouped.histograms(GROUPS)).isEqualTo(expected);
    }

    @Test
    void groupsWithoutViewsHaveEmptyHistograms() {
        assertThat(new GroupedVitals().histograms(2)).containsExactly(new VitalHistograms(), new VitalHistograms());
    }

    @Test
    void aValueIsCountedMoreOftenThanAnEntryCan() {
        GroupedVitals grouped = new GroupedVitals();
        Vitals vitals = new Vitals(100.0, null, null, null, null, null);
        for (int view = 0; view < MANY; view++) {
            grouped.add(0, vitals);
        }

        assertThat(grouped.histograms(1).get(0).count(Vital.LCP)).isEqualTo(MANY);
    }

    /** The vitals of a view. Two of the six are absent in every third view, and two others in each view after one of these. */
    private static Vitals vitals(int view, List<Double> values) {
        Double first = values.get(view % values.size());
        Double second = view % 3 == 0 ? null : values.get(view * 7 % values.size());
        Double third = view % 3 == 1 ? null : first / 1000;
        return new Vitals(first, second, third, first, second, third);
    }
}
