package io.convergence.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SlidingCountsTest {
    private static final WindowSpec WINDOW = new WindowSpec(60, 10);

    /** An addition to a slice or, with a count of 0, an advance of the window by some slides. */
    record Step(long slice, int count, int slides) {}

    @Property(tries = 2000)
    void totalsEqualABruteForceSumAtEveryBoundary(@ForAll("steps") List<Step> steps) {
        SlidingCounts counts = new SlidingCounts(2);
        List<Step> added = new ArrayList<>();
        long boundary = 0;
        for (Step step : steps) {
            if (step.count() > 0) {
                counts.add(WINDOW, step.slice(), step.count(), 1);
                added.add(step);
            } else {
                boundary += step.slides() * WINDOW.slideMillis();
                counts.advance(WINDOW, boundary, 2);
            }
            if (boundary > 0) {
                long end = boundary;
                assertThat(counts.total(0))
                        .isEqualTo(added.stream()
                                .filter(s -> s.slice() >= end - 60 && s.slice() < end)
                                .mapToLong(Step::count)
                                .sum());
                assertThat(counts.total(1))
                        .isEqualTo(added.stream()
                                .filter(s -> s.slice() >= end - 60 && s.slice() < end)
                                .count());
            }
        }
    }

    @Property(tries = 1000)
    void theNextChangeIsTheFirstBoundaryWhoseWindowContainsOtherSlices(@ForAll("steps") List<Step> steps) {
        SlidingCounts counts = new SlidingCounts(2);
        List<Long> slices = new ArrayList<>();
        for (Step step : steps) {
            if (step.count() > 0) {
                counts.add(WINDOW, step.slice(), step.count(), 1);
                slices.add(step.slice());
            }
        }
        counts.advance(WINDOW, 100, 2);
        long next = counts.nextChange(WINDOW);
        for (long boundary = 110; boundary <= 700; boundary += 10) {
            long end = boundary;
            boolean differs = slices.stream().anyMatch(s -> contains(s, 100) != contains(s, end));
            if (differs) {
                assertThat(next).isEqualTo(boundary);
                return;
            }
        }
        assertThat(next).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aSliceEntersTheWindowAtItsEndAndLeavesItOneWindowSizeLater() {
        SlidingCounts counts = new SlidingCounts(1);
        counts.add(WINDOW, 100, 7);

        counts.advance(WINDOW, 100, 2);
        assertThat(counts.total(0)).isZero();
        counts.advance(WINDOW, 110, 2);
        assertThat(counts.total(0)).isEqualTo(7);
        counts.advance(WINDOW, 160, 2);
        assertThat(counts.total(0)).isEqualTo(7);
        counts.advance(WINDOW, 170, 2);
        assertThat(counts.total(0)).isZero();
        assertThat(counts.sum(0, 50, 110)).isEqualTo(7);
    }

    @Test
    void aSliceWhoseCountsAreZeroIsRemoved() {
        SlidingCounts counts = new SlidingCounts(2);
        counts.add(WINDOW, 100, 1, 1);
        counts.add(WINDOW, 100, -1, -1);

        assertThat(counts.isEmpty()).isTrue();
    }

    @Test
    void slicesAreRemovedOnceTheyLeftTheKeptWindows() {
        SlidingCounts counts = new SlidingCounts(1);
        counts.add(WINDOW, 0, 1);
        counts.advance(WINDOW, 70, 2);
        assertThat(counts.size()).isOne();
        counts.advance(WINDOW, 70, 1);
        assertThat(counts.isEmpty()).isTrue();
    }

    @Test
    void theWindowDoesNotGoBack() {
        SlidingCounts counts = new SlidingCounts(1);
        counts.advance(WINDOW, 70, 2);

        assertThatThrownBy(() -> counts.advance(WINDOW, 60, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> additions = Combinators.combine(
                        Arbitraries.longs().between(0, 50),
                        Arbitraries.integers().between(1, 5))
                .as((slice, count) -> new Step(slice * 10, count, 0));
        Arbitrary<Step> advances = Arbitraries.integers().between(1, 20).map(slides -> new Step(0, 0, slides));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, additions), net.jqwik.api.Tuple.of(1, advances))
                .list()
                .ofMaxSize(60);
    }

    private static boolean contains(long slice, long boundary) {
        return slice >= boundary - 60 && slice < boundary;
    }
}
