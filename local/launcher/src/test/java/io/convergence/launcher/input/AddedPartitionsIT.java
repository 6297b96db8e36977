package io.convergence.launcher.input;

import io.convergence.kit.kafka.Topics;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.harness.Lines;
import io.convergence.launcher.harness.Objectives;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunningJob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Partitions that are added to both input topics: event time goes on and every view is counted, in both branches of the
 * job, whether the partitions are added while it is stopped or runs, and whether it has more or fewer subtasks afterwards.
 */
class AddedPartitionsIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final long TICK = 10_000;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int HOSTS = 20;
    private static final Variant USUAL = Variant.usual().withJobOption("source.partition-discovery", "200 ms");
    private static final String COUNTED = "SELECT concat_ws(' ', (SELECT sum(views) FROM rum_minutes), "
            + "(SELECT good FROM slo_snapshots ORDER BY window_end DESC LIMIT 1))";

    private long now = Lines.START;
    private int published;

    @Test
    void eventTimeGoesOnWhenPartitionsAreAdded() throws Exception {
        LocalTopics few = LocalTopics.defaults().with(LocalTopics.BEACONS, 2).with(LocalTopics.SYNTHETIC_RESULTS, 1);
        try (Stage stage = SYSTEM.stage(few)) {
            stage.define(List.of(Objectives.views(Lines.TENANT, "views", "0.99", "{app: " + Lines.APP + "}")));
            RunningJob job = stage.start(USUAL);
            countAll(stage);
            String stopped = stage.stop(job);

            add(stage, 4, 4);
            job = stage.start(USUAL.withParallelism(4).restoredFrom(stopped));
            countAll(stage);

            add(stage, 7, 5);
            countAll(stage);
            stopped = stage.stop(job);

            add(stage, 8, 6);
            job = stage.start(USUAL.withParallelism(1).restoredFrom(stopped));
            countAll(stage);
            job.refuseEnd();
        }
    }

    private static void add(Stage stage, int beacons, int results) {
        Topics.addPartitions(
                stage.bootstrapServers(), Map.of(LocalTopics.BEACONS, beacons, LocalTopics.SYNTHETIC_RESULTS, results));
    }

    /** Publishes a view of each host, and heartbeats until every view that was ever published has been counted. */
    private void countAll(Stage stage) throws Exception {
        try (RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            for (int host = 0; host < HOSTS; host++) {
                String name = "web" + host + ".example";
                String line = Lines.view("v" + published++, name, now, 0);
                publisher.send(
                        LocalTopics.BEACONS, now, Lines.TENANT + '|' + name, line.getBytes(StandardCharsets.UTF_8));
            }
            Waiting.until(published + " views are counted", Waiting.DEADLINE, POLL, () -> {
                now += TICK;
                publisher.heartbeat(stage.topics(), now);
                publisher.flush();
                return stage.rows().query(COUNTED).equals(List.of(published + " " + published));
            });
        }
    }
}
