package io.convergence.jobs.topology;

import static io.convergence.jobs.topology.Uids.identify;

import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.slo.alert.GroupAlert;
import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.flink.slo.BudgetFunction;
import io.convergence.flink.slo.BudgetOutputs;
import io.convergence.flink.slo.ObjectiveAlertFunction;
import io.convergence.flink.slo.OtherGroupOperator;
import io.convergence.flink.slo.SloBookState;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.GroupKeyFormat;
import io.convergence.flink.state.GroupPartialFormat;
import io.convergence.jobs.settings.BudgetSettings;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Graph of the budgets, from the counts of matched events to snapshots, reports and signals.
 *
 * <pre>
 * counts --by budget--> budgets --> snapshots, reports, signals
 *                        |   |
 *                        |   | (groups beyond the bound)
 *                        |   +--> sum-other-groups --by objective--> other-budgets --> snapshots, reports, signals
 *                        |                                             |
 *                        |  (groups whose objective has one alert)     |
 *                        +---------------------------------------------+--by objective--> objective-alerts --> signals
 * </pre>
 */
final class BudgetTopology {
    private final BudgetSettings settings;
    private final SloStart start;
    private final MinuteSchedule schedule;

    private BudgetTopology(BudgetSettings settings, SloStart start, MinuteSchedule schedule) {
        this.settings = settings;
        this.start = start;
        this.schedule = schedule;
    }

    /** Output streams of the budgets, as {@link SloOutputs} describes them. */
    record Outputs(
            DataStream<SloSnapshot> snapshots, DataStream<SloReport> reports, DataStream<SignalUpdate> signals) {}

    /**
     * Adds the operators of the budgets.
     *
     * @param updates changes of definitions, which are broadcast
     * @param start definitions that the job starts with
     */
    static Outputs build(
            DataStream<GroupPartial> partials,
            DataStream<SloUpdate> updates,
            SloStart start,
            MinuteSchedule schedule,
            BudgetSettings settings) {
        return new BudgetTopology(settings, start, schedule).build(partials, updates);
    }

    private Outputs build(DataStream<GroupPartial> partials, DataStream<SloUpdate> updates) {
        SingleOutputStreamOperator<SloSnapshot> groups = budgets(partials, updates, "budgets");
        SingleOutputStreamOperator<SloSnapshot> others =
                budgets(refused(groups.getSideOutput(BudgetOutputs.REFUSED)), updates, "other-budgets");
        DataStream<SignalUpdate> objectives = objectiveAlerts(
                groups.getSideOutput(BudgetOutputs.ALERTS).union(others.getSideOutput(BudgetOutputs.ALERTS)));
        return new Outputs(
                groups.union(others),
                groups.getSideOutput(BudgetOutputs.REPORTS).union(others.getSideOutput(BudgetOutputs.REPORTS)),
                groups.getSideOutput(BudgetOutputs.SIGNALS)
                        .union(others.getSideOutput(BudgetOutputs.SIGNALS), objectives));
    }

    /** Counts of the groups that found no place, under the key of the group that stands for them. */
    private DataStream<GroupPartial> refused(DataStream<GroupPartial> partials) {
        return identify(
                partials.transform(
                        "sum-other-groups",
                        new FormatTypeInfo<>(new GroupPartialFormat()),
                        new OtherGroupOperator(
                                schedule,
                                settings.bundle().maxPartials(),
                                settings.bundle().flushIntervalMillis())),
                "sum-other-groups");
    }

    private SingleOutputStreamOperator<SloSnapshot> budgets(
            DataStream<GroupPartial> partials, DataStream<SloUpdate> updates, String uid) {
        TypeInformation<GroupKey> key = new FormatTypeInfo<>(new GroupKeyFormat());
        return identify(
                partials.keyBy(GroupPartial::key, key)
                        .connect(updates.broadcast(SloBookState.updatesDescriptor()))
                        .process(
                                new BudgetFunction(
                                        settings.rules(),
                                        schedule,
                                        start,
                                        settings.bounds().groups()),
                                TypeInformation.of(SloSnapshot.class)),
                uid);
    }

    /** The alerts of the objectives that have one for all their groups. */
    private SingleOutputStreamOperator<SignalUpdate> objectiveAlerts(DataStream<GroupAlert> groups) {
        return identify(
                groups.keyBy(ObjectiveAlertFunction::keyOf, new FormatTypeInfo<>(new GroupKeyFormat()))
                        .process(
                                new ObjectiveAlertFunction(settings.rules(), schedule),
                                TypeInformation.of(SignalUpdate.class)),
                "objective-alerts");
    }
}
