package io.convergence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.jobs.settings.SessionsSettings;
import io.convergence.jobs.settings.SettingsSamples;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class SessionsJobTest {

    @Test
    void everyOperatorHasItsReleasedUid() {
        StreamExecutionEnvironment environment = JobEnvironment.create(new Configuration());
        environment.enableCheckpointing(1_000);
        SessionsJob.assemble(
                environment, SessionsSettings.from(SettingsSamples.configuration(), SettingsSamples.ENVIRONMENT), 8);
        TreeSet<String> uids = new TreeSet<>();
        environment.getStreamGraph().getStreamNodes().stream()
                .map(StreamNode::getTransformationUID)
                .filter(uid -> uid != null)
                .map(uid -> uid.replaceFirst(".*Sink Committer: |: (Writer|Committer)$", ""))
                .forEach(uids::add);
        assertThat(uids)
                .containsExactly(
                        "batch-erasures",
                        "batch-error-groups",
                        "batch-error-minutes",
                        "batch-error-stacks",
                        "batch-metric-minutes",
                        "batch-segments",
                        "batch-sessions",
                        "batch-timeline",
                        "encode-dead-letters",
                        "error-groups",
                        "events-source",
                        "intake-events",
                        "metric-minutes",
                        "publish",
                        "resolve-stacks",
                        "sessions",
                        "stack-rows",
                        "write-erasures",
                        "write-error-groups",
                        "write-error-minutes",
                        "write-error-stacks",
                        "write-metric-minutes",
                        "write-segments",
                        "write-sessions",
                        "write-timeline");
    }
}
