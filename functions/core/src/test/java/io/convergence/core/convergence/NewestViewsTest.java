package io.convergence.core.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NewestViewsTest {
    private static final long SLIDE = 10_000;

    /** Any sequence of changes leaves the slices of a sorted map. */
    @Test
    void theSlicesAreThoseOfASortedMap() {
        Random random = new Random(3);
        for (int run = 0; run < 200; run++) {
            NewestViews views = new NewestViews();
            TreeMap<Long, Long> expected = new TreeMap<>();
            for (int step = 0; step < 60; step++) {
                long slice = SLIDE * (step / 2 + random.nextInt(12));
                if (random.nextInt(4) > 0) {
                    long time = slice + random.nextInt((int) SLIDE);
                    views.add(slice, time);
                    expected.merge(slice, time, Math::max);
                } else if (random.nextBoolean()) {
                    views.forgetBefore(slice);
                    expected.headMap(slice).clear();
                } else {
                    long from = slice - SLIDE * random.nextInt(6);
                    long newest = expected.subMap(from, slice).values().stream()
                            .mapToLong(Long::longValue)
                            .max()
                            .orElse(Long.MIN_VALUE);
                    assertThat(views.take(from, slice)).isEqualTo(newest);
                    expected.headMap(slice).clear();
                }
                assertThat(content(views)).isEqualTo(expected);
            }
        }
    }

    private static Map<Long, Long> content(NewestViews views) {
        Map<Long, Long> content = new HashMap<>();
        for (int i = 0; i < views.size(); i++) {
            content.put(views.startAt(i), views.timeAt(i));
        }
        assertThat(content).as("each slice once").hasSize(views.size());
        return content;
    }
}
