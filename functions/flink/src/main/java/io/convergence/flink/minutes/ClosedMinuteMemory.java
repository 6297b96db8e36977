package io.convergence.flink.minutes;

import io.convergence.core.window.PageViews;
import io.convergence.core.window.minute.MinuteRows;
import io.convergence.flink.state.StateDescriptors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.jspecify.annotations.Nullable;

/** Keyed states of the closed minutes of the current app and host: blocks of minutes, and the rows of large minutes. */
final class ClosedMinuteMemory {
    private final MapState<Long, MinuteBlock> blocks;
    private final ApartRows apart;

    ClosedMinuteMemory(RuntimeContext context) {
        blocks = context.getMapState(blocksDescriptor());
        apart = new ApartRows(context);
    }

    /** Blocks by start. */
    static MapStateDescriptor<Long, MinuteBlock> blocksDescriptor() {
        return StateDescriptors.map("minute-blocks", BasicTypeInfo.LONG_TYPE_INFO, new MinuteBlockFormat());
    }

    /** The block with a start, epoch milliseconds, or null. Changes of it take effect with {@link #put}. */
    @Nullable
    MinuteBlock block(long start) throws Exception {
        return blocks.get(start);
    }

    /** Stores a block. */
    void put(long start, MinuteBlock block) throws Exception {
        blocks.put(start, block);
    }

    /** Removes a block that has no minutes. */
    void remove(long start) throws Exception {
        blocks.remove(start);
    }

    /** The rows of a minute. */
    MinuteRows rows(ClosedMinute minute) {
        return minute.isApart() ? apart.of(minute) : minute;
    }

    /** Moves the rows of a minute apart if it is large. */
    void settle(ClosedMinute minute) throws Exception {
        if (!minute.isApart() && !minute.isSmall()) {
            apart.take(minute);
        }
    }

    /** Removes the rows of a minute that are apart. */
    void forget(ClosedMinute minute) throws Exception {
        if (minute.isApart()) {
            apart.remove(minute);
        }
    }

    /** The rows of a minute with some names. */
    List<PageViews> rows(ClosedMinute minute, Collection<String> names) {
        MinuteRows all = rows(minute);
        List<PageViews> some = new ArrayList<>();
        for (String name : names) {
            PageViews row = all.get(name);
            if (row != null) {
                some.add(row);
            }
        }
        return some;
    }
}
