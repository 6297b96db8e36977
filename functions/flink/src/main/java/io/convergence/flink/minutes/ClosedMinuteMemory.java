package io.convergence.flink.minutes;

import io.convergence.core.window.PageViews;
import io.convergence.core.window.minute.MinuteRows;
import io.convergence.flink.state.StateDescriptors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * Keyed states of the closed minutes of the current app and host: blocks of minutes, and the rows of minutes that have too
 * many of them for a block. Up to a size these rows are one value: a block of only that minute, whose key is {@link
 * #keyOfRows}. Late views read and write all of it, but they are rare, and one value is stored faster than an entry for each
 * row. The rows of larger minutes, and of those from savepoints of earlier releases, are an entry each.
 */
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

    /** Adds a new minute to a block. */
    void begin(MinuteBlock block, ClosedMinute minute) throws Exception {
        block.put(minute);
        moveIfNotSmall(minute);
    }

    /** Changes the rows of a minute of a block, which may have to be stored in another way afterwards. */
    <T> T change(ClosedMinute minute, Function<MinuteRows, T> change) throws Exception {
        if (!minute.isApart()) {
            T result = change.apply(minute);
            moveIfNotSmall(minute);
            return result;
        }
        ClosedMinute value = value(minute);
        if (value == null) {
            return change.apply(apart.of(minute));
        }
        T result = change.apply(value);
        if (!value.isOneValue()) {
            blocks.remove(keyOfRows(minute));
        }
        putApart(minute, value);
        return result;
    }

    /** Removes the rows of a minute that are apart. */
    void forget(ClosedMinute minute) throws Exception {
        if (!minute.isApart()) {
            return;
        }
        if (blocks.contains(keyOfRows(minute))) {
            blocks.remove(keyOfRows(minute));
        } else {
            apart.remove(minute);
        }
    }

    /** The rows of a minute with some names. */
    List<PageViews> rows(ClosedMinute minute, Collection<String> names) throws Exception {
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

    private MinuteRows rows(ClosedMinute minute) throws Exception {
        if (!minute.isApart()) {
            return minute;
        }
        ClosedMinute value = value(minute);
        return value == null ? apart.of(minute) : value;
    }

    /** Moves the rows of a minute that contains them apart from its block when they are too many for it. */
    private void moveIfNotSmall(ClosedMinute minute) throws Exception {
        if (!minute.isSmall()) {
            putApart(minute, minute.rowsOnly());
        }
    }

    /** Stores the rows of a minute apart from its block. */
    private void putApart(ClosedMinute minute, ClosedMinute rows) throws Exception {
        if (rows.isOneValue()) {
            MinuteBlock only = new MinuteBlock();
            only.put(rows);
            blocks.put(keyOfRows(minute), only);
        } else {
            apart.put(rows);
        }
        minute.setApart(rows.own());
    }

    /** The rows of a minute that are one value, or null. */
    private @Nullable ClosedMinute value(ClosedMinute minute) throws Exception {
        MinuteBlock only = blocks.get(keyOfRows(minute));
        return only == null ? null : only.get(minute.start());
    }

    /** The key of the value with the rows of a minute. No block has it, because blocks start with a full minute. */
    private static long keyOfRows(ClosedMinute minute) {
        return minute.start() + 1;
    }
}
