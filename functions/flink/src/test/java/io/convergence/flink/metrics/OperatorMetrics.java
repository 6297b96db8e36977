package io.convergence.flink.metrics;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/**
 * Metrics of an operator in a test harness, by scope, name and labels: {@code slo.tenant.late_events{tenant=acme}}. The
 * harnesses for two inputs accept no environment, so the metric group of the one that they create is replaced.
 */
public final class OperatorMetrics {
    private static final String OPERATOR = "taskmanager.job.task.operator.";
    private static final Set<String> FLINK_LABELS = Set.of(
            "<host>",
            "<tm_id>",
            "<job_id>",
            "<job_name>",
            "<task_id>",
            "<task_name>",
            "<task_attempt_id>",
            "<task_attempt_num>",
            "<subtask_index>",
            "<operator_id>",
            "<operator_name>");

    private final Map<String, Metric> metrics = new TreeMap<>();

    private OperatorMetrics() {}

    /** Metrics of an operator that has not been set up yet. */
    public static OperatorMetrics of(AbstractStreamOperatorTestHarness<?> harness) throws ReflectiveOperationException {
        OperatorMetrics metrics = new OperatorMetrics();
        TestingMetricRegistry registry = TestingMetricRegistry.builder()
                .setRegisterConsumer(metrics::register)
                .build();
        MockEnvironment environment = harness.getEnvironment();
        Field group = MockEnvironment.class.getDeclaredField("taskMetricGroup");
        group.setAccessible(true);
        group.set(
                environment,
                TaskManagerMetricGroup.createTaskManagerMetricGroup(registry, "localhost", ResourceID.generate())
                        .addJob(environment.getJobID(), "job")
                        .addTask(environment.getExecutionId(), "task"));
        return metrics;
    }

    /** Value of a counter. */
    public long count(String name) {
        if (metrics.get(name) instanceof Counter counter) {
            return counter.getCount();
        }
        throw new AssertionError("no counter " + name + " among " + metrics.keySet());
    }

    /** Value of a gauge. */
    public Object gauge(String name) {
        if (metrics.get(name) instanceof Gauge<?> gauge) {
            return gauge.getValue();
        }
        throw new AssertionError("no gauge " + name + " among " + metrics.keySet());
    }

    private void register(Metric metric, String name, AbstractMetricGroup<?> group) {
        String scope = group.getLogicalScope(CharacterFilter.NO_OP_FILTER, '.') + '.';
        if (scope.startsWith(OPERATOR)) {
            metrics.put(scope.substring(OPERATOR.length()) + name + labels(group.getAllVariables()), metric);
        }
    }

    private static String labels(Map<String, String> variables) {
        String labels = new TreeMap<>(variables)
                .entrySet().stream()
                        .filter(variable -> !FLINK_LABELS.contains(variable.getKey()))
                        .map(variable -> variable.getKey().replaceAll("[<>]", "") + '=' + variable.getValue())
                        .collect(Collectors.joining(","));
        return labels.isEmpty() ? "" : '{' + labels + '}';
    }
}
