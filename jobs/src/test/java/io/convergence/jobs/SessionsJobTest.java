package io.convergence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.definition.InitialDefinitions;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.Delivery;
import io.convergence.jobs.settings.SessionsSettings;
import io.convergence.jobs.settings.SettingsSamples;
import io.convergence.jobs.settings.TopicSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class SessionsJobTest {

    private static final SessionsSettings SETTINGS =
            SessionsSettings.from(SettingsSamples.configuration(), SettingsSamples.ENVIRONMENT);

    /**
     * Whatever happens to the sessions job, the convergence job does not notice: neither reads what the other writes, and they
     * share no consumer group, no transaction and no row.
     */
    @Test
    void theConvergenceJobDoesNotDependOnTheSessionsJob() {
        ConvergenceSettings strict = SettingsSamples.settings();
        TopicSettings topics = strict.topics();
        assertThat(topics.all()).doesNotContain(SETTINGS.events());
        assertThat(List.of(topics.beacons(), topics.synthetic(), topics.definitions()))
                .doesNotContainAnyElementsOf(SETTINGS.topics());
        // They share the topics of signals and of dead letters, to which both only write.
        assertThat(topics.outputs())
                .contains(SETTINGS.signals().events(), SETTINGS.signals().state());
        assertThat(SETTINGS.kafka().group()).isNotEqualTo(strict.kafka().group());
        assertThat(SETTINGS.kafka().transactionPrefix())
                .isNotEqualTo(strict.kafka().transactionPrefix());

        StreamExecutionEnvironment environment = JobEnvironment.create(new Configuration());
        environment.enableCheckpointing(1_000);
        ConvergenceJob.assemble(
                environment, strict, Map.of("rum.beacons", 8, "synthetic.results", 3), InitialDefinitions.NONE);
        Set<String> written = writers(uids(environment));
        assertThat(written).contains("write-verdicts", "write-signals");
        written.retainAll(writers(uids(sessions())));
        // Rows of signals have the kind in their key.
        assertThat(written).containsExactly("write-signals");
    }

    /** A transaction of a killed job would hide later signals of the convergence job until it times out. */
    @Test
    void signalsHaveSettingsWithoutTransactions() {
        assertThat(SETTINGS.kafka().delivery()).isEqualTo(Delivery.EXACTLY_ONCE);
        assertThat(SETTINGS.kafka().atLeastOnce().delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
        assertThat(SETTINGS.kafka().atLeastOnce())
                .usingRecursiveComparison()
                .ignoringFields("delivery")
                .isEqualTo(SETTINGS.kafka());
    }

    private static Set<String> writers(Set<String> uids) {
        return uids.stream().filter(uid -> uid.startsWith("write-")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static StreamExecutionEnvironment sessions() {
        StreamExecutionEnvironment environment = JobEnvironment.create(new Configuration());
        environment.enableCheckpointing(1_000);
        SessionsJob.assemble(environment, SETTINGS, 8);
        return environment;
    }

    private static Set<String> uids(StreamExecutionEnvironment environment) {
        TreeSet<String> uids = new TreeSet<>();
        environment.getStreamGraph().getStreamNodes().stream()
                .map(StreamNode::getTransformationUID)
                .filter(uid -> uid != null)
                .map(uid -> uid.replaceFirst(".*Sink Committer: |: (Writer|Committer)$", ""))
                .forEach(uids::add);
        return uids;
    }

    @Test
    void rowsOfEventsStayInTheSubtaskThatCountsThemOnTheWayToTheirTable() {
        StreamExecutionEnvironment environment = JobEnvironment.create(new Configuration());
        environment.enableCheckpointing(1_000);
        environment.setParallelism(SETTINGS.sink().parallelism());
        SessionsJob.assemble(environment, SETTINGS, 8);
        assertThat(inputs(environment))
                .containsEntry("batch-sessions", "FORWARD")
                .containsEntry("batch-timeline", "FORWARD")
                .containsEntry("batch-metric-minutes", "FORWARD")
                .containsEntry("batch-segments", "CUSTOM");

        StreamExecutionEnvironment wide = JobEnvironment.create(new Configuration());
        wide.enableCheckpointing(1_000);
        wide.setParallelism(2 * SETTINGS.sink().parallelism());
        SessionsJob.assemble(wide, SETTINGS, 8);
        assertThat(inputs(wide)).containsEntry("batch-timeline", "CUSTOM");
    }

    /** How the input of each operator with one input is partitioned, by uid. */
    private static Map<String, String> inputs(StreamExecutionEnvironment environment) {
        return environment.getStreamGraph().getStreamNodes().stream()
                .filter(node ->
                        node.getTransformationUID() != null && node.getInEdges().size() == 1)
                .collect(Collectors.toMap(
                        StreamNode::getTransformationUID,
                        node -> node.getInEdges().get(0).getPartitioner().toString(),
                        (first, second) -> first));
    }

    @Test
    void everyOperatorHasItsReleasedUid() {
        assertThat(uids(sessions()))
                .containsExactly(
                        "batch-erasures",
                        "batch-error-groups",
                        "batch-error-minutes",
                        "batch-error-stacks",
                        "batch-metric-minutes",
                        "batch-segments",
                        "batch-sessions",
                        "batch-signals",
                        "batch-timeline",
                        "budget-signals",
                        "encode-dead-letters",
                        "encode-signals",
                        "error-groups",
                        "events-source",
                        "intake-events",
                        "metric-minutes",
                        "new-error-signals",
                        "publish",
                        "publish-signals",
                        "resolve-stacks",
                        "sessions",
                        "signals-only",
                        "stack-rows",
                        "write-erasures",
                        "write-error-groups",
                        "write-error-minutes",
                        "write-error-stacks",
                        "write-metric-minutes",
                        "write-segments",
                        "write-sessions",
                        "write-signals",
                        "write-timeline");
    }
}
