package io.convergence.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.slo.definition.InitialDefinitions;
import io.convergence.jobs.settings.SettingsSamples;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.SourceOperatorFactory;
import org.junit.jupiter.api.Test;

class ConvergenceJobTest {
    /** Uids by which savepoints find state. A released uid never changes and is never reused. */
    private static final List<String> UIDS = List.of(
            "batch-incidents",
            "batch-minutes",
            "batch-page-minutes",
            "batch-reports",
            "batch-signals",
            "batch-slos",
            "batch-snapshots",
            "batch-status",
            "batch-transitions",
            "batch-verdicts",
            "batch-views",
            "beacons",
            "budgets",
            "bundle-beacons",
            "changes-only",
            "closed-minutes",
            "compile-definitions",
            "converge",
            "deduplicate-results",
            "encode-dead-letters",
            "encode-late-beacons",
            "encode-late-slo",
            "encode-late-synthetic",
            "encode-signals",
            "encode-verdicts",
            "intake-beacons",
            "intake-synthetic",
            "match-beacons",
            "match-synthetic",
            "match-verdicts",
            "objective-alerts",
            "other-budgets",
            "page-minutes",
            "signals-only",
            "snapshots-by-budget",
            "slo-definitions",
            "bundle-minutes",
            "sum-other-groups",
            "synthetic-results",
            "verdicts-only",
            "web-facing-only");

    private static final List<String> SINK_UIDS = List.of(
            "publish",
            "write-incidents",
            "write-minutes",
            "write-page-minutes",
            "write-reports",
            "write-signals",
            "write-slos",
            "write-snapshots",
            "write-status",
            "write-transitions",
            "write-verdicts");

    private static final String[] REPLAY = {
        "replay.epoch", "e", "replay.from", "2026-06-05T00:00:00Z", "replay.until", "2026-06-06T00:00:00Z"
    };

    @Test
    void everyOperatorHasItsReleasedUid() {
        TreeSet<String> expected = new TreeSet<>(UIDS);
        expected.addAll(SINK_UIDS);

        assertThat(uids(graph("convergence,slo"))).isEqualTo(expected);
    }

    @Test
    void parallelismIsBoundedByPartitionsAndSinks() {
        StreamGraph graph = graph("convergence,slo");

        assertThat(graph.getJobGraph().getMaximumParallelism()).isEqualTo(6);
        assertThat(parallelism(graph, "beacons")).isEqualTo(6);
        assertThat(parallelism(graph, "bundle-beacons")).isEqualTo(6);
        assertThat(parallelism(graph, "synthetic-results")).isEqualTo(3);
        assertThat(parallelism(graph, "intake-synthetic")).isEqualTo(3);
        assertThat(parallelism(graph, "batch-signals")).isEqualTo(4);
    }

    @Test
    void anUnpublishedBranchHasNoSinksExceptForDeadLetters() {
        assertThat(uids(graph("slo")))
                .contains("encode-dead-letters", "publish", "converge")
                .doesNotContain("encode-verdicts", "batch-verdicts", "write-verdicts");
    }

    @Test
    void withoutTheSloBranchNoneOfItsOperatorsRuns() {
        assertThat(uids(graph("convergence")))
                .contains("converge", "write-verdicts")
                .doesNotContain("budgets", "match-beacons", "slo-definitions", "write-snapshots");
    }

    @Test
    void deduplicationOfBeaconsAddsOneOperator() {
        TreeSet<String> expected = new TreeSet<>(uids(graph("convergence,slo")));
        expected.add("deduplicate-beacons");

        assertThat(uids(graph("convergence,slo", "beacon.deduplicate", "true"))).isEqualTo(expected);
    }

    @Test
    void withoutJudgedMinutesTheirSinkIsMissing() {
        TreeSet<String> expected = new TreeSet<>(uids(graph("convergence,slo")));
        expected.removeAll(List.of("batch-minutes", "write-minutes"));

        assertThat(uids(graph("convergence,slo", "store.minutes", "false"))).isEqualTo(expected);
    }

    @Test
    void withoutStoredPageViewsNoneOfTheirOperatorsRuns() {
        TreeSet<String> expected = new TreeSet<>(uids(graph("convergence,slo")));
        assertThat(uids(graph("convergence,slo", "store.rum-minutes", "host"))).isEqualTo(expected);
        expected.removeAll(List.of(
                "bundle-minutes", "page-minutes", "closed-minutes", "batch-page-minutes", "write-page-minutes"));

        assertThat(uids(graph("convergence,slo", "store.rum-minutes", "none"))).isEqualTo(expected);
    }

    @Test
    void aReplayMarksItsSignalsAndRecordsItsEndAndEqualsTheLiveJobOtherwise() {
        TreeSet<String> expected = new TreeSet<>(uids(graph("convergence,slo")));
        expected.addAll(
                List.of("end-of-page-minutes", "end-of-snapshots", "end-of-verdicts", "mark-replayed", "write-end"));

        assertThat(uids(graph("convergence,slo", REPLAY))).isEqualTo(expected);
        assertThat(uids(graph("convergence", REPLAY)))
                .contains("end-of-verdicts", "write-end")
                .doesNotContain("end-of-snapshots");
    }

    @Test
    void onlySourcesOfAReplayAreBounded() {
        assertThat(boundedSources(graph("convergence,slo")))
                .containsExactlyInAnyOrder("beacons false", "slo-definitions false", "synthetic-results false");
        assertThat(boundedSources(graph("convergence,slo", REPLAY)))
                .containsExactlyInAnyOrder("beacons true", "slo-definitions true", "synthetic-results true");
    }

    @Test
    void exactlyOnceWithoutCheckpointsIsRefused() {
        StreamExecutionEnvironment environment = JobEnvironment.create(new Configuration());
        assertThatThrownBy(() -> ConvergenceJob.assemble(
                        environment, SettingsSamples.settings(), partitions(), InitialDefinitions.NONE))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("execution.checkpointing.interval");
    }

    private static StreamGraph graph(String branches, String... more) {
        Configuration configuration =
                SettingsSamples.configuration("execution.checkpointing.interval", "10 s", "parallelism.default", "6");
        StreamExecutionEnvironment environment = JobEnvironment.create(configuration);
        String[] settings = new String[more.length + 2];
        settings[0] = "convergence.branches";
        settings[1] = branches;
        System.arraycopy(more, 0, settings, 2, more.length);
        ConvergenceJob.assemble(environment, SettingsSamples.settings(settings), partitions(), InitialDefinitions.NONE);
        return environment.getStreamGraph();
    }

    private static Map<String, Integer> partitions() {
        return Map.of("rum.beacons", 8, "synthetic.results", 3);
    }

    /** The uids of a graph, without the affixes that Flink adds for the parts of a sink. */
    private static Set<String> uids(StreamGraph graph) {
        TreeSet<String> uids = new TreeSet<>();
        graph.getStreamNodes().stream()
                .map(StreamNode::getTransformationUID)
                .map(Objects::requireNonNull)
                .map(uid -> uid.replaceFirst(".*Sink Committer: |: (Writer|Committer)$", ""))
                .forEach(uids::add);
        return uids;
    }

    private static List<String> boundedSources(StreamGraph graph) {
        return graph.getSourceIDs().stream()
                .map(graph::getStreamNode)
                .map(node -> node.getTransformationUID() + " "
                        + (node.getOperatorFactory() instanceof SourceOperatorFactory<?> factory
                                && factory.getBoundedness() == Boundedness.BOUNDED))
                .toList();
    }

    private static int parallelism(StreamGraph graph, String uid) {
        return graph.getStreamNodes().stream()
                .filter(node -> uid.equals(node.getTransformationUID()))
                .findFirst()
                .orElseThrow()
                .getParallelism();
    }
}
