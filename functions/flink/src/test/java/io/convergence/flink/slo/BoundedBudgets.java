package io.convergence.flink.slo;

import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.GroupPartialFormat;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** The budgets of groups, the sums of the groups beyond the bound and the budgets of these, connected as in the job. */
final class BoundedBudgets implements AutoCloseable {
    private final List<SloSnapshot> snapshots = new ArrayList<>();
    private final List<SloReport> reports = new ArrayList<>();
    private final SloStart start;
    private BudgetHarness groups;
    private OneInputStreamOperatorTestHarness<GroupPartial, GroupPartial> sums;
    private BudgetHarness others;

    BoundedBudgets(StateBackend backend, SloStart start) throws Exception {
        this.start = start;
        this.groups = BudgetHarness.start(backend, start);
        this.sums = sums();
        this.others = BudgetHarness.start(backend, start);
    }

    void partial(GroupPartial partial) throws Exception {
        groups.partial(partial);
        sum();
    }

    void watermark(long time) throws Exception {
        groups.watermark(time);
        sum();
        sums.processWatermark(new Watermark(time));
        forward();
        others.watermark(time);
        take();
    }

    /** Takes a snapshot of all operators, with a barrier between them, and restores them. */
    void restore(StateBackend backend) throws Exception {
        OperatorSubtaskState first = groups.snapshot();
        sums.prepareSnapshotPreBarrier(1);
        forward();
        OperatorSubtaskState second = others.snapshot();
        List<String> emittedByGroups = groups.emitted();
        List<String> emittedByOthers = others.emitted();
        close();
        groups = BudgetHarness.restore(backend, start, 1, 0, first, emittedByGroups);
        sums = sums();
        others = BudgetHarness.restore(backend, start, 1, 0, second, emittedByOthers);
    }

    BudgetHarness groups() {
        return groups;
    }

    BudgetHarness others() {
        return others;
    }

    List<SloSnapshot> snapshots() {
        return snapshots;
    }

    List<SloReport> reports() {
        return reports;
    }

    @Override
    public void close() throws Exception {
        groups.close();
        sums.close();
        others.close();
    }

    private static OneInputStreamOperatorTestHarness<GroupPartial, GroupPartial> sums() throws Exception {
        OneInputStreamOperatorTestHarness<GroupPartial, GroupPartial> harness = new OneInputStreamOperatorTestHarness<>(
                new OtherGroupOperator(BudgetHarness.SCHEDULE, 1000, 1000),
                new FormatTypeInfo<>(new GroupPartialFormat()).createSerializer(new SerializerConfigImpl()));
        harness.open();
        return harness;
    }

    private void sum() throws Exception {
        for (GroupPartial refused : groups.takeRefused()) {
            sums.processElement(refused, 0);
        }
    }

    private void forward() throws Exception {
        List<GroupPartial> summed = sums.extractOutputValues();
        sums.getOutput().clear();
        for (GroupPartial partial : summed) {
            others.partial(partial);
        }
    }

    private void take() {
        for (BudgetHarness each : List.of(groups, others)) {
            snapshots.addAll(each.snapshots());
            reports.addAll(each.reports());
            each.snapshots().clear();
            each.reports().clear();
        }
    }
}
