package io.convergence.flink.state;

import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.definition.AlertBy;
import io.convergence.core.slo.definition.AlertMinimums;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloMetadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Format of an objective, component by component; enums by name. Before version 3 it has no minimums and no metadata, and its
 * generation is the number of the SLI alone.
 */
public final class SloDefinitionFormat implements Format<SloDefinition> {
    private static final String BY_OBJECTIVE = " alerting by objective";

    private final SliFormat sli = new SliFormat();
    private final BurnTierFormat tier = new BurnTierFormat();

    @Override
    public Class<SloDefinition> type() {
        return SloDefinition.class;
    }

    @Override
    public void write(SloDefinition value, DataOutputView out) throws IOException {
        Texts.write(value.tenant(), out);
        Texts.write(value.name(), out);
        Texts.write(value.service(), out);
        Texts.write(value.displayName(), out);
        out.writeLong(value.generation());
        sli.write(value.sli(), out);
        VarLong.write(value.targetPpm(), out);
        write(value.period(), out);
        Texts.write(value.method().name() + (value.alertBy() == AlertBy.OBJECTIVE ? BY_OBJECTIVE : ""), out);
        VarLong.write(value.sliceTargetPpm(), out);
        VarLong.write(value.sliceMillis(), out);
        Texts.write(value.noData().name(), out);
        VarLong.write(value.tiers().size(), out);
        for (BurnTier each : value.tiers()) {
            tier.write(each, out);
        }
        VarLong.write(value.windowMillis().size(), out);
        for (long window : value.windowMillis()) {
            VarLong.write(window, out);
        }
        writeMinimum(value.minimums().events(), out);
        writeMinimum(value.minimums().bad(), out);
        Texts.writeNamed(value.metadata().labels(), out);
        Texts.writeNamed(value.metadata().notificationTargets(), out);
        Texts.writeNullable(value.runbookUrl(), out);
        Texts.writeNullable(value.url(), out);
    }

    @Override
    public SloDefinition read(int version, DataInputView in) throws IOException {
        String tenant = Texts.read(in);
        String name = Texts.read(in);
        String service = Texts.read(in);
        String displayName = Texts.read(in);
        long generation = in.readLong();
        Sli counted = sli.read(version, in);
        int targetPpm = VarLong.readInt(in);
        Period period = readPeriod(in);
        String method = Texts.read(in);
        boolean byObjective = method.endsWith(BY_OBJECTIVE);
        SloDefinition definition = new SloDefinition(
                tenant,
                name,
                service,
                displayName,
                generation,
                counted,
                targetPpm,
                period,
                BudgetingMethod.valueOf(
                        byObjective ? method.substring(0, method.length() - BY_OBJECTIVE.length()) : method),
                VarLong.readInt(in),
                VarLong.read(in),
                NoDataPolicy.valueOf(Texts.read(in)),
                readTiers(version, in),
                readWindows(in),
                version < 3 ? AlertMinimums.NONE : new AlertMinimums(readMinimum(in), readMinimum(in)),
                version < 3 ? SloMetadata.NONE : new SloMetadata(Texts.readNamed(in), Texts.readNamed(in)),
                Texts.readNullable(in),
                Texts.readNullable(in),
                byObjective ? AlertBy.OBJECTIVE : AlertBy.GROUP);
        return version < 3 ? definition.renumbered() : definition;
    }

    /** Writes a minimum, at least 1; 0 stands for none. */
    private static void writeMinimum(@Nullable Integer minimum, DataOutputView out) throws IOException {
        VarLong.write(minimum == null ? 0 : minimum, out);
    }

    private static @Nullable Integer readMinimum(DataInputView in) throws IOException {
        int minimum = VarLong.readInt(in);
        return minimum == 0 ? null : Integer.valueOf(minimum);
    }

    private static void write(Period period, DataOutputView out) throws IOException {
        VarLong.write(period.count(), out);
        Texts.write(period.unit(), out);
        out.writeBoolean(period.rolling());
        Texts.writeNullable(period.anchor(), out);
        Texts.writeNullable(period.zone(), out);
    }

    private static Period readPeriod(DataInputView in) throws IOException {
        return new Period(
                VarLong.readInt(in), Texts.read(in), in.readBoolean(), Texts.readNullable(in), Texts.readNullable(in));
    }

    private List<BurnTier> readTiers(int version, DataInputView in) throws IOException {
        List<BurnTier> tiers = new ArrayList<>();
        for (int left = VarLong.readInt(in); left > 0; left--) {
            tiers.add(tier.read(version, in));
        }
        return tiers;
    }

    private static List<Long> readWindows(DataInputView in) throws IOException {
        List<Long> windows = new ArrayList<>();
        for (int left = VarLong.readInt(in); left > 0; left--) {
            windows.add(VarLong.read(in));
        }
        return windows;
    }
}
