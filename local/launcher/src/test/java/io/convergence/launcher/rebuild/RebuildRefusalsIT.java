package io.convergence.launcher.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.harness.Lines;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunningJob;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Conditions under which a replay does not start: an incomplete span of input, or another replay in its epoch. */
class RebuildRefusalsIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final Instant START = Instant.ofEpochMilli(Lines.START);
    private static final Instant FROM = START.plusSeconds(3 * 3600);
    private static final Instant UNTIL = FROM.plusSeconds(600);

    private Stage stage;

    @BeforeEach
    void publishHeartbeatsOfEightHours() throws Exception {
        stage = SYSTEM.stage();
        try (RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            for (int minute = 0; minute < 480; minute++) {
                publisher.heartbeat(stage.topics(), Lines.START + minute * 60_000L);
            }
            publisher.flush();
        }
    }

    @AfterEach
    void deleteTheTopicsOfReplays() throws Exception {
        try (Admin admin = admin()) {
            admin.deleteTopics(admin.listTopics().names().get().stream()
                            .filter(name -> name.endsWith(".e"))
                            .toList())
                    .all()
                    .get();
        }
        stage.close();
    }

    @Test
    void aSpanThatIsNotOverIsRefused() {
        Instant until = START.plusSeconds(480 * 60 - 600);
        assertThat(problems(variant(until, "1 h"), Map.of()))
                .singleElement()
                .asString()
                .startsWith("replay.until: reading ends at ")
                .contains("nothing as late is written yet to ", "rum.beacons-0", "synthetic.results-3");
    }

    @Test
    void aSpanThatRetentionHasDroppedIsRefused() throws Exception {
        TopicPartition partition = new TopicPartition(LocalTopics.BEACONS, 5);
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(125)))
                    .all()
                    .get();
        }
        assertThat(problems(variant(UNTIL, "1 h"), Map.of()))
                .singleElement()
                .asString()
                .startsWith("replay.from: reading begins at 2026-06-05T13:59:00Z, and retention has dropped that of "
                        + "[rum.beacons-5]");
        assertThat(problems(variant(UNTIL, "50 min"), Map.of())).isEmpty();
    }

    @Test
    void anEpochHasOneReplayUnlessThatOneIsRestored() throws Exception {
        Map<String, String> restored = Map.of("execution.state-recovery.path", "file:///savepoint");
        assertThat(problems(variant(UNTIL, "1 h"), restored))
                .singleElement()
                .asString()
                .contains("'e' holds no replay that the job could go on with");
        assertThat(problems(variant(UNTIL, "1 h"), Map.of())).isEmpty();
        assertThat(problems(variant(UNTIL, "1 h"), Map.of()))
                .singleElement()
                .asString()
                .startsWith("replay.epoch: 'e' holds the replay that was started at ")
                .contains("convergence_replay_drop('e')");
        assertThat(problems(variant(UNTIL, "1 h"), restored)).isEmpty();
        assertThat(problems(variant(UNTIL, "1 h").withJobOption("rum.error-rate", "0.2"), restored))
                .singleElement()
                .asString()
                .contains("has another span or other options");
        assertThat(problems(variant(UNTIL.plusSeconds(60), "1 h"), restored))
                .singleElement()
                .asString()
                .contains("has another span or other options");
    }

    @Test
    void aJobThatIsRecoveredWithItsClusterContinues() {
        String first = "00000000000000000000000000000001";
        Variant variant = variant(UNTIL, "1 h");
        assertThat(problems(variant, Map.of("$internal.pipeline.job-id", first)))
                .isEmpty();
        assertThat(problems(variant, Map.of("$internal.pipeline.job-id", first)))
                .isEmpty();
        assertThat(problems(variant, Map.of("$internal.pipeline.job-id", "00000000000000000000000000000002")))
                .hasSize(1);
    }

    @Test
    void topicsOfAnEarlierReplayAreRefusedAndNothingIsClaimed() throws Exception {
        assertThat(problems(variant(UNTIL, "1 h"), Map.of())).isEmpty();
        stage.rows().query("SELECT convergence_replay_drop('e')");
        try (RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            publisher.sendTo(0, "signals.events.e", Lines.START, "{}".getBytes(StandardCharsets.UTF_8));
            publisher.flush();
        }
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(problems(variant(UNTIL, "1 h"), Map.of()))
                    .containsExactly("replay.epoch: the topics [signals.events.e] hold records of another replay; "
                            + "delete them, or name another epoch");
        }
    }

    @Test
    void aSpanWithOnlyHeartbeatsIsReplayedAndEnds() throws Exception {
        stage.build(stage.configuration(Variant.usual()), Variant.usual());
        RunningJob job = stage.start(variant(UNTIL, "1 h"));
        Waiting.until("the replay has ended", () -> job.status().isTerminalState());
        assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
        assertThat(stage.rows().query("SELECT reached >= settled_at FROM replay_e.convergence_replay"))
                .containsExactly("t");
        assertThat(stage.rows()
                        .query("SELECT sum(equal + kept_live + only_live + only_replayed + different) FROM "
                                + "convergence_replay_compare('e', '" + FROM + "', '" + UNTIL + "')"))
                .containsExactly("0");
    }

    @Test
    void topicsOfAReplayHaveTheSettingsOfTheLiveOnes() throws Exception {
        assertThat(problems(variant(UNTIL, "1 h"), Map.of())).isEmpty();
        try (Admin admin = admin()) {
            for (String live : List.of(LocalTopics.VERDICTS, LocalTopics.SIGNAL_EVENTS, LocalTopics.LATE_SLO)) {
                assertThat(admin.describeTopics(List.of(live + ".e"))
                                .allTopicNames()
                                .get()
                                .values()
                                .iterator()
                                .next()
                                .partitions())
                        .hasSize(stage.topics().count(live));
                assertThat(setting(admin, live + ".e", "cleanup.policy"))
                        .isEqualTo(setting(admin, live, "cleanup.policy"));
                assertThat(setting(admin, live + ".e", "message.timestamp.type"))
                        .isEqualTo("LogAppendTime");
            }
        }
    }

    private static String setting(Admin admin, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .values()
                .iterator()
                .next()
                .get(name)
                .value();
    }

    private static Variant variant(Instant until, String warmUp) {
        return Variant.usual()
                .withJobOption("replay.epoch", "e")
                .withJobOption("replay.from", FROM.toString())
                .withJobOption("replay.until", until.toString())
                .withJobOption("replay.warm-up", warmUp);
    }

    /** The problems for which a job does not start; empty when it would. The live tables exist. */
    private List<String> problems(Variant variant, Map<String, String> engine) {
        stage.build(stage.configuration(Variant.usual()), Variant.usual());
        Variant complete = variant;
        for (Map.Entry<String, String> option : engine.entrySet()) {
            complete = complete.withFlinkOption(option.getKey(), option.getValue());
        }
        Variant built = complete;
        InvalidSettings refusal =
                catchThrowableOfType(InvalidSettings.class, () -> stage.build(stage.configuration(built), built));
        return refusal == null ? List.of() : refusal.problems();
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", stage.bootstrapServers()));
    }
}
