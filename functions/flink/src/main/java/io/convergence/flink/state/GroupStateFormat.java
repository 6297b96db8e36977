package io.convergence.flink.state;

import io.convergence.core.slo.alert.TierState;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.evaluate.GroupState;
import io.convergence.core.slo.evaluate.LatePartial;
import io.convergence.core.slo.window.GenerationCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Format of the state of a budget: key, generations, tiers, late events, last and next boundary, then a byte of flags. Before
 * version 3 there are no flags, and the generations are numbered by the SLI alone.
 */
public final class GroupStateFormat implements Format<GroupState> {
    private static final int NUMBERED_BY_SLI = 1;
    private static final int PLACE_RELEASED = 2;

    private final GroupKeyFormat key = new GroupKeyFormat();
    private final GenerationCountsFormat generation = new GenerationCountsFormat();
    private final TierStateFormat tier = new TierStateFormat();
    private final MinuteCountsFormat minute = new MinuteCountsFormat();

    @Override
    public Class<GroupState> type() {
        return GroupState.class;
    }

    @Override
    public void write(GroupState value, DataOutputView out) throws IOException {
        key.write(value.key(), out);
        VarLong.write(value.generations().size(), out);
        for (GenerationCounts counts : value.generations()) {
            generation.write(counts, out);
        }
        VarLong.write(value.tiers().size(), out);
        for (TierState each : value.tiers()) {
            tier.write(each, out);
        }
        VarLong.write(value.late().size(), out);
        for (LatePartial late : value.late()) {
            VarLong.write(late.appliesAt(), out);
            VarLong.write(late.generation(), out);
            VarLong.write(late.minute(), out);
            minute.write(late.counts(), out);
        }
        VarLong.write(value.through(), out);
        VarLong.write(value.scheduledFor(), out);
        out.writeByte((value.isNumberedBySli() ? NUMBERED_BY_SLI : 0) | (value.isPlaceReleased() ? PLACE_RELEASED : 0));
    }

    @Override
    public GroupState read(int version, DataInputView in) throws IOException {
        GroupKey group = key.read(version, in);
        List<GenerationCounts> generations = new ArrayList<>(1);
        for (int left = VarLong.readInt(in); left > 0; left--) {
            generations.add(generation.read(version, in));
        }
        List<TierState> tiers = new ArrayList<>(0);
        for (int left = VarLong.readInt(in); left > 0; left--) {
            tiers.add(tier.read(version, in));
        }
        List<LatePartial> late = new ArrayList<>(0);
        for (int left = VarLong.readInt(in); left > 0; left--) {
            late.add(new LatePartial(VarLong.read(in), VarLong.read(in), VarLong.read(in), minute.read(version, in)));
        }
        GroupState state = new GroupState(group, generations, tiers, late, VarLong.read(in), VarLong.read(in));
        int flags = version < 3 ? NUMBERED_BY_SLI : in.readByte();
        state.numberedBySli((flags & NUMBERED_BY_SLI) != 0);
        state.placeReleased((flags & PLACE_RELEASED) != 0);
        return state;
    }
}
