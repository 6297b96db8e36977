package io.convergence.flink.slo;

import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.slo.alert.GroupAlert;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.result.SloReport;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.GroupAlertFormat;
import io.convergence.flink.state.GroupPartialFormat;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** Side outputs of {@link BudgetFunction}. */
public final class BudgetOutputs {
    /** Firing, re-asserted, frozen and resolved signals, and tombstones. */
    public static final OutputTag<SignalUpdate> SIGNALS =
            new OutputTag<>("burn-signals", TypeInformation.of(SignalUpdate.class));

    /** States of the tiers of groups whose objective has one alert for all of them. */
    public static final OutputTag<GroupAlert> ALERTS =
            new OutputTag<>("group-alerts", new FormatTypeInfo<>(new GroupAlertFormat()));

    /** Reports of closed spans. */
    public static final OutputTag<SloReport> REPORTS =
            new OutputTag<>("slo-reports", TypeInformation.of(SloReport.class));

    /** Partial counts of groups that found no place. */
    public static final OutputTag<GroupPartial> REFUSED =
            new OutputTag<>("refused-groups", new FormatTypeInfo<>(new GroupPartialFormat()));

    private BudgetOutputs() {}
}
