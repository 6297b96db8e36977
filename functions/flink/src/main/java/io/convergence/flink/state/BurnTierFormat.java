package io.convergence.flink.state;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.definition.BurnTier;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Format of one row of a burn policy, component by component; enums by name. */
public final class BurnTierFormat implements Format<BurnTier> {

    @Override
    public Class<BurnTier> type() {
        return BurnTier.class;
    }

    @Override
    public void write(BurnTier value, DataOutputView out) throws IOException {
        StringValue.writeString(value.name(), out);
        StringValue.writeString(value.severity().name(), out);
        VarLong.write(value.longMillis(), out);
        VarLong.write(value.shortMillis(), out);
        VarLong.write(value.factorNumerator(), out);
        VarLong.write(value.factorDenominator(), out);
        StringValue.writeString(value.comparison().name(), out);
        VarLong.write(value.holdMillis(), out);
    }

    @Override
    public BurnTier read(int version, DataInputView in) throws IOException {
        return new BurnTier(
                StringValue.readString(in),
                Severity.valueOf(StringValue.readString(in)),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                Comparison.valueOf(StringValue.readString(in)),
                VarLong.read(in));
    }
}
