package io.convergence.flink.slo;

import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.slo.result.SloReport;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** What {@link BudgetFunction} gives beside snapshots. */
public final class BudgetOutputs {
    /** Fires, re-assertions, freezes, resolves and ends. */
    public static final OutputTag<SignalUpdate> SIGNALS =
            new OutputTag<>("burn-signals", TypeInformation.of(SignalUpdate.class));

    /** Reports of closed spans. */
    public static final OutputTag<SloReport> REPORTS =
            new OutputTag<>("slo-reports", TypeInformation.of(SloReport.class));

    private BudgetOutputs() {}
}
