package io.convergence.flink.minutes;

import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.PageViews;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.PackedLongs;
import io.convergence.flink.state.Texts;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Format of a block of closed minutes: the number of names of rows and each name, then as one block the number of minutes
 * and each minute.
 *
 * <p>A minute is four times its step in minutes from the one before, plus 2 when its rows are apart and 1 when it is not
 * plain. The latter is followed by the end of its retention and the watermark of its last restatement, both in milliseconds
 * since its start, the number of changed rows, and their numbers in the list of names. Then a minute whose rows are apart has
 * their number, and each other one the number of rows, and for each the number of its name and its views.
 */
public final class MinuteBlockFormat implements Format<MinuteBlock> {
    private static final int APART = 2;
    private static final int NOT_PLAIN = 1;
    private static final int EXPECTED_BYTES = 24;

    @Override
    public Class<MinuteBlock> type() {
        return MinuteBlock.class;
    }

    @Override
    public void write(MinuteBlock value, DataOutputView out) throws IOException {
        Map<String, Integer> names = new LinkedHashMap<>();
        PackedLongs packed =
                new PackedLongs(EXPECTED_BYTES * (1 + value.minutes().size()));
        packed.put(value.minutes().size());
        long previous = 0;
        for (ClosedMinute minute : value.minutes()) {
            long step = (minute.start() - previous) / MinuteKey.MINUTE_MILLIS;
            previous = minute.start();
            packed.put(4 * step + (minute.isApart() ? APART : 0) + (minute.isPlain() ? 0 : NOT_PLAIN));
            write(minute, names, packed);
        }
        VarLong.write(names.size(), out);
        for (String name : names.keySet()) {
            Texts.write(name, out);
        }
        packed.write(out);
    }

    @Override
    public MinuteBlock read(int version, DataInputView in) throws IOException {
        String[] names = new String[VarLong.readInt(in)];
        for (int i = 0; i < names.length; i++) {
            names[i] = Texts.read(in);
        }
        PackedLongs packed = PackedLongs.read(in);
        MinuteBlock block = new MinuteBlock();
        long start = 0;
        for (int left = packed.takeInt(); left > 0; left--) {
            long header = packed.take();
            start += MinuteKey.MINUTE_MILLIS * (header >> 2);
            block.put(read(start, header, names, packed));
        }
        return block;
    }

    @Override
    public MinuteBlock copy(MinuteBlock value) {
        return value.copy();
    }

    private static void write(ClosedMinute minute, Map<String, Integer> names, PackedLongs packed) {
        if (!minute.isPlain()) {
            packed.put(minute.expiresAt() - minute.start());
            packed.put(minute.restatedAt() - minute.start());
            packed.put(minute.changed().size());
            minute.changed().forEach(name -> packed.put(number(name, names)));
        }
        if (minute.isApart()) {
            packed.put(minute.own());
            return;
        }
        packed.put(minute.rows().size());
        for (PageViews row : minute.rows().values()) {
            packed.put(number(row.page(), names));
            PackedRow.write(row, packed);
        }
    }

    private static ClosedMinute read(long start, long header, String[] names, PackedLongs packed) {
        ClosedMinute minute = new ClosedMinute(start);
        if ((header & NOT_PLAIN) != 0) {
            minute.expiresAt(start + packed.take());
            minute.restatedAt(start + packed.take());
            for (int left = packed.takeInt(); left > 0; left--) {
                minute.changed().add(names[packed.takeInt()]);
            }
        }
        int rows = packed.takeInt();
        if ((header & APART) != 0) {
            minute.setApart(rows);
            return minute;
        }
        for (int left = rows; left > 0; left--) {
            minute.put(PackedRow.read(names[packed.takeInt()], packed), true);
        }
        return minute;
    }

    private static int number(String name, Map<String, Integer> names) {
        Integer next = names.size();
        Integer known = names.putIfAbsent(name, next);
        return known == null ? next : known;
    }
}
