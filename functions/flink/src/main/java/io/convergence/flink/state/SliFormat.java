package io.convergence.flink.state;

import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.Selector;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SliSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a service level indicator: source, selectors, condition, grouping; enums by name. */
public final class SliFormat implements Format<Sli> {

    @Override
    public Class<Sli> type() {
        return Sli.class;
    }

    @Override
    public void write(Sli value, DataOutputView out) throws IOException {
        Texts.write(value.source().name(), out);
        VarLong.write(value.where().size(), out);
        for (Selector selector : value.where()) {
            Texts.write(selector.key(), out);
            out.writeBoolean(selector.glob());
            Texts.writeList(selector.values(), out);
        }
        write(value.good(), out);
        Texts.writeList(value.groupBy(), out);
    }

    @Override
    public Sli read(int version, DataInputView in) throws IOException {
        return new Sli(SliSource.valueOf(Texts.read(in)), readSelectors(in), readCondition(in), Texts.readList(in));
    }

    private static List<Selector> readSelectors(DataInputView in) throws IOException {
        List<Selector> selectors = new ArrayList<>();
        for (int left = VarLong.readInt(in); left > 0; left--) {
            selectors.add(new Selector(Texts.read(in), in.readBoolean(), Texts.readList(in)));
        }
        return selectors;
    }

    private static void write(Condition condition, DataOutputView out) throws IOException {
        Comparison comparison = condition.comparison();
        Texts.write(condition.kind().name(), out);
        Texts.writeNullable(condition.measurement(), out);
        Texts.writeNullable(comparison == null ? null : comparison.name(), out);
        out.writeDouble(condition.threshold());
        Texts.writeList(condition.verdicts(), out);
    }

    private static Condition readCondition(DataInputView in) throws IOException {
        Condition.Kind kind = Condition.Kind.valueOf(Texts.read(in));
        String measurement = Texts.readNullable(in);
        String comparison = Texts.readNullable(in);
        return new Condition(
                kind,
                measurement,
                comparison == null ? null : Comparison.valueOf(comparison),
                in.readDouble(),
                Texts.readList(in));
    }
}
