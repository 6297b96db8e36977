package io.convergence.flink.state;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.definition.BurnTier;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Format of one row of a burn policy, component by component; enums by name. The name of the comparison ends with a mark in
 * tiers that alert without data, so that the bytes of all others are those of every version.
 */
public final class BurnTierFormat implements Format<BurnTier> {
    private static final String WITHOUT_DATA = " or no data";

    @Override
    public Class<BurnTier> type() {
        return BurnTier.class;
    }

    @Override
    public void write(BurnTier value, DataOutputView out) throws IOException {
        Texts.write(value.name(), out);
        Texts.write(value.severity().name(), out);
        VarLong.write(value.longMillis(), out);
        VarLong.write(value.shortMillis(), out);
        VarLong.write(value.factorNumerator(), out);
        VarLong.write(value.factorDenominator(), out);
        Texts.write(value.comparison().name() + (value.alertsWithoutData() ? WITHOUT_DATA : ""), out);
        VarLong.write(value.holdMillis(), out);
    }

    @Override
    public BurnTier read(int version, DataInputView in) throws IOException {
        String name = Texts.read(in);
        Severity severity = Severity.valueOf(Texts.read(in));
        long longMillis = VarLong.read(in);
        long shortMillis = VarLong.read(in);
        long numerator = VarLong.read(in);
        long denominator = VarLong.read(in);
        String comparison = Texts.read(in);
        boolean alertsWithoutData = comparison.endsWith(WITHOUT_DATA);
        int end = comparison.length() - (alertsWithoutData ? WITHOUT_DATA.length() : 0);
        return new BurnTier(
                name,
                severity,
                longMillis,
                shortMillis,
                numerator,
                denominator,
                Comparison.valueOf(comparison.substring(0, end)),
                VarLong.read(in),
                alertsWithoutData);
    }
}
