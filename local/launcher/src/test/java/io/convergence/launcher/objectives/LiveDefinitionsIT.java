package io.convergence.launcher.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.openslo.Document;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.harness.Checkpoints;
import io.convergence.launcher.harness.Committed;
import io.convergence.launcher.harness.DefinitionFeed;
import io.convergence.launcher.harness.EventTime;
import io.convergence.launcher.harness.Lines;
import io.convergence.launcher.harness.Members;
import io.convergence.launcher.harness.Objectives;
import io.convergence.launcher.harness.Output;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.StoredRows;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.harness.ViewMinutes;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunningJob;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Definitions that are edited while the job runs, at minute 20:30 of the stream, so that the edits take effect at minute 21.
 * Every objective has a period of one hour and so one alert tier, {@code page-1h}.
 */
class LiveDefinitionsIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final long EDIT = 20;
    private static final long WRITTEN_AT = ViewMinutes.startOf(EDIT) + 30_000;
    private static final long EDITED_FROM = EDIT + 1;

    /** The minute at which the counts of the new indicator cover the only long window. */
    private static final long HANDOVER = EDITED_FROM + 60;

    private static final long END = 90;

    private static final Variant VARIANT =
            Variant.usual().withFlinkOption("execution.checkpointing.interval", "400 ms");

    private static StoredRows rows;
    private static List<Members> burns;
    private static Committed live;

    @BeforeAll
    static void runOneStreamWithEveryEdit() throws Exception {
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers());
                DefinitionFeed definitions = new DefinitionFeed(stage)) {
            ViewMinutes views = new ViewMinutes(stage, publisher);
            rows = stage.rows();
            RunningJob job = playToTheEdits(stage, views);

            edit(definitions);
            Waiting.until(
                    "the edits are stored",
                    () -> rows.query("SELECT count(*) FROM slos WHERE effective_from = " + time(EDITED_FROM))
                            .equals(List.of("4")));
            // A checkpoint barrier follows the edits in every channel, so each operator has them before the next
            // events.
            Checkpoints.of(stage.configuration(VARIANT), job).awaitNext();

            views.play(EDIT, END);
            Output output = stage.finish(job, views.close(END));
            burns = output.burns();
            live = Committed.of(output, stage);
        }
    }

    @Test
    void aJobThatWasDownDuringTheEditsCommitsTheSameAsOneThatRan() throws Exception {
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers());
                DefinitionFeed definitions = new DefinitionFeed(stage)) {
            ViewMinutes views = new ViewMinutes(stage, publisher);
            String savepoint = stage.stop(playToTheEdits(stage, views));
            edit(definitions);
            views.play(EDIT, END);
            long last = views.close(END);

            Output output = stage.finish(stage.start(VARIANT.restoredFrom(savepoint)), last);

            output.assertNoDuplicates();
            assertThat(Committed.of(output, stage).differencesFrom(live)).isEmpty();
        }
    }

    @Test
    void anEditOfTheTargetTakesEffectAtTheNextMinuteOnTheSameCounts() throws Exception {
        String counts = "SELECT concat_ws(' ', minute, good, bad) FROM (SELECT *, "
                + "(extract(epoch FROM window_end)::bigint * 1000 - " + Lines.START + ") / 60000 AS minute"
                + " FROM slo_snapshots WHERE slo = '%s') AS s ORDER BY minute";
        List<String> steady = rows.query(String.format(counts, "steady"));
        assertThat(steady)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, END)
                        .mapToObj(minute -> minute + " " + ViewMinutes.counts(Math.max(0, minute - 60), minute))
                        .toList());
        assertThat(rows.query(String.format(counts, "target"))).isEqualTo(steady);
        assertThat(rows.query("SELECT concat_ws(' ', target, revision, min(window_end) = " + time(1)
                        + ", max(window_end) = " + time(EDITED_FROM - 1) + ", min(window_end) = " + time(EDITED_FROM)
                        + ", max(window_end) = " + time(END)
                        + ", count(DISTINCT generation)) FROM slo_snapshots WHERE slo = 'target'"
                        + " GROUP BY target, revision ORDER BY target DESC"))
                .containsExactly("0.900000 0 t t f f 1", "0.500000 1 f f t t 1");
    }

    @Test
    void anEditOfTheTargetDoesNotFireAgain() {
        assertThat(signalsOf("steady"))
                .startsWith("3 firing 0 threshold", "8 firing 1 threshold")
                .noneMatch(signal -> signal.contains("resolved"));
        assertThat(signalsOf("target")).isEqualTo(signalsOf("steady"));
    }

    @Test
    void anEditedIndicatorIsCountedBesideTheOldOneUntilItCoversTheLongestWindow() throws Exception {
        String spans = "SELECT concat_ws(' ', (extract(epoch FROM min(window_end))::bigint * 1000 - " + Lines.START
                + ") / 60000, (extract(epoch FROM max(window_end))::bigint * 1000 - " + Lines.START
                + ") / 60000, count(*), max(revision)) FROM slo_snapshots WHERE slo = 'indicator' GROUP BY generation"
                + " ORDER BY min(window_end)";
        assertThat(rows.query(spans))
                .containsExactly(
                        "1 " + (HANDOVER - 1) + ' ' + (HANDOVER - 1) + " 0",
                        (EDITED_FROM + 1) + " " + END + ' ' + (END - EDITED_FROM) + " 0");
        assertThat(rows.query("SELECT concat_ws(' ', good, bad) FROM slo_snapshots WHERE slo = 'indicator'"
                        + " AND window_end = " + time(EDITED_FROM + 1) + " ORDER BY total"))
                .containsExactly(
                        ViewMinutes.counts(EDITED_FROM, EDITED_FROM + 1), ViewMinutes.counts(0, EDITED_FROM + 1));
    }

    @Test
    void anOpenAlertContinuesWithTheNewIndicatorAndNeitherFiresNorResolvesAgain() {
        List<Members> episode = of("indicator");
        assertThat(episode).allSatisfy(signal -> {
            assertThat(signal.text("status")).isEqualTo("firing");
            assertThat(signal.number("episode")).isEqualTo(ViewMinutes.startOf(3));
        });
        assertThat(episode.stream().map(signal -> signal.number("sequence")))
                .containsExactlyElementsOf(
                        LongStream.range(0, episode.size()).boxed().toList());
        assertThat(signalsOf("indicator")).isEqualTo(signalsOf("steady"));
    }

    @Test
    void aDeletionResolvesFiringAlertsAtTheNextMinuteAndEndsTheRows() throws Exception {
        assertThat(signalsOf("removed"))
                .containsExactly(
                        "3 firing 0 threshold",
                        "8 firing 1 threshold",
                        "13 firing 2 threshold",
                        "18 firing 3 threshold",
                        EDITED_FROM + " resolved 4 definition_removed");
        assertThat(rows.query("SELECT max(window_end) = " + time(EDITED_FROM - 1)
                        + " FROM slo_snapshots WHERE slo = 'removed'"))
                .containsExactly("t");
        assertThat(rows.query("SELECT concat_ws(' ', slo, removed::text, target) FROM slos ORDER BY 1"))
                .containsExactly(
                        "added false 0.900000",
                        "indicator false 0.900000",
                        "removed true",
                        "spoilt false 0.900000",
                        "steady false 0.900000",
                        "target false 0.500000");
    }

    @Test
    void anInvalidEditHasADeadLetterAndChangesNothing() {
        assertThat(live.topics().get(LocalTopics.DEAD_LETTERS))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("invalid_field");
        assertThat(signalsOf("spoilt")).isEqualTo(signalsOf("steady"));
    }

    @Test
    void anAddedObjectiveCountsFromTheNextMinuteOn() throws Exception {
        assertThat(rows.query("SELECT concat_ws(' ', good, bad) FROM slo_snapshots WHERE slo = 'added'"
                        + " ORDER BY window_end LIMIT 2"))
                .containsExactly(
                        ViewMinutes.counts(EDITED_FROM, EDITED_FROM + 1),
                        ViewMinutes.counts(EDITED_FROM, EDITED_FROM + 2));
        assertThat(signalsOf("added")).first().isEqualTo((EDITED_FROM + 3) + " firing 0 threshold");
    }

    private static RunningJob playToTheEdits(Stage stage, ViewMinutes views) throws Exception {
        stage.define(List.of(
                slo("steady", "0.9", "{}"),
                slo("target", "0.9", "{}"),
                slo("indicator", "0.9", "{}"),
                slo("removed", "0.9", "{}"),
                slo("spoilt", "0.9", "{}")));
        RunningJob job = stage.start(VARIANT);
        views.play(0, EDIT);
        EventTime.await(job, ViewMinutes.startOf(EDIT));
        return job;
    }

    private static void edit(DefinitionFeed definitions) throws Exception {
        definitions.send(
                WRITTEN_AT,
                slo("target", "0.99", "{}"),
                slo("target", "0.5", "{}"),
                slo("indicator", "0.9", "{host: {glob: \"*.acme.example\"}}"),
                slo("added", "0.9", "{}"));
        definitions.send(WRITTEN_AT, slo("removed", "0.9", "{}").key(), null);
        Document right = slo("spoilt", "0.9", "{}");
        byte[] wrong = right.text().replace("0.9", "7").getBytes(StandardCharsets.UTF_8);
        definitions.send(WRITTEN_AT, right.key(), wrong);
    }

    private static List<Members> of(String slo) {
        return burns.stream().filter(signal -> signal.text("slo").equals(slo)).toList();
    }

    /** The signals of an objective, as {@code minute status sequence reason}. */
    private static List<String> signalsOf(String slo) {
        return of(slo).stream()
                .map(signal ->
                        (Instant.parse(signal.text("occurred_at")).toEpochMilli() - Lines.START) / ViewMinutes.MINUTE
                                + " "
                                + signal.joined("status", "sequence", "reason"))
                .toList();
    }

    private static Document slo(String name, String target, String where) {
        return Objectives.views(Lines.TENANT, name, target, where);
    }

    private static String time(long minute) {
        return "to_timestamp(" + ViewMinutes.startOf(minute) / 1000 + ")";
    }
}
