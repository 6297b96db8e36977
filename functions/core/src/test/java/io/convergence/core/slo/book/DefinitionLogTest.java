package io.convergence.core.slo.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.definition.InitialDefinitions;
import io.convergence.core.slo.definition.SloUpdate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DefinitionLogTest {
    private static final long NOON = 1_780_660_800_000L;

    private static DefinitionRecord slo(long offset, long timestamp, String target) {
        return record("SLO/a", offset, timestamp, """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: a, labels: {tenant: acme}}
                spec:
                  service: shop
                  indicatorRef: views
                  timeWindow: [{duration: 30d, isRolling: true}]
                  budgetingMethod: Occurrences
                  objectives: [{target: %s}]
                """.formatted(target));
    }

    private static DefinitionRecord sli(long offset, long timestamp, String page) {
        return record("SLI/views", offset, timestamp, """
                apiVersion: openslo/v1
                kind: SLI
                metadata: {name: views, labels: {tenant: acme}}
                spec:
                  ratioMetric:
                    counter: true
                    total: {metricSource: {type: convergence, spec: {source: rum, where: {page: %1$s}}}}
                    good: {metricSource: {type: convergence, spec: {source: rum, where: {page: %1$s}, good: {ok: true}}}}
                """.formatted(page));
    }

    private static DefinitionRecord record(String key, long offset, long timestamp, @Nullable String document) {
        return new DefinitionRecord("acme/" + key, offset, timestamp, document);
    }

    @Test
    void anObjectiveIsDefinedOnceWhatItRefersToIsThere() {
        DefinitionLog log = new DefinitionLog(List.of());
        DefinitionLog.Change alone = log.apply(slo(0, NOON, "0.99"));
        DefinitionLog.Change both = log.apply(sli(1, NOON + 1, "/cart"));

        assertThat(alone.updates()).isEmpty();
        assertThat(alone.problems()).isNotEmpty();
        assertThat(both.problems()).isEmpty();
        assertThat(both.updates()).singleElement().satisfies(update -> {
            assertThat(update.name()).isEqualTo("a");
            assertThat(update.effectiveFrom()).isEqualTo(NOON + 60_000);
            assertThat(update.offset()).isEqualTo(1);
        });
    }

    @Test
    void anEditOfWhatIsReferredToIsAnEditOfTheObjective() {
        DefinitionLog log = new DefinitionLog(List.of(slo(0, NOON, "0.99"), sli(1, NOON, "/cart")));
        DefinitionLog.Change change = log.apply(sli(2, NOON + 61_000, "/checkout"));

        assertThat(change.updates())
                .singleElement()
                .satisfies(update -> assertThat(update.effectiveFrom()).isEqualTo(NOON + 120_000));
    }

    @Test
    void aWrongVersionLeavesTheLastRightOneInForce() {
        DefinitionLog log = new DefinitionLog(List.of(slo(0, NOON, "0.99"), sli(1, NOON, "/cart")));
        DefinitionLog.Change wrong = log.apply(slo(2, NOON, "7"));
        DefinitionLog restored = new DefinitionLog(log.records());
        DefinitionLog.Change other = restored.apply(sli(3, NOON, "/checkout"));
        DefinitionLog.Change mended = restored.apply(slo(4, NOON, "0.98"));

        assertThat(wrong.updates()).isEmpty();
        assertThat(wrong.problems()).isNotEmpty().allMatch(problem -> problem.error());
        assertThat(other.updates())
                .singleElement()
                .satisfies(update -> assertThat(update.definition()).isNotNull());
        assertThat(mended.updates())
                .singleElement()
                .extracting(
                        update -> Objects.requireNonNull(update.definition()).targetPpm())
                .isEqualTo(980_000);
    }

    @Test
    void aTombstoneRemovesAndWhatIsKnownIsNoNews() {
        DefinitionLog log = new DefinitionLog(List.of(slo(0, NOON, "0.99"), sli(1, NOON, "/cart")));

        assertThat(log.apply(slo(0, NOON, "0.99")).updates()).isEmpty();
        assertThat(log.apply(record("SLO/a", 5, NOON, null)).updates())
                .singleElement()
                .extracting(SloUpdate::definition)
                .isNull();
    }

    @Test
    void tenantsDoNotSeeEachOthersDocuments() {
        DefinitionLog log = new DefinitionLog(List.of(slo(0, NOON, "0.99")));
        DefinitionRecord foreign = new DefinitionRecord(
                "other/SLI/views",
                1,
                NOON,
                Objects.requireNonNull(sli(1, NOON, "/cart").document()).replace("acme", "other"));

        assertThat(log.apply(foreign).updates()).isEmpty();
    }

    @Test
    void aJobStartsWithWhatIsDefined() {
        SloStart start = DefinitionLog.start(
                new InitialDefinitions(7, List.of(slo(0, NOON, "0.99"), sli(3, NOON + 5_000, "/cart"))), NOON + 90_000);

        assertThat(start.offset()).isEqualTo(7);
        assertThat(start.asOf()).isEqualTo(NOON + 120_000);
        assertThat(start.updates()).singleElement().satisfies(update -> {
            assertThat(update.offset()).isEqualTo(7);
            assertThat(update.effectiveFrom()).isEqualTo(NOON + 60_000);
        });
    }

    @Test
    void aDocumentOfAnotherObjectiveDoesNotDelayAnEdit() {
        DefinitionRecord other = record(
                "SLO/b",
                4,
                NOON + 600_000,
                Objects.requireNonNull(slo(4, 0, "0.9").document()).replace("name: a", "name: b"));
        SloStart start = DefinitionLog.start(
                new InitialDefinitions(4, List.of(slo(0, NOON, "0.99"), sli(3, NOON, "/cart"), other)), NOON);

        assertThat(start.updates())
                .extracting(SloUpdate::name, SloUpdate::effectiveFrom)
                .containsExactlyInAnyOrder(tuple("a", NOON + 60_000), tuple("b", NOON + 660_000));
    }

    @Test
    void whatOneLogDefinedAndAnotherDoesNotIsRemoved() {
        DefinitionLog before = new DefinitionLog(List.of(slo(0, NOON, "0.99"), sli(1, NOON, "/cart")));

        // Its end is known as long as the deletion is, or that of what it refers to; else it is the time of the start.
        assertThat(ends(before, record("SLO/a", 9, NOON + 1, null), sli(1, NOON, "/cart")))
                .containsExactly(new SloUpdate("acme", "a", NOON + 60_000, 9, null));
        assertThat(ends(before, slo(0, NOON, "0.99"), record("SLI/views", 9, NOON + 60_000, null)))
                .containsExactly(new SloUpdate("acme", "a", NOON + 120_000, 9, null));
        assertThat(ends(before, sli(1, NOON, "/cart")))
                .containsExactly(new SloUpdate("acme", "a", NOON + 660_000, 9, null));
        assertThat(DefinitionLog.start(initial(slo(0, NOON, "0.99"), record("SLO/b", 9, NOON, null)), NOON)
                        .removals())
                .containsExactlyInAnyOrder(
                        new SloStart.Removal("acme", "a", NOON + 60_000, false),
                        new SloStart.Removal("acme", "b", NOON + 60_000, true));
    }

    private static InitialDefinitions initial(DefinitionRecord... records) {
        return new InitialDefinitions(9, List.of(records));
    }

    private static List<SloUpdate> ends(DefinitionLog before, DefinitionRecord... now) {
        SloStart start = DefinitionLog.start(initial(now), NOON + 600_000);
        return new DefinitionLog(List.of(now)).removedSince(before, start);
    }

    @Test
    void rubbishDefinesNothingAndStopsNothing() {
        DefinitionLog log = new DefinitionLog(List.of());

        for (String text : List.of("", "{", "\u0000", "a: &a [*a, *a]", "!!java.net.URL x", "- - - -", "kind: SLO")) {
            assertThat(log.apply(record("SLO/" + text.hashCode(), 1, NOON, text))
                            .updates())
                    .isEmpty();
        }
        assertThat(log.apply(new DefinitionRecord("no-slash", 9, NOON, "{}")).updates())
                .isEmpty();
    }
}
