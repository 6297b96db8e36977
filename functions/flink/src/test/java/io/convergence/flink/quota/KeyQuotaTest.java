package io.convergence.flink.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyQuotaTest {
    private static final int BOUND = 7;
    private static final int KEYS = 400;

    /** Keys that no owner has yet. */
    private static List<String> candidates(String prefix) {
        List<String> keys = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            keys.add(prefix + key);
        }
        return keys;
    }

    private static List<String> admissible(QuotaSubtasks subtasks, String owner, List<String> keys) throws Exception {
        List<String> admissible = new ArrayList<>();
        for (String key : keys) {
            if (subtasks.acquire(owner, key)) {
                subtasks.release(owner, key);
                admissible.add(key);
            }
        }
        return admissible;
    }

    private static int fill(QuotaSubtasks subtasks, String owner, List<String> keys) throws Exception {
        int admitted = 0;
        for (String key : keys) {
            admitted += subtasks.acquire(owner, key) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void anOwnerHasTheBoundInEachSubtask() throws Exception {
        try (QuotaSubtasks subtasks = QuotaSubtasks.start(BOUND, 3)) {
            assertThat(fill(subtasks, "a", candidates("k"))).isEqualTo(3 * BOUND);
            assertThat(fill(subtasks, "b", candidates("k"))).isEqualTo(3 * BOUND);
            assertThat(subtasks.keyCount()).isEqualTo(6 * BOUND);
        }
    }

    @Test
    void eachSubtaskHasTheCountsOfItsOwnKeysAfterARescale() throws Exception {
        try (QuotaSubtasks subtasks = QuotaSubtasks.start(BOUND, 1)) {
            List<String> keys = candidates("k").subList(0, BOUND);
            assertThat(fill(subtasks, "a", keys)).isEqualTo(BOUND);
            subtasks.rescale(BOUND, 4);
            assertThat(subtasks.keyCount()).isEqualTo(BOUND);
            for (String key : keys) {
                subtasks.release("a", key);
            }
            assertThat(subtasks.keyCount()).isZero();
            assertThat(fill(subtasks, "a", candidates("n"))).isEqualTo(4 * BOUND);
        }
    }

    @Test
    void aLowerParallelismKeepsTheLimitOfOwnersWithAndWithoutKeys() throws Exception {
        try (QuotaSubtasks subtasks = QuotaSubtasks.start(BOUND, 4)) {
            assertThat(fill(subtasks, "a", candidates("k").subList(0, 10))).isEqualTo(10);
            subtasks.rescale(BOUND, 1);
            assertThat(fill(subtasks, "a", candidates("n"))).isEqualTo(4 * BOUND - 10);
            assertThat(fill(subtasks, "b", candidates("n"))).isEqualTo(4 * BOUND);
        }
    }

    @Test
    void aFullOwnerGetsNoMoreRoomFromRestoresOfTheSameParallelism() throws Exception {
        try (QuotaSubtasks subtasks = QuotaSubtasks.start(BOUND, 3)) {
            assertThat(fill(subtasks, "a", candidates("k"))).isEqualTo(3 * BOUND);
            for (int restore = 0; restore < 3; restore++) {
                subtasks.rescale(BOUND, 3);
                assertThat(admissible(subtasks, "a", candidates("n"))).isEmpty();
            }
        }
    }

    @Test
    void aChangedBoundAppliesAtOnce() throws Exception {
        try (QuotaSubtasks subtasks = QuotaSubtasks.start(BOUND, 2)) {
            assertThat(fill(subtasks, "a", candidates("k"))).isEqualTo(2 * BOUND);
            subtasks.rescale(BOUND - 1, 2);
            assertThat(admissible(subtasks, "a", candidates("n"))).isEmpty();
            subtasks.rescale(BOUND + 1, 2);
            assertThat(fill(subtasks, "a", candidates("n"))).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noRescaleRefusesAKeyThatWasAdmissibleBefore(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> counted = new ArrayList<>();
        try (QuotaSubtasks subtasks = QuotaSubtasks.start(BOUND, 1 + random.nextInt(6))) {
            for (int round = 0; round < 6; round++) {
                for (int step = random.nextInt(30); step > 0; step--) {
                    String key = "k" + round + '-' + step;
                    if (!counted.isEmpty() && random.nextInt(3) == 0) {
                        subtasks.release("a", counted.remove(random.nextInt(counted.size())));
                    } else if (subtasks.acquire("a", key)) {
                        counted.add(key);
                    }
                }
                List<String> known = admissible(subtasks, "a", candidates("n"));
                List<String> unknown = admissible(subtasks, "b", candidates("n"));

                subtasks.rescale(BOUND, 1 + random.nextInt(6));

                assertThat(subtasks.keyCount()).isEqualTo(counted.size());
                assertThat(admissible(subtasks, "a", candidates("n"))).containsAll(known);
                assertThat(admissible(subtasks, "b", candidates("n"))).containsAll(unknown);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noRescaleLowersTheNumberOfKeysThatAnOwnerCanHave(long seed) throws Exception {
        Random random = new Random(seed);
        int first = 1 + random.nextInt(6);
        int second = 1 + random.nextInt(6);
        int third = 1 + random.nextInt(6);
        List<String> some = candidates("k").subList(0, random.nextInt(BOUND * first));
        try (QuotaSubtasks rescaled = QuotaSubtasks.start(BOUND, first);
                QuotaSubtasks undisturbed = QuotaSubtasks.start(BOUND, first)) {
            fill(rescaled, "a", some);
            rescaled.rescale(BOUND, second);
            fill(undisturbed, "a", some);
            undisturbed.rescale(BOUND, second);
            rescaled.rescale(BOUND, third);

            assertThat(fill(rescaled, "a", candidates("n")))
                    .isGreaterThanOrEqualTo(fill(undisturbed, "a", candidates("n")));
        }
    }
}
