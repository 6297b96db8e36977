package io.convergence.flink.state;

import io.convergence.core.collapse.TrafficCollapse;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Binary layout of a traffic collapse inside the state of an app: a single 0 where there has never been one. */
final class CollapseLayout {
    private static final int NEVER = 0;
    private static final int ENDED = 1;
    private static final int LASTS = 2;
    private static final int LASTS_AGAIN = 3;

    private CollapseLayout() {}

    static void write(TrafficCollapse collapse, DataOutputView out) throws IOException {
        boolean ended = collapse.lastEnd() != Long.MIN_VALUE;
        out.writeByte(collapse.lasts() ? (ended ? LASTS_AGAIN : LASTS) : (ended ? ENDED : NEVER));
        if (collapse.lasts()) {
            VarLong.write(collapse.widthMillis(), out);
            VarLong.write(collapse.expectedViews(), out);
            VarLong.write(collapse.since(), out);
            VarLong.write(collapse.detectedAt(), out);
            VarLong.write(collapse.forgottenViews(), out);
        }
        if (ended) {
            VarLong.write(collapse.lastEnd(), out);
        }
    }

    static TrafficCollapse read(DataInputView in) throws IOException {
        int kind = in.readUnsignedByte();
        TrafficCollapse none = TrafficCollapse.NONE;
        if (kind < LASTS) {
            return kind == NEVER
                    ? none
                    : new TrafficCollapse(0, 0, none.since(), none.detectedAt(), 0, VarLong.read(in));
        }
        return new TrafficCollapse(
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                kind == LASTS_AGAIN ? VarLong.read(in) : Long.MIN_VALUE);
    }
}
