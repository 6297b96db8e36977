package io.convergence.launcher.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.window.HostKey;
import io.convergence.launcher.harness.EventTime;
import io.convergence.launcher.harness.Lines;
import io.convergence.launcher.harness.Members;
import io.convergence.launcher.harness.Output;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunningJob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that arrive two minutes after the evaluation of the windows that they belong to. */
class LateInputIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final String HOST = "slow.example";
    private static final long MINUTE = 60_000;
    private static final long LATE_AT = Lines.START + MINUTE + 5_000;
    private static final long PASSED = LATE_AT + 2 * MINUTE + 5_000;
    private static final long END = Lines.START + 6 * MINUTE;

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void lateRecordsGoToTheLateTopicsAndCountFromTheNextVerdictOn(int parallelism) throws Exception {
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            views(publisher, "early", Lines.START + 1_000, 15, 0);
            result(publisher, "early", Lines.START + 1_000);
            publisher.heartbeat(stage.topics(), PASSED);
            publisher.flush();
            RunningJob job = stage.start(Variant.usual().withParallelism(parallelism));
            EventTime.await(job, PASSED);

            views(publisher, "late", LATE_AT, 5, 5);
            result(publisher, "late", LATE_AT);
            publisher.heartbeat(stage.topics(), END);
            publisher.flush();
            Output output = stage.finish(job, END);

            List<Members> lateBeacons = output.values(LocalTopics.LATE_BEACONS);
            assertThat(lateBeacons)
                    .allSatisfy(late -> assertThat(late.joined("tenant", "app", "host", "page", "slice_start"))
                            .isEqualTo("acme shop slow.example / " + (LATE_AT - 5_000)));
            assertThat(sum(lateBeacons, "views")).isEqualTo(5);
            assertThat(sum(lateBeacons, "error_views")).isEqualTo(5);
            assertThat(output.values(LocalTopics.LATE_RESULTS))
                    .singleElement()
                    .satisfies(late -> assertThat(late.joined("id", "host", "received_at"))
                            .isEqualTo("late " + HOST + ' ' + LATE_AT));

            assertThat(counts(output, Lines.START + 2 * MINUTE)).isEqualTo("healthy 15 0 1 1 false");
            assertThat(counts(output, Lines.START + 3 * MINUTE)).isEqualTo("healthy 15 0 1 1 false");
            assertThat(counts(output, Lines.START + 4 * MINUTE)).startsWith("user_impact_confirmed 20 5 2 2");
            assertThat(output.changesOf(HOST)).hasSize(2);
            assertThat(stage.rows().query("SELECT sum(views) FROM rum_minutes")).containsExactly("20");
        }
    }

    private static void views(RecordPublisher publisher, String prefix, long at, int views, int errorViews) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < views; i++) {
            lines.add(Lines.view(prefix + i, HOST, at, i < errorViews ? 1 : 0));
        }
        lines.forEach(line ->
                publisher.send(LocalTopics.BEACONS, at, new HostKey(Lines.TENANT, HOST).recordKey(), bytes(line)));
    }

    private static void result(RecordPublisher publisher, String id, long at) {
        String line = Lines.result(id, HOST, at, false);
        publisher.send(LocalTopics.SYNTHETIC_RESULTS, at, new HostKey(Lines.TENANT, HOST).recordKey(), bytes(line));
    }

    private static String counts(Output output, long windowEnd) {
        return output.verdictOf(HOST, windowEnd)
                .joined("verdict", "views", "error_views", "synthetic_samples", "synthetic_failures", "changed");
    }

    private static long sum(List<Members> values, String name) {
        return values.stream().mapToLong(value -> value.number(name)).sum();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
