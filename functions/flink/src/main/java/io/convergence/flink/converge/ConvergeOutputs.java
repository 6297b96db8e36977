package io.convergence.flink.converge;

import io.convergence.core.signal.Signal;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.window.LateBeacons;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.OutputTag;

/** What {@link ConvergeFunction} gives beside verdicts. */
public final class ConvergeOutputs {
    /** Fires, re-assertions and resolves. */
    public static final OutputTag<Signal> SIGNALS = new OutputTag<>("signals", TypeInformation.of(Signal.class));

    /** Views that missed a boundary. */
    public static final OutputTag<LateBeacons> LATE_BEACONS =
            new OutputTag<>("late-beacons", TypeInformation.of(LateBeacons.class));

    /** Results that missed a boundary. */
    public static final OutputTag<SyntheticResult> LATE_RESULTS =
            new OutputTag<>("late-results", TypeInformation.of(SyntheticResult.class));

    /** Keys {@code tenant|app|host} whose verdict ends. */
    public static final OutputTag<String> ENDED_VERDICTS = new OutputTag<>("ended-verdicts", Types.STRING);

    /** Dedup keys whose latest state ends. */
    public static final OutputTag<String> ENDED_SIGNALS = new OutputTag<>("ended-signals", Types.STRING);

    private ConvergeOutputs() {}
}
