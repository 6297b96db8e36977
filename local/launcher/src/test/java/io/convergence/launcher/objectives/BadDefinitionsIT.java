package io.convergence.launcher.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.openslo.Document;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.harness.BadRecord;
import io.convergence.launcher.harness.Checkpoints;
import io.convergence.launcher.harness.DefinitionFeed;
import io.convergence.launcher.harness.EventTime;
import io.convergence.launcher.harness.Lines;
import io.convergence.launcher.harness.Members;
import io.convergence.launcher.harness.Objectives;
import io.convergence.launcher.harness.Output;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.harness.ViewMinutes;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunningJob;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Invalid definitions among valid ones, before the job starts and while it runs. */
class BadDefinitionsIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final long MIDDLE = 5;
    private static final long WRITTEN_LIVE = ViewMinutes.startOf(MIDDLE) + 30_000;
    private static final long END = 10;

    /** Without restarts, so that a job that fails once has ended. */
    private static final Variant VARIANT = Variant.usual()
            .withFlinkOption("restart-strategy.type", "none")
            .withFlinkOption("execution.checkpointing.interval", "400 ms");

    @Test
    void badDefinitionsHaveDeadLettersWithoutTheirBodyAndValidOnesCountExactly() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        Document kept = slo("kept");
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers());
                DefinitionFeed feed = new DefinitionFeed(stage)) {
            admitRecordsWithoutKey(stage);
            feed.send(Objectives.WRITTEN_AT, kept);
            for (BadDefinition bad : BadDefinition.ofEveryRule("-0")) {
                expect(expected, bad, feed.send(Objectives.WRITTEN_AT, bad.key(), bad.value()));
            }
            feed.send(Objectives.WRITTEN_AT, slo("after-the-bad"));
            RunningJob job = stage.start(VARIANT);
            ViewMinutes views = new ViewMinutes(stage, publisher);
            views.play(0, MIDDLE);
            EventTime.await(job, ViewMinutes.startOf(MIDDLE));

            for (BadDefinition bad : BadDefinition.ofEveryRule("-1")) {
                expect(expected, bad, feed.send(WRITTEN_LIVE, bad.key(), bad.value()));
            }
            byte[] rubbish = (BadRecord.MARKER + ": [").getBytes(StandardCharsets.UTF_8);
            BadDefinition over = new BadDefinition("over one that was good", kept.key(), rubbish, true);
            expect(expected, over, feed.send(WRITTEN_LIVE, over.key(), over.value()));
            feed.send(WRITTEN_LIVE, slo("added"));
            Waiting.until(
                    "the last definition is stored",
                    () -> stage.rows().query("SELECT slo FROM slos").size() == 3);
            Checkpoints.of(stage.configuration(VARIANT), job).awaitNext();
            views.play(MIDDLE, END);
            long last = views.close(END);
            EventTime.await(job, last);
            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
            Output output = stage.finish(job, last);

            assertThat(letters(output)).isEqualTo(expected);
            assertThat(output.of(LocalTopics.DEAD_LETTERS))
                    .allSatisfy(letter -> assertThat(letter.toString()).doesNotContain(BadRecord.MARKER));
            assertThat(stage.rows().query("SELECT concat_ws(' ', slo, removed::text) FROM slos ORDER BY 1"))
                    .containsExactly("added false", "after-the-bad false", "kept false");
            assertThat(stage.rows()
                            .query("SELECT concat_ws(' ', slo, good, bad) FROM slo_snapshots"
                                    + " WHERE window_end = (SELECT max(window_end) FROM slo_snapshots) ORDER BY 1"))
                    .containsExactly(
                            "added " + ViewMinutes.counts(MIDDLE + 1, END),
                            "after-the-bad " + ViewMinutes.counts(0, END),
                            "kept " + ViewMinutes.counts(0, END));
        }
    }

    private static void expect(Map<String, String> expected, BadDefinition bad, long offset) {
        if (bad.hasDeadLetter()) {
            expected.put(LocalTopics.DEFINITIONS + " 0 " + offset, "invalid_field " + bad.size());
        }
    }

    private static Map<String, String> letters(Output output) {
        Map<String, String> letters = new TreeMap<>();
        for (Members letter : output.values(LocalTopics.DEAD_LETTERS)) {
            String place = letter.joined("topic", "partition", "offset");
            assertThat(letters.put(place, letter.joined("reason", "size")))
                    .as("no second dead letter of %s", place)
                    .isNull();
            assertThat(letter.text("fingerprint")).hasSize(64);
        }
        return letters;
    }

    /** Makes the topic accept records without a key, which a broker rejects for a compacted topic. */
    private static void admitRecordsWithoutKey(Stage stage) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stage.bootstrapServers()))) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, LocalTopics.DEFINITIONS);
            ConfigEntry deletes = new ConfigEntry("cleanup.policy", "delete");
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(deletes, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static Document slo(String name) {
        return Objectives.views(Lines.TENANT, name, "0.9", "{}");
    }
}
