package io.convergence.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.signal.LatchCondition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NewErrorRuleTest {
    private static final long START = 1_700_000_040_000L;
    private static final long MINUTE = 60_000;
    private static final long LONG_AGO = START - 2 * NewErrorRule.LEARNING_MILLIS;
    private static final NewErrorRule RULE = NewErrorRule.DEFAULTS;

    @Test
    void fiveOccurrencesInThreeSessionsWithinFifteenMinutesAreEnough() {
        NewErrorCounts counts = none();
        for (int i = 0; i < 4; i++) {
            counts = counts.plus(error(START + i, START, i < 3));
        }
        assertThat(evaluate(counts, START + MINUTE)).isEqualTo(LatchCondition.NO_DATA);
        NewErrorCounts inTime = counts.plus(error(START + 15 * MINUTE - 1, START, false));
        assertThat(evaluate(inTime, START + 14 * MINUTE)).isEqualTo(LatchCondition.NO_DATA);
        assertThat(evaluate(inTime, START + 15 * MINUTE)).isEqualTo(LatchCondition.HOLDS);
        NewErrorCounts late = counts.plus(error(START + 15 * MINUTE, START, false));
        assertThat(evaluate(late, START + 16 * MINUTE)).isEqualTo(LatchCondition.NO_DATA);
        NewErrorCounts twoSessions = none();
        for (int i = 0; i < 9; i++) {
            twoSessions = twoSessions.plus(error(START + i, START, i < 2));
        }
        assertThat(evaluate(twoSessions, START + MINUTE)).isEqualTo(LatchCondition.NO_DATA);
    }

    @Test
    void theWindowBeginsWithTheFirstOccurrenceInTheAppAndItsLastMinuteIsCounted() {
        NewErrorCounts counts = none();
        long first = START + 30_000;
        for (int i = 0; i < 5; i++) {
            counts = counts.plus(error(first + 15 * MINUTE - 5 + i, first, true));
        }
        assertThat(evaluate(counts, START + 15 * MINUTE)).isEqualTo(LatchCondition.NO_DATA);
        assertThat(evaluate(counts, START + 16 * MINUTE)).isEqualTo(LatchCondition.HOLDS);
        // What was decided is not decided again.
        assertThat(evaluate(counts, START + 17 * MINUTE)).isEqualTo(LatchCondition.NO_DATA);
        assertThat(NewErrorRule.isOpen(counts.at(START + 15 * MINUTE), START + 15 * MINUTE))
                .isTrue();
        assertThat(NewErrorRule.isOpen(counts.at(START + 16 * MINUTE), START + 16 * MINUTE))
                .isFalse();
    }

    @Test
    void nothingFiresInTheFirstDayOfTheJob() {
        NewErrorCounts counts = none();
        for (int i = 0; i < 5; i++) {
            counts = counts.plus(error(START + i, START, true));
        }
        NewErrorCounts seen = counts.at(START + MINUTE);
        long day = NewErrorRule.LEARNING_MILLIS;
        assertThat(RULE.evaluate(seen, false, START + MINUTE, START + MINUTE - day + 1))
                .isEqualTo(LatchCondition.NO_DATA);
        assertThat(RULE.evaluate(seen, false, START + MINUTE, START + MINUTE - day))
                .isEqualTo(LatchCondition.HOLDS);
    }

    @Test
    void aSignalLastsUntilFifteenMinutesHaveNoOccurrence() {
        NewErrorCounts counts = none().plus(error(START + 5, START, true));
        assertThat(RULE.evaluate(counts.at(START + 15 * MINUTE), true, START + 15 * MINUTE, LONG_AGO))
                .isEqualTo(LatchCondition.HOLDS);
        assertThat(RULE.evaluate(counts.at(START + 16 * MINUTE), true, START + 16 * MINUTE, LONG_AGO))
                .isEqualTo(LatchCondition.RECOVERED);
    }

    @Test
    void aGroupThatIsNewAgainIsCountedFromItsNewFirstOccurrence() {
        long again = START + 40 * 86_400_000L;
        NewErrorCounts counts = none();
        for (int i = 0; i < 4; i++) {
            counts = counts.plus(error(START + i, START, true)).plus(error(again + i, again, true));
        }
        assertThat(evaluate(counts, again + MINUTE)).isEqualTo(LatchCondition.NO_DATA);
        assertThat(evaluate(counts.plus(error(again + 5, again, false)), again + MINUTE))
                .isEqualTo(LatchCondition.HOLDS);
    }

    /** Counters in any order of arrival decide as a count over all occurrences before the boundary does. */
    @Property
    void countersDecideAsTheOccurrencesDo(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 1_200_000) Integer> offsets,
            @ForAll @IntRange(min = 1, max = 25) int minute,
            @ForAll Random random) {
        long first = START + Collections.min(offsets);
        List<GroupedError> errors = new ArrayList<>();
        for (int offset : offsets) {
            errors.add(error(START + offset, first, random.nextBoolean()));
        }
        long boundary = START + minute * MINUTE;
        NewErrorCounts counts = none();
        List<GroupedError> shuffled = new ArrayList<>(errors);
        Collections.shuffle(shuffled, random);
        for (GroupedError error : shuffled) {
            counts = counts.plus(error);
        }
        NewErrorCounts stepped = counts;
        for (long each = START + MINUTE; each <= boundary; each += MINUTE) {
            stepped = stepped.at(each);
        }
        assertThat(stepped).isEqualTo(counts.at(boundary));

        List<GroupedError> inTime = errors.stream()
                .filter(error ->
                        error.occurrence().at() < boundary && error.occurrence().at() < first + 15 * MINUTE)
                .toList();
        boolean holds = boundary < first + 16 * MINUTE
                && inTime.size() >= 5
                && inTime.stream()
                                .filter(error -> error.occurrence().firstOfSession())
                                .count()
                        >= 3;
        assertThat(evaluate(counts, boundary)).isEqualTo(holds ? LatchCondition.HOLDS : LatchCondition.NO_DATA);
    }

    private static LatchCondition evaluate(NewErrorCounts counts, long boundary) {
        return RULE.evaluate(counts.at(boundary), false, boundary, LONG_AGO);
    }

    private static NewErrorCounts none() {
        return NewErrorCounts.none(error(START, START, true).occurrence());
    }

    private static GroupedError error(long at, long groupFirst, boolean firstOfSession) {
        return new GroupedError(
                new ErrorOccurrence(
                        "acme", "shop", "h", "f", "TypeError", "t", "app.js", at, "2", "s", "e" + at, firstOfSession),
                groupFirst,
                "2");
    }
}
