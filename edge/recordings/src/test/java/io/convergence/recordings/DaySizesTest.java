package io.convergence.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DaySizesTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 2, 28);
    private static final LocalDate SECOND = LocalDate.of(2026, 3, 1);

    @Test
    void anObjectThatIsReservedBeforeACountAndWrittenAfterItCounts() {
        DaySizes sizes = new DaySizes(10);
        assertThat(sizes.reserve(FIRST, 6)).isTrue();
        sizes.beginCount();
        sizes.settle(FIRST, 6, true);
        sizes.endCount(Map.of());
        assertThat(sizes.reserve(FIRST, 5)).isFalse();
        assertThat(sizes.reserve(FIRST, 4)).isTrue();
    }

    @Test
    void anObjectThatIsReservedDuringACountCounts() {
        DaySizes sizes = new DaySizes(10);
        sizes.beginCount();
        assertThat(sizes.reserve(FIRST, 6)).isTrue();
        sizes.endCount(Map.of(SECOND, 3L));
        assertThat(sizes.reserve(SECOND, 2)).isFalse();
        assertThat(sizes.reserve(SECOND, 1)).isTrue();
    }

    @Test
    void anObjectThatCouldNotBeWrittenGivesItsRoomBackDuringACount() {
        DaySizes sizes = new DaySizes(10);
        assertThat(sizes.reserve(FIRST, 6)).isTrue();
        sizes.beginCount();
        sizes.settle(FIRST, 6, false);
        sizes.endCount(Map.of());
        assertThat(sizes.reserve(FIRST, 10)).isTrue();
    }

    @Test
    void aDayThatIsDroppedDuringACountIsNotCounted() {
        DaySizes sizes = new DaySizes(10);
        sizes.endCount(Map.of(FIRST, 8L));
        sizes.beginCount();
        assertThat(sizes.oldestBefore(SECOND)).isEqualTo(FIRST);
        sizes.drop(FIRST);
        sizes.endCount(Map.of(FIRST, 8L));
        assertThat(sizes.reserve(SECOND, 10)).isTrue();
    }

    @Test
    void theRoomOfObjectsInProgressStaysReservedWhenTheirDayIsDropped() {
        DaySizes sizes = new DaySizes(10);
        assertThat(sizes.reserve(FIRST, 2)).isTrue();
        sizes.settle(FIRST, 2, true);
        assertThat(sizes.reserve(FIRST, 3)).isTrue();
        sizes.drop(FIRST);
        assertThat(sizes.oldestBefore(SECOND))
                .as("it has no written object any more")
                .isNull();
        assertThat(sizes.reserve(SECOND, 8)).isFalse();
        assertThat(sizes.reserve(SECOND, 7)).isTrue();
    }

    /** Each step begins or ends a count, reserves room, or ends the oldest reservation. */
    @Property
    void whatIsWrittenNeverExceedsTheCapacity(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 99) Integer> steps) {
        DaySizes sizes = new DaySizes(50);
        List<Long> reserved = new ArrayList<>();
        Map<LocalDate, Long> written = new HashMap<>();
        boolean counts = false;
        for (int step : steps) {
            if (step < 20) {
                if (counts) {
                    sizes.endCount(Map.copyOf(written));
                } else {
                    sizes.beginCount();
                }
                counts = !counts;
            } else if (step < 60) {
                if (sizes.reserve(day(step), step % 20 + 1)) {
                    reserved.add((long) step);
                }
            } else if (!reserved.isEmpty()) {
                int first = reserved.remove(0).intValue();
                boolean isWritten = step % 3 > 0;
                if (isWritten) {
                    written.merge(day(first), first % 20 + 1L, Long::sum);
                }
                sizes.settle(day(first), first % 20 + 1L, isWritten);
            }
            assertThat(written.values().stream().mapToLong(Long::longValue).sum())
                    .isLessThanOrEqualTo(50);
        }
    }

    private static LocalDate day(int step) {
        return FIRST.plusDays(step % 4);
    }
}
