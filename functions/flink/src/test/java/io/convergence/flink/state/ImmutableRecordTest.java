package io.convergence.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.convergence.SyntheticSample;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.PageViews;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImmutableRecordTest {

    /** A record of other records that never change. */
    record Nested(HostKey key, Long size) {}

    /** A record with a list, which its owner can change. */
    record Listed(List<String> names) {}

    @Test
    void recordsOfPlainValuesNeverChange() {
        assertThat(List.of(SyntheticSample.class, HostKey.class, MinuteKey.class, AppSlice.class, Nested.class))
                .allMatch(ImmutableRecord::is);
    }

    @Test
    void recordsOfListsOrHistogramsAndOtherClassesMayChange() {
        assertThat(List.of(Listed.class, PageViews.class, VitalHistograms.class, String.class))
                .noneMatch(ImmutableRecord::is);
    }

    @Test
    void onlyWhatMayChangeIsCopied() throws IOException {
        FormatSerializer<SyntheticSample> samples = new FormatSerializer<>(new SyntheticSampleFormat());
        SyntheticSample sample = new SyntheticSample(1_000, "shop", true, "fra");
        assertThat(samples.isImmutableType()).isTrue();
        assertThat(samples.copy(sample)).isSameAs(sample);

        FormatSerializer<PageViews> pages = new FormatSerializer<>(new PageViewsFormat());
        PageViews page = new PageViews("/cart", 3, 1, VitalHistograms.of(new int[] {7}, new int[] {2}));
        PageViews copy = pages.copy(page);
        assertThat(pages.isImmutableType()).isFalse();
        page.vitals().merge(VitalHistograms.of(new int[] {9}, new int[] {1}));
        assertThat(copy).isEqualTo(new PageViews("/cart", 3, 1, VitalHistograms.of(new int[] {7}, new int[] {2})));
    }
}
