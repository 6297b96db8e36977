package io.convergence.flink.slo;

import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.evaluate.SloRules;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.flink.metrics.OperatorMetrics;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.GroupKeyFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** {@link BudgetFunction} in a Flink harness, with everything that it has emitted, also before restores, as text. */
final class BudgetHarness implements AutoCloseable {
    static final MinuteSchedule SCHEDULE = new MinuteSchedule(500);
    static final SloRules RULES = new SloRules(600_000, 50, 2, 5, 2, 20, 256, EpisodePolicy.REFERENCE);
    static final int MAX_GROUPS = 3;
    private static final int MAX_PARALLELISM = 720;

    private final List<String> emitted;
    private final List<SloSnapshot> snapshots = new ArrayList<>();
    private final List<SloReport> reports = new ArrayList<>();
    private final List<GroupPartial> refused = new ArrayList<>();
    private final OperatorMetrics metrics;
    private final KeyedTwoInputStreamOperatorTestHarness<GroupKey, GroupPartial, SloUpdate, SloSnapshot> harness;

    private BudgetHarness(
            StateBackend backend,
            SloStart start,
            MinuteSchedule schedule,
            int maxGroups,
            int parallelism,
            int subtask,
            @Nullable OperatorSubtaskState state,
            List<String> emitted)
            throws Exception {
        this.emitted = emitted;
        this.harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        new BudgetFunction(RULES, schedule, start, maxGroups),
                        List.of(SloBookState.updatesDescriptor())),
                GroupPartial::key,
                null,
                new FormatTypeInfo<>(new GroupKeyFormat()),
                MAX_PARALLELISM,
                parallelism,
                subtask);
        metrics = OperatorMetrics.of(harness);
        harness.setStateBackend(backend);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        harness.processWatermark2(new Watermark(Long.MAX_VALUE));
    }

    static BudgetHarness start(StateBackend backend, SloStart start) throws Exception {
        return new BudgetHarness(backend, start, SCHEDULE, MAX_GROUPS, 1, 0, null, new ArrayList<>());
    }

    static BudgetHarness start(StateBackend backend, SloStart start, int maxGroups) throws Exception {
        return new BudgetHarness(backend, start, SCHEDULE, maxGroups, 1, 0, null, new ArrayList<>());
    }

    static BudgetHarness restore(
            StateBackend backend,
            SloStart start,
            int parallelism,
            int subtask,
            OperatorSubtaskState state,
            List<String> emitted)
            throws Exception {
        return new BudgetHarness(backend, start, SCHEDULE, MAX_GROUPS, parallelism, subtask, state, emitted);
    }

    static BudgetHarness restore(
            StateBackend backend,
            SloStart start,
            MinuteSchedule schedule,
            OperatorSubtaskState state,
            List<String> emitted)
            throws Exception {
        return new BudgetHarness(backend, start, schedule, MAX_GROUPS, 1, 0, state, emitted);
    }

    static OperatorSubtaskState repartition(OperatorSubtaskState state, int from, int to, int subtask) {
        return AbstractStreamOperatorTestHarness.repartitionOperatorState(state, MAX_PARALLELISM, from, to, subtask);
    }

    void partial(GroupPartial partial) throws Exception {
        harness.processElement1(new StreamRecord<>(partial));
        collect();
    }

    void update(SloUpdate update) throws Exception {
        harness.processElement2(new StreamRecord<>(update));
        collect();
    }

    void watermark(long time) throws Exception {
        harness.processWatermark1(new Watermark(time));
        collect();
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, 1);
    }

    OperatorMetrics metrics() {
        return metrics;
    }

    List<String> emitted() {
        return emitted;
    }

    /** Snapshots since the start or the restore. */
    List<SloSnapshot> snapshots() {
        return snapshots;
    }

    /** Reports since the start or the restore. */
    List<SloReport> reports() {
        return reports;
    }

    /** The partials that were refused since the last call. */
    List<GroupPartial> takeRefused() {
        List<GroupPartial> taken = List.copyOf(refused);
        refused.clear();
        return taken;
    }

    List<SloUpdate> definitions() throws Exception {
        return ReplacedStatesTest.definitions(harness);
    }

    int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    int timers() {
        return harness.numEventTimeTimers();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }

    private void collect() {
        for (SloSnapshot row : harness.extractOutputValues()) {
            emitted.add(row.toString());
            snapshots.add(row);
        }
        harness.getOutput().clear();
        Queue<StreamRecord<SloReport>> closed = harness.getSideOutput(BudgetOutputs.REPORTS);
        if (closed != null) {
            closed.forEach(record -> reports.add(record.getValue()));
        }
        Queue<StreamRecord<GroupPartial>> others = harness.getSideOutput(BudgetOutputs.REFUSED);
        if (others != null) {
            others.forEach(record -> refused.add(record.getValue()));
            others.clear();
        }
        for (OutputTag<?> tag : List.of(BudgetOutputs.SIGNALS, BudgetOutputs.REPORTS)) {
            Queue<? extends StreamRecord<?>> queue = harness.getSideOutput(tag);
            if (queue != null) {
                queue.forEach(record -> emitted.add(tag.getId() + ' ' + record.getValue()));
                queue.clear();
            }
        }
    }
}
