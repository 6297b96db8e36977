package io.convergence.flink.state;

import io.convergence.core.signal.BurnEvidence;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.slo.alert.GroupAlert;
import io.convergence.core.slo.budget.WindowCounts;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Format of the state of a group for the alert of its objective: subject, boundary, status and reason by name, then the
 * measurements if there are any: target, factor, counts of both windows and of the period, and the time to exhaustion.
 */
public final class GroupAlertFormat implements Format<GroupAlert> {

    @Override
    public Class<GroupAlert> type() {
        return GroupAlert.class;
    }

    @Override
    public void write(GroupAlert value, DataOutputView out) throws IOException {
        TierStateFormat.writeSubject(value.subject(), out);
        VarLong.write(value.boundary(), out);
        Texts.write(value.status().name(), out);
        Texts.write(value.reason().name(), out);
        BurnEvidence burn = value.burn();
        out.writeBoolean(burn != null);
        if (burn != null) {
            write(burn, out);
        }
    }

    @Override
    public GroupAlert read(int version, DataInputView in) throws IOException {
        return new GroupAlert(
                TierStateFormat.readSubject(version, in),
                VarLong.read(in),
                SignalStatus.valueOf(Texts.read(in)),
                SignalReason.valueOf(Texts.read(in)),
                in.readBoolean() ? burn(in) : null);
    }

    private static void write(BurnEvidence burn, DataOutputView out) throws IOException {
        VarLong.write(burn.targetPpm(), out);
        VarLong.write(burn.factorNumerator(), out);
        VarLong.write(burn.factorDenominator(), out);
        write(burn.longWindow(), out);
        write(burn.shortWindow(), out);
        write(burn.period(), out);
        Long exhaustion = burn.exhaustionMillis();
        out.writeBoolean(exhaustion != null);
        if (exhaustion != null) {
            VarLong.write(exhaustion, out);
        }
    }

    private static BurnEvidence burn(DataInputView in) throws IOException {
        return new BurnEvidence(
                VarLong.readInt(in),
                VarLong.read(in),
                VarLong.read(in),
                window(in),
                window(in),
                window(in),
                exhaustion(in));
    }

    private static void write(WindowCounts window, DataOutputView out) throws IOException {
        VarLong.write(window.windowMillis(), out);
        VarLong.write(window.good(), out);
        VarLong.write(window.bad(), out);
        VarLong.write(window.total(), out);
    }

    private static WindowCounts window(DataInputView in) throws IOException {
        return new WindowCounts(VarLong.read(in), VarLong.read(in), VarLong.read(in), VarLong.read(in));
    }

    private static @Nullable Long exhaustion(DataInputView in) throws IOException {
        return in.readBoolean() ? Long.valueOf(VarLong.read(in)) : null;
    }
}
