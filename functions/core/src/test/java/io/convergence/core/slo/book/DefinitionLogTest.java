package io.convergence.core.slo.book;

import static io.convergence.core.slo.book.TopicDocuments.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.definition.InitialDefinitions;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.yaml.Problem;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Effects of records of the topic of definitions on the objectives in force. */
class DefinitionLogTest {
    private static final long NOON = 1_780_660_800_000L;

    private static DefinitionRecord slo(long offset, long timestamp, String target) {
        return record("SLO/a", offset, timestamp, TopicDocuments.slo("a", target, "views", null));
    }

    private static DefinitionRecord alerting(long offset, String target) {
        return record("SLO/a", offset, NOON, TopicDocuments.slo("a", target, "views", "pages"));
    }

    private static DefinitionRecord sli(long offset, long timestamp, String page) {
        return record("SLI/views", offset, timestamp, TopicDocuments.sli("views", page));
    }

    private static DefinitionRecord policy(long offset, String condition) {
        return record("AlertPolicy/pages", offset, NOON, TopicDocuments.policy("pages", condition));
    }

    private static DefinitionRecord condition(long offset, String threshold) {
        return record("AlertCondition/fast", offset, NOON, TopicDocuments.condition("fast", threshold));
    }

    private static DefinitionRecord deletion(String key, long offset) {
        return record(key, offset, NOON, null);
    }

    @Test
    void anObjectiveIsDefinedOnceTheDocumentsItRefersToExist() {
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
    void anEditOfAReferredDocumentIsAnEditOfTheObjective() {
        DefinitionLog log = new DefinitionLog(List.of(slo(0, NOON, "0.99"), sli(1, NOON, "/cart")));
        DefinitionLog.Change change = log.apply(sli(2, NOON + 61_000, "/checkout"));

        assertThat(change.updates())
                .singleElement()
                .satisfies(update -> assertThat(update.effectiveFrom()).isEqualTo(NOON + 120_000));
    }

    @Test
    void anInvalidVersionLeavesTheLastValidOneInForce() {
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
    void aTombstoneRemovesAnObjectiveAndAKnownRecordIsIgnored() {
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
    void aJobStartsWithTheDefinitionsOfTheTopic() {
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
    void anObjectiveThatOnlyTheLogBeforeDefinesIsRemoved() {
        DefinitionLog before = new DefinitionLog(List.of(slo(0, NOON, "0.99"), sli(1, NOON, "/cart")));

        // It ends when its tombstone was written or, once that is compacted away, when the job starts.
        assertThat(ends(before, record("SLO/a", 9, NOON + 1, null), sli(1, NOON, "/cart")))
                .containsExactly(new SloUpdate("acme", "a", NOON + 60_000, 9, null));
        assertThat(ends(before, sli(1, NOON, "/cart")))
                .containsExactly(new SloUpdate("acme", "a", NOON + 660_000, 9, null));
        assertThat(DefinitionLog.start(initial(slo(0, NOON, "0.99"), record("SLO/b", 9, NOON, null)), NOON)
                        .removals())
                .containsExactlyInAnyOrder(
                        new SloStart.Removal("acme", "a", NOON + 60_000, false),
                        new SloStart.Removal("acme", "b", NOON + 60_000, true));
    }

    @Test
    void theDeletionOfAnIndicatorWhileAJobIsDownDoesNotRemoveAnObjective() {
        DefinitionLog before = new DefinitionLog(List.of(slo(0, NOON, "0.99"), sli(1, NOON, "/cart")));

        // With its tombstone in the topic, and after the tombstone has been compacted away.
        for (InitialDefinitions initial : List.of(
                initial(slo(0, NOON, "0.99"), record("SLI/views", 9, NOON + 60_000, null)),
                initial(slo(0, NOON, "0.99")))) {
            DefinitionLog resumed = DefinitionLog.resume(before.records(), initial);
            assertThat(resumed.definitions()).isEqualTo(before.definitions());
            assertThat(resumed.removedSince(before, DefinitionLog.start(initial, NOON + 600_000)))
                    .isEmpty();
            assertThat(resumed.wrongDocuments()).isEqualTo(1);
            assertThat(new DefinitionLog(resumed.records()).definitions()).isEqualTo(before.definitions());
            DefinitionLog.Change removed = resumed.apply(record("SLO/a", 10, NOON, null));
            assertThat(removed.updates()).hasSize(1);
            assertThat(resumed.wrongDocuments()).isZero();
        }
    }

    @Test
    void anInvalidVersionOfAReferredDocumentDoesNotRemoveAnObjective() {
        DefinitionLog log = new DefinitionLog(List.of(slo(0, NOON, "0.99"), sli(1, NOON, "/cart")));
        List<SloDefinition> before = log.definitions();
        DefinitionLog.Change change = log.apply(
                record("SLI/views", 2, NOON, TopicDocuments.sli("views", "/x").replace("rum", "logs")));

        assertThat(change.updates()).isEmpty();
        assertThat(change.problems()).extracting(Problem::source).isNotEmpty().containsOnly("acme/SLI/views");
        assertThat(log.definitions()).isEqualTo(before);
        assertThat(log.wrongDocuments()).isEqualTo(1);
    }

    @Test
    void aConditionThatAnObjectiveCanNeverReachIsHeldBack() {
        DefinitionLog log = new DefinitionLog(
                List.of(alerting(0, "0.9"), sli(1, NOON, "/cart"), policy(2, "fast"), condition(3, "5")));
        List<SloDefinition> before = log.definitions();
        DefinitionLog.Change heldBack = log.apply(condition(4, "50"));

        assertThat(before).hasSize(1);
        assertThat(heldBack.updates()).isEmpty();
        assertThat(heldBack.problems())
                .extracting(Problem::source, Problem::message)
                .containsExactly(
                        tuple(
                                "acme/AlertCondition/fast",
                                "is held back: with it, acme/SLO/a would be wrong at spec.alertPolicies[0]: the tier 'pages/fast' can"
                                        + " never fire: its burn rate of 50 is not below the highest there is with this target, 10"));
        assertThat(log.definitions()).isEqualTo(before);

        // It comes into force with the edit of the objective that makes it valid.
        DefinitionLog.Change tightened = log.apply(alerting(5, "0.99"));
        assertThat(tightened.problems()).isEmpty();
        assertThat(tightened.updates()).singleElement().satisfies(update -> {
            SloDefinition definition = Objects.requireNonNull(update.definition());
            assertThat(definition.targetPpm()).isEqualTo(990_000);
            assertThat(definition.tiers())
                    .singleElement()
                    .extracting(BurnTier::factorNumerator)
                    .isEqualTo(50L);
        });
        assertThat(log.wrongDocuments()).isZero();
    }

    @Test
    void theDeletionOfADocumentThatIsReferredToIsHeldBackUntilNothingRefersToIt() {
        DefinitionLog log = new DefinitionLog(
                List.of(alerting(0, "0.9"), sli(1, NOON, "/cart"), policy(2, "fast"), condition(3, "5")));
        List<SloDefinition> before = log.definitions();

        DefinitionLog.Change ofCondition = log.apply(deletion("AlertCondition/fast", 4));
        DefinitionLog.Change ofPolicy = log.apply(deletion("AlertPolicy/pages", 5));
        DefinitionLog.Change ofIndicator = log.apply(deletion("SLI/views", 6));
        assertThat(List.of(ofCondition, ofPolicy, ofIndicator)).allSatisfy(change -> {
            assertThat(change.updates()).isEmpty();
            assertThat(change.problems())
                    .singleElement()
                    .extracting(Problem::message)
                    .asString()
                    .startsWith("the deletion is held back: without the document, acme/");
        });
        assertThat(log.definitions()).isEqualTo(before);
        assertThat(log.wrongDocuments()).isEqualTo(3);

        DefinitionLog.Change withoutPolicy = log.apply(slo(7, NOON, "0.9"));
        assertThat(withoutPolicy.updates())
                .singleElement()
                .satisfies(update -> assertThat(
                                Objects.requireNonNull(update.definition()).tiers())
                        .extracting(BurnTier::name)
                        .contains("page-6h"));
        assertThat(log.wrongDocuments()).isEqualTo(1);
        assertThat(log.apply(deletion("SLO/a", 8)).updates()).hasSize(1);
        assertThat(log.wrongDocuments()).isZero();
        assertThat(log.definitions()).isEmpty();
    }

    @Test
    void aNewDocumentThatWouldMakeAnotherInvalidIsHeldBackAlsoAfterARestart() {
        DefinitionRecord first = record("SLO/b-0", 0, NOON, TopicDocuments.slo("b-0", "0.99", "views", null));
        DefinitionRecord indicator = record(
                "SLI/views",
                1,
                NOON,
                TopicDocuments.sli("views", "/cart")
                        .replace("type: convergence,", "type: convergence, metricSourceRef: here,"));
        DefinitionLog log = new DefinitionLog(List.of(first, indicator));
        DefinitionLog earlier = new DefinitionLog(log.records());
        List<SloDefinition> before = log.definitions();
        DefinitionRecord contradiction =
                record("DataSource/here", 2, NOON, TopicDocuments.dataSource("here", "Prometheus"));
        DefinitionRecord sameObjective = record(
                "SLO/b",
                3,
                NOON,
                TopicDocuments.slo("b", "0.9", "views", null)
                        .replace("[{target: 0.9}]", "[{target: 0.9}, {target: 0.99}]"));

        for (DefinitionRecord record : List.of(contradiction, sameObjective)) {
            DefinitionLog.Change change = log.apply(record);
            assertThat(change.updates()).isEmpty();
            assertThat(change.problems())
                    .isNotEmpty()
                    .allMatch(problem -> problem.source().equals(record.key()));
        }
        assertThat(before).extracting(SloDefinition::name).containsExactly("b-0");
        DefinitionLog restored = new DefinitionLog(log.records());
        assertThat(restored.definitions()).isEqualTo(before);
        assertThat(restored.records()).isEqualTo(log.records());
        InitialDefinitions topic = initial(first, indicator, contradiction, sameObjective);
        assertThat(DefinitionLog.resume(log.records(), topic).definitions()).isEqualTo(before);
        // As if both had been written while the job was down.
        assertThat(DefinitionLog.resume(earlier.records(), topic).definitions()).isEqualTo(before);
    }

    @Test
    void aValueThatIsNotTheDocumentOfItsKeyIsRefused() {
        DefinitionLog log = new DefinitionLog(List.of(slo(0, NOON, "0.99"), sli(1, NOON, "/cart")));
        List<SloDefinition> before = log.definitions();
        String valid = TopicDocuments.slo("a", "0.9", "views", null);
        String service = "apiVersion: openslo/v1\nkind: Service\nmetadata: {name: a}\n";
        int offset = 2;
        for (String value : List.of(
                "",
                "---\n",
                "# nothing",
                service,
                TopicDocuments.slo("b", "0.9", "views", null),
                valid + "---\n" + service)) {
            DefinitionRecord record = record("SLO/a", offset++, NOON, value);
            DefinitionLog.Change change = log.apply(record);
            assertThat(change.updates()).isEmpty();
            assertThat(change.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.error()).isTrue();
                assertThat(problem.source()).isEqualTo("acme/SLO/a");
                assertThat(problem.message())
                        .isIn(
                                "the text has no document",
                                "must be the document that its key names, not 'Service/a'",
                                "must be the document that its key names, not 'SLO/b'",
                                "must be one document, not 2");
            });
            log = new DefinitionLog(log.records());
        }
        assertThat(log.definitions()).isEqualTo(before);
        assertThat(log.wrongDocuments()).isEqualTo(1);
        assertThat(log.apply(record("SLO/a", offset, NOON, valid)).updates()).hasSize(1);
    }

    @Test
    void anEditOfAnSloThatDropsOneOfItsObjectivesRemovesOnlyThatOne() {
        String two = TopicDocuments.slo("a", "0.9", "views", null)
                .replace("[{target: 0.9}]", "[{target: 0.9}, {target: 0.99}]");
        DefinitionLog log = new DefinitionLog(List.of(record("SLO/a", 0, NOON, two), sli(1, NOON, "/cart")));
        String three = two.replace("{target: 0.99}", "{target: 0.99}, {target: 0.999}");
        log.apply(record("SLO/a", 2, NOON, three));

        assertThat(log.definitions()).extracting(SloDefinition::name).containsExactly("a-0", "a-1", "a-2");
        assertThat(log.apply(record("SLO/a", 3, NOON, two)).updates())
                .extracting(SloUpdate::name, SloUpdate::definition)
                .containsExactly(tuple("a-2", null));
    }

    private static InitialDefinitions initial(DefinitionRecord... records) {
        return new InitialDefinitions(9, List.of(records));
    }

    private static List<SloUpdate> ends(DefinitionLog before, DefinitionRecord... now) {
        InitialDefinitions initial = initial(now);
        return DefinitionLog.resume(before.records(), initial)
                .removedSince(before, DefinitionLog.start(initial, NOON + 600_000));
    }

    @Test
    void invalidTextsDefineNothingAndStopNothing() {
        DefinitionLog log = new DefinitionLog(List.of());

        for (String text : List.of("", "{", "\u0000", "a: &a [*a, *a]", "!!java.net.URL x", "- - - -", "kind: SLO")) {
            assertThat(log.apply(record("SLO/" + text.hashCode(), 1, NOON, text))
                            .updates())
                    .isEmpty();
        }
        assertThat(log.apply(new DefinitionRecord("no-slash", 9, NOON, "{}")).updates())
                .isEmpty();
    }

    @Test
    void aSingleEditUpdatesOnlyTheObjectivesOfItsDocument() {
        DefinitionLog log = new DefinitionLog(List.of(
                sli(0, NOON, "/cart"),
                slo(1, NOON, "0.99"),
                record("SLO/b", 2, NOON, TopicDocuments.slo("b", "0.9", "views", null))));
        SloDefinition other = log.definitions().get(1);

        DefinitionLog.Change edited = log.apply(slo(3, NOON, "0.95"));
        DefinitionLog.Change deleted = log.apply(deletion("SLO/a", 4));

        assertThat(edited.updates())
                .singleElement()
                .satisfies(update -> assertThat(
                                Objects.requireNonNull(update.definition()).targetPpm())
                        .isEqualTo(950_000));
        assertThat(deleted.updates())
                .singleElement()
                .satisfies(update -> assertThat(update.definition()).isNull());
        assertThat(log.definitions()).singleElement().isSameAs(other);
    }

    @Test
    void aDocumentCannotTakeTheNameOfAnObjectiveOfAnotherOne() {
        String two = TopicDocuments.slo("a", "0.99", "views", null)
                .replace("[{target: 0.99}]", "[{target: 0.99, displayName: x}, {target: 0.9, displayName: y}]");
        DefinitionLog log = new DefinitionLog(List.of(sli(0, NOON, "/cart"), record("SLO/a", 1, NOON, two)));

        DefinitionLog.Change taken =
                log.apply(record("SLO/a-x", 2, NOON, TopicDocuments.slo("a-x", "0.9", "views", null)));

        assertThat(taken.updates()).isEmpty();
        assertThat(taken.problems()).isNotEmpty();
        assertThat(log.definitions()).extracting(SloDefinition::name).containsExactly("a-x", "a-y");
    }

    @Test
    void aDataSourceOfAnotherTypeIsRefusedAlthoughOnlyAnIndicatorRefersToIt() {
        DefinitionLog log = new DefinitionLog(
                List.of(record("DataSource/beacons", 0, NOON, TopicDocuments.dataSource("beacons", "convergence"))));
        String indicator =
                TopicDocuments.sli("views", "/cart").replace("type: convergence", "metricSourceRef: beacons");
        log.apply(record("SLI/views", 1, NOON, indicator));
        log.apply(slo(2, NOON, "0.99"));

        DefinitionLog.Change changed =
                log.apply(record("DataSource/beacons", 3, NOON, TopicDocuments.dataSource("beacons", "other")));

        assertThat(log.definitions()).hasSize(1);
        assertThat(changed.problems()).isNotEmpty();
    }
}
