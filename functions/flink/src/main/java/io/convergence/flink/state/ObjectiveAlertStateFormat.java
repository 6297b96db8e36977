package io.convergence.flink.state;

import io.convergence.core.slo.alert.TierState;
import io.convergence.core.slo.evaluate.ObjectiveAlertState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the alerts of an objective about all its groups: tiers, last and next boundary. */
public final class ObjectiveAlertStateFormat implements Format<ObjectiveAlertState> {
    private final TierStateFormat tier = new TierStateFormat();

    @Override
    public Class<ObjectiveAlertState> type() {
        return ObjectiveAlertState.class;
    }

    @Override
    public void write(ObjectiveAlertState value, DataOutputView out) throws IOException {
        VarLong.write(value.tiers().size(), out);
        for (TierState each : value.tiers()) {
            tier.write(each, out);
        }
        VarLong.write(value.through(), out);
        VarLong.write(value.scheduledFor(), out);
    }

    @Override
    public ObjectiveAlertState read(int version, DataInputView in) throws IOException {
        List<TierState> tiers = new ArrayList<>(1);
        for (int left = VarLong.readInt(in); left > 0; left--) {
            tiers.add(tier.read(version, in));
        }
        return new ObjectiveAlertState(tiers, VarLong.read(in), VarLong.read(in));
    }
}
