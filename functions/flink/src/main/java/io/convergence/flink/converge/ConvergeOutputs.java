package io.convergence.flink.converge;

import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.window.LateBeacons;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** What {@link ConvergeFunction} gives beside verdicts. */
public final class ConvergeOutputs {
    /** Fires, re-assertions, resolves and ends. */
    public static final OutputTag<SignalUpdate> SIGNALS =
            new OutputTag<>("signals", TypeInformation.of(SignalUpdate.class));

    /** Views that missed a boundary. */
    public static final OutputTag<LateBeacons> LATE_BEACONS =
            new OutputTag<>("late-beacons", TypeInformation.of(LateBeacons.class));

    /** Results that missed a boundary. */
    public static final OutputTag<SyntheticResult> LATE_RESULTS =
            new OutputTag<>("late-results", TypeInformation.of(SyntheticResult.class));

    private ConvergeOutputs() {}
}
