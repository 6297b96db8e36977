package io.convergence.flink.converge;

import io.convergence.core.convergence.HostOutcome;
import io.convergence.core.signal.IncidentRecord;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.verdict.VerdictUpdate;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.LateBeacons;
import io.convergence.core.window.PageCount;
import io.convergence.core.window.SliceViews;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Side outputs of {@link ConvergeFunction}. */
public final class ConvergeOutputs {
    /** The verdict of each key at each full minute, published or not; none where minutes are not used. */
    public static final OutputTag<VerdictRecord> MINUTES =
            new OutputTag<>("minutes", TypeInformation.of(VerdictRecord.class));

    /** Firing, re-asserted and resolved signals, and tombstones. */
    public static final OutputTag<SignalUpdate> SIGNALS =
            new OutputTag<>("signals", TypeInformation.of(SignalUpdate.class));

    /** Incidents that opened, changed or ended, and open ones at full minutes. */
    public static final OutputTag<IncidentRecord> INCIDENTS =
            new OutputTag<>("incidents", TypeInformation.of(IncidentRecord.class));

    /** Page views that arrived after the first evaluation of their slice. */
    public static final OutputTag<LateBeacons> LATE_BEACONS =
            new OutputTag<>("late-beacons", TypeInformation.of(LateBeacons.class));

    /** Check results that arrived after the first evaluation of their slice. */
    public static final OutputTag<SyntheticResult> LATE_RESULTS =
            new OutputTag<>("late-results", TypeInformation.of(SyntheticResult.class));

    private ConvergeOutputs() {}

    /** Emits the published verdicts of an evaluation, and its minutes, signals and incidents to their side outputs. */
    static void emit(
            HostOutcome outcome, KeyedCoProcessFunction<?, ?, ?, ?>.Context context, Collector<VerdictUpdate> out) {
        outcome.verdicts().forEach(out::collect);
        outcome.minutes().forEach(minute -> context.output(MINUTES, minute));
        outcome.signals().forEach(signal -> context.output(SIGNALS, signal));
        outcome.incidents().forEach(incident -> context.output(INCIDENTS, incident));
    }

    /** Emits late views as one record per view: how views are bundled depends on load, and what is published must not. */
    static void late(HostKey key, SliceViews late, KeyedCoProcessFunction<?, ?, ?, ?>.Context context) {
        for (PageCount page : late.pages()) {
            for (int view = 0; view < page.views(); view++) {
                context.output(LATE_BEACONS, LateBeacons.view(key, late.sum(), page.page(), view < page.errorViews()));
            }
        }
    }
}
