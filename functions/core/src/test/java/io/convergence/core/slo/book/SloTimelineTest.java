package io.convergence.core.slo.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.definition.AlertMinimums;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloMetadata;
import io.convergence.core.slo.definition.SloUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SloTimelineTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private final SloTimeline timeline = new SloTimeline();
    private long offset;

    static SloDefinition definition(String name, long generation, int targetPpm) {
        return new SloDefinition(
                "acme",
                name,
                "shop",
                name,
                generation,
                new Sli(SliSource.RUM, List.of(), Condition.ok(), List.of()),
                targetPpm,
                new Period(30, "d", true, null, null),
                BudgetingMethod.OCCURRENCES,
                0,
                0,
                NoDataPolicy.IGNORE,
                List.of(new BurnTier("page-1h", Severity.CRITICAL, HOUR, 5 * MINUTE, 72, 5, Comparison.GT, 0)),
                List.of(5 * MINUTE, HOUR),
                AlertMinimums.NONE,
                SloMetadata.NONE,
                null,
                null);
    }

    private boolean apply(long from, @Nullable SloDefinition definition) {
        return timeline.apply(new SloUpdate("acme", "a", from, offset++, definition));
    }

    private List<Long> generations(long time) {
        return Objects.requireNonNull(timeline.at(time)).live().stream()
                .map(live -> live.definition().generation())
                .toList();
    }

    @Test
    void aDefinitionIsInForceFromItsStart() {
        apply(10 * MINUTE, definition("a", 1, 990_000));

        assertThat(timeline.at(10 * MINUTE - 1)).isNull();
        assertThat(generations(10 * MINUTE)).containsExactly(1L);
    }

    @Test
    void anEditOfTheTargetIsTheSameGeneration() {
        apply(Long.MIN_VALUE, definition("a", 1, 990_000));
        apply(10 * MINUTE, definition("a", 1, 900_000));

        assertThat(Objects.requireNonNull(timeline.at(10 * MINUTE - 1))
                        .live()
                        .get(0)
                        .definition()
                        .targetPpm())
                .isEqualTo(990_000);
        LiveGeneration live =
                Objects.requireNonNull(timeline.at(10 * MINUTE)).live().get(0);
        assertThat(live.definition().targetPpm()).isEqualTo(900_000);
        assertThat(live.from()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void anOldGenerationAlertsUntilTheNewOneCoversItsLongestWindow() {
        apply(Long.MIN_VALUE, definition("a", 1, 990_000));
        apply(10 * MINUTE, definition("a", 2, 990_000));
        apply(20 * MINUTE, definition("a", 3, 990_000));

        assertThat(generations(10 * MINUTE)).containsExactly(1L, 2L);
        assertThat(generations(69 * MINUTE)).containsExactly(1L, 2L, 3L);
        assertThat(generations(70 * MINUTE)).containsExactly(2L, 3L);
        assertThat(generations(80 * MINUTE)).containsExactly(3L);
    }

    @Test
    void aReturnToAGenerationThatIsStillCountedKeepsItsCounts() {
        apply(Long.MIN_VALUE, definition("a", 1, 990_000));
        apply(10 * MINUTE, definition("a", 2, 990_000));
        apply(20 * MINUTE, definition("a", 1, 990_000));

        assertThat(generations(20 * MINUTE)).containsExactly(1L);
    }

    @Test
    void aRemovalEndsEveryGenerationAndALaterDefinitionStartsNewCounts() {
        apply(Long.MIN_VALUE, definition("a", 1, 990_000));
        apply(10 * MINUTE, null);
        apply(20 * MINUTE, definition("a", 1, 990_000));

        assertThat(generations(15 * MINUTE)).isEmpty();
        assertThat(Objects.requireNonNull(timeline.at(20 * MINUTE))
                        .live()
                        .get(0)
                        .from())
                .isEqualTo(20 * MINUTE);
    }

    @Test
    void anOlderOrEqualUpdateIsIgnored() {
        assertThat(apply(Long.MIN_VALUE, definition("a", 1, 990_000))).isTrue();
        assertThat(apply(10 * MINUTE, definition("a", 1, 990_000))).isFalse();
        apply(20 * MINUTE, definition("a", 1, 900_000));
        assertThat(timeline.apply(new SloUpdate("acme", "a", 30 * MINUTE, 0, definition("a", 2, 900_000))))
                .isFalse();
        assertThat(generations(HOUR)).containsExactly(1L);
    }

    @Test
    void ofTwoEditsWithinAMinuteTheLaterOneWins() {
        apply(Long.MIN_VALUE, definition("a", 1, 990_000));
        apply(10 * MINUTE, definition("a", 2, 990_000));
        apply(10 * MINUTE, definition("a", 3, 990_000));

        assertThat(generations(10 * MINUTE)).containsExactly(1L, 3L);
    }

    @Test
    void aBookCanBeRecreatedFromItsUpdates() {
        SloBook book = SloBook.open(SloStart.NONE, null);
        book.apply(new SloUpdate("acme", "a", Long.MIN_VALUE, 1, definition("a", 1, 990_000)));
        book.apply(new SloUpdate("acme", "a", 10 * MINUTE, 2, definition("a", 2, 990_000)));
        List<SloUpdate> remembered = new ArrayList<>();
        book.forEach(remembered::add);
        SloBook again = SloBook.open(SloStart.NONE, remembered);

        assertThat(again.at("acme", "a", 20 * MINUTE)).isEqualTo(book.at("acme", "a", 20 * MINUTE));
        assertThat(again.nextChange("acme", 0)).isEqualTo(10 * MINUTE);
        assertThat(again.nextChange("acme", 10 * MINUTE)).isEqualTo(70 * MINUTE);
        assertThat(again.lastChange("acme", 50 * MINUTE)).isEqualTo(10 * MINUTE);
    }

    @Test
    void aRestartedJobAppliesTheChangesMadeWhileItWasDown() {
        SloUpdate kept = new SloUpdate("acme", "kept", Long.MIN_VALUE, 4, definition("kept", 1, 990_000));
        SloUpdate edited = new SloUpdate("acme", "edited", Long.MIN_VALUE, 4, definition("edited", 1, 990_000));
        SloUpdate gone = new SloUpdate("acme", "gone", Long.MIN_VALUE, 4, definition("gone", 1, 990_000));
        SloUpdate forgotten =
                new SloUpdate("acme", "forgotten", Long.MIN_VALUE, 4, definition("forgotten", 1, 990_000));
        SloUpdate wrong = new SloUpdate("acme", "wrong-0", Long.MIN_VALUE, 4, definition("wrong-0", 1, 990_000));
        SloStart start = new SloStart(
                List.of(
                        new SloUpdate("acme", "kept", 10 * MINUTE, 9, definition("kept", 1, 990_000)),
                        new SloUpdate("acme", "edited", 10 * MINUTE, 9, definition("edited", 1, 900_000)),
                        new SloUpdate("acme", "new", 10 * MINUTE, 9, definition("new", 1, 990_000))),
                List.of(
                        new SloStart.Removal("acme", "gone", 11 * MINUTE, true),
                        new SloStart.Removal("acme", "wrong", 0, false)),
                9,
                12 * MINUTE);
        SloBook book = SloBook.open(start, List.of(kept, edited, gone, forgotten, wrong));

        assertThat(Objects.requireNonNull(book.at("acme", "kept", 0)).from()).isEqualTo(Long.MIN_VALUE);
        assertThat(Objects.requireNonNull(book.at("acme", "edited", 10 * MINUTE))
                        .live()
                        .get(0)
                        .definition()
                        .targetPpm())
                .isEqualTo(900_000);
        assertThat(book.at("acme", "new", 9 * MINUTE)).isNull();
        assertThat(Objects.requireNonNull(book.at("acme", "gone", 11 * MINUTE - 1))
                        .live())
                .hasSize(1);
        assertThat(Objects.requireNonNull(book.at("acme", "gone", 11 * MINUTE)).live())
                .isEmpty();
        assertThat(Objects.requireNonNull(book.at("acme", "forgotten", 12 * MINUTE - 1))
                        .live())
                .hasSize(1);
        assertThat(Objects.requireNonNull(book.at("acme", "forgotten", 12 * MINUTE))
                        .live())
                .isEmpty();
        // Its document exists with errors: an earlier version may still be in force, so the book does not remove it.
        assertThat(Objects.requireNonNull(book.at("acme", "wrong-0", HOUR)).live())
                .hasSize(1);
        // After a failure a job restarts with the definitions it was submitted with; later edits stay in force.
        SloUpdate later = new SloUpdate("acme", "edited", 20 * MINUTE, 12, definition("edited", 1, 800_000));
        SloBook restarted = SloBook.open(start, List.of(kept, edited, later));
        assertThat(Objects.requireNonNull(restarted.at("acme", "edited", HOUR))
                        .live()
                        .get(0)
                        .definition()
                        .targetPpm())
                .isEqualTo(800_000);
    }

    @Test
    void inAJobWithoutStateTheInitialDefinitionsWereAlwaysInForce() {
        SloStart start = new SloStart(
                List.of(new SloUpdate("acme", "a", 10 * MINUTE, 9, definition("a", 1, 990_000))),
                List.of(),
                9,
                12 * MINUTE);

        assertThat(SloBook.open(start, null).at("acme", "a", Long.MIN_VALUE)).isNotNull();
    }
}
