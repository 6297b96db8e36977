package io.convergence.flink.slo;

import static io.convergence.flink.slo.Objectives.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.rum.Beacon;
import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.definition.InitialDefinitions;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.match.EventKind;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.match.LateEvents;
import io.convergence.flink.intake.Timed;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Definitions in operator state of the first release, whose types had other names. The files under {@code savepoints/v1}
 * were written by that release; they hold the three objectives of {@link Objectives} and two updates, and three
 * documents.
 */
class ReplacedStatesTest {
    private static final long START = 1_780_660_800_000L;
    private static final SloDefinition SLICES =
            Objectives.slicesWithoutMetadata().renumbered();
    private static final List<SloUpdate> UPDATES = List.of(
            update("availability", Long.MIN_VALUE, 0, Objectives.byHost("acme", 1, 990_000)),
            update("availability", START + MINUTE, 3, Objectives.byHost("acme", 2, 980_000)),
            update("checkout-lcp", Long.MIN_VALUE, 0, SLICES),
            update("seen-by-checks", Long.MIN_VALUE, 0, Objectives.verdicts().renumbered()),
            update("seen-by-checks", START + 2 * MINUTE, 4, null));
    private static final SloStart SAME_START =
            Objectives.start(Objectives.byHost("acme", 1, 990_000), SLICES, Objectives.verdicts());

    @TempDir
    private Path directory;

    @Test
    void definitionsAreConvertedAndTheOldStateIsEmptied() throws Exception {
        OperatorSubtaskState converted;
        try (var harness = match(restored("match-beacons"))) {
            assertThat(definitions(harness)).containsExactlyInAnyOrderElementsOf(UPDATES);
            converted = harness.snapshot(1, 1);
        }
        assertThat(classNames(converted)).doesNotContain("io.convergence.core.slo.SloUpdate");
        try (var harness = match(converted)) {
            assertThat(definitions(harness)).containsExactlyInAnyOrderElementsOf(UPDATES);
        }
    }

    @Test
    void budgetsConvertThemToo() throws Exception {
        try (BudgetHarness harness = BudgetHarness.restore(
                new HashMapStateBackend(), SAME_START, 1, 0, restored("match-beacons"), new ArrayList<>())) {
            assertThat(harness.definitions()).containsExactlyInAnyOrderElementsOf(UPDATES);
        }
    }

    @Test
    void documentsAreConvertedAndTheOldStateIsEmptied() throws Exception {
        List<DefinitionRecord> documents = List.of(
                new DefinitionRecord(
                        "acme/Service/shop",
                        0,
                        START + 1,
                        "apiVersion: openslo/v1\nkind: Service\nmetadata: {name: shop}\nspec: {}\n"),
                new DefinitionRecord("acme/Service/gone", 2, START + 3, null),
                new DefinitionRecord("acme/SLO/wrong", 3, START + 4, "kind: SLO\n"));
        List<DefinitionRecord> remembered = new ArrayList<>(documents);
        // No version of the invalid document is in force.
        remembered.add(new DefinitionRecord("acme/SLO/wrong", -1, 0, null));
        OperatorSubtaskState converted;
        try (var harness = compile(restored("compile-definitions"))) {
            converted = harness.snapshot(1, 1);
            assertThat(documents(harness)).containsExactlyInAnyOrderElementsOf(remembered);
        }
        assertThat(classNames(converted)).doesNotContain("io.convergence.core.slo.DefinitionRecord");
        try (var harness = compile(converted)) {
            harness.snapshot(2, 2);
            assertThat(documents(harness)).containsExactlyInAnyOrderElementsOf(remembered);
        }
    }

    private static SloUpdate update(String name, long from, long offset, @Nullable SloDefinition definition) {
        return new SloUpdate("acme", name, from, offset, definition);
    }

    private static OperatorSubtaskState restored(String name) throws Exception {
        return OperatorSnapshotUtil.readStateHandle(resource("/savepoints/v1/" + name + ".snapshot"));
    }

    private static String resource(String name) throws URISyntaxException {
        URI uri = Objects.requireNonNull(ReplacedStatesTest.class.getResource(name), name)
                .toURI();
        return Path.of(uri).toString();
    }

    private String classNames(OperatorSubtaskState state) throws Exception {
        Path file = directory.resolve("state");
        OperatorSnapshotUtil.writeStateHandle(state, file.toString());
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static TwoInputStreamOperatorTestHarness<Timed<Beacon>, SloUpdate, GroupPartial> match(
            OperatorSubtaskState state) throws Exception {
        OutputTag<LateEvents> late = new OutputTag<>("late", TypeInformation.of(LateEvents.class));
        var harness = new TwoInputStreamOperatorTestHarness<>(new MatchOperator<>(
                new TimedEvents<Beacon>(),
                EventKind.VIEWS,
                SAME_START,
                new MatchSettings(new MinuteSchedule(500), 600_000, 4, 2_000),
                late));
        harness.setup();
        harness.initializeState(state);
        harness.open();
        return harness;
    }

    private static OneInputStreamOperatorTestHarness<DefinitionRecord, SloUpdate> compile(OperatorSubtaskState state)
            throws Exception {
        OutputTag<DeadLetter> deadLetters = new OutputTag<>("dead", TypeInformation.of(DeadLetter.class));
        var harness = new OneInputStreamOperatorTestHarness<>(new DefinitionOperator(
                InitialDefinitions.NONE,
                SloStart.NONE,
                (reason, tenant, offset, document) ->
                        new DeadLetter(reason, tenant, "slo.definitions", 0, offset, document.length, "00"),
                deadLetters));
        harness.setup();
        harness.initializeState(state);
        harness.open();
        return harness;
    }

    static List<SloUpdate> definitions(AbstractStreamOperatorTestHarness<?> harness) throws Exception {
        BroadcastState<String, SloUpdate> state = backend(harness).getBroadcastState(SloBookState.updatesDescriptor());
        List<SloUpdate> updates = new ArrayList<>();
        for (Map.Entry<String, SloUpdate> entry : state.entries()) {
            updates.add(entry.getValue());
        }
        return updates;
    }

    private static List<DefinitionRecord> documents(AbstractStreamOperatorTestHarness<?> harness) throws Exception {
        ListState<DefinitionRecord> state = backend(harness).getListState(DefinitionOperator.recordsDescriptor());
        List<DefinitionRecord> documents = new ArrayList<>();
        state.get().forEach(documents::add);
        return documents;
    }

    private static OperatorStateBackend backend(AbstractStreamOperatorTestHarness<?> harness) {
        return ((AbstractStreamOperator<?>) harness.getOperator()).getOperatorStateBackend();
    }
}
