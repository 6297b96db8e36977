package io.convergence.flink.state;

import io.convergence.core.signal.NamedValues;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * Encoding of strings, of strings that may be null (a flag, then the string), of lists of strings (their number, then each)
 * and of named lists (their number, then each name with its list).
 *
 * <p>A string has the bytes of Flink's {@link StringValue}: its length plus one, then its UTF-16 units, each in groups of
 * seven bits, lowest first, with the high bit in all but the last. Strings of ASCII, which have a byte per character, are
 * written and read as one block.
 */
public final class Texts {
    private static final int GROUP_BITS = 7;
    private static final int HIGH_BIT = 1 << GROUP_BITS;

    /** Most bytes of an encoded length. */
    private static final int LENGTH_BYTES = 5;

    private Texts() {}

    /** Writes a string. */
    public static void write(String value, DataOutput out) throws IOException {
        int length = value.length();
        byte[] block = new byte[LENGTH_BYTES + length];
        int at = 0;
        int left = length + 1;
        while (left >= HIGH_BIT) {
            block[at++] = (byte) (left | HIGH_BIT);
            left >>>= GROUP_BITS;
        }
        block[at++] = (byte) left;
        for (int i = 0; i < length; i++) {
            char unit = value.charAt(i);
            if (unit >= HIGH_BIT) {
                StringValue.writeString(value, out);
                return;
            }
            block[at++] = (byte) unit;
        }
        out.write(block, 0, at);
    }

    /** Reads a string. */
    public static String read(DataInput in) throws IOException {
        int length = readGroups(in.readByte(), in) - 1;
        // Every unit has at least one byte.
        byte[] block = new byte[length];
        in.readFully(block);
        for (int at = 0; at < length; at++) {
            if (block[at] < 0) {
                return readUnits(block, in);
            }
        }
        return new String(block, StandardCharsets.ISO_8859_1);
    }

    /** Reads a string whose first bytes are in a block that has as many bytes as the string has units. */
    private static String readUnits(byte[] block, DataInput in) throws IOException {
        DataInputStream bytes = new DataInputStream(new ByteArrayInputStream(block));
        char[] units = new char[block.length];
        for (int i = 0; i < units.length; i++) {
            int unit = 0;
            byte next;
            int shift = 0;
            do {
                next = bytes.available() > 0 ? bytes.readByte() : in.readByte();
                unit |= (next & (HIGH_BIT - 1)) << shift;
                shift += GROUP_BITS;
            } while (next < 0);
            units[i] = (char) unit;
        }
        return new String(units);
    }

    private static int readGroups(byte first, DataInput in) throws IOException {
        int value = first & (HIGH_BIT - 1);
        byte next = first;
        for (int shift = GROUP_BITS; next < 0; shift += GROUP_BITS) {
            next = in.readByte();
            value |= (next & (HIGH_BIT - 1)) << shift;
        }
        return value;
    }

    /** Writes a string or null. */
    public static void writeNullable(@Nullable String value, DataOutputView out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            write(value, out);
        }
    }

    /** Reads a string or null. */
    public static @Nullable String readNullable(DataInputView in) throws IOException {
        return in.readBoolean() ? read(in) : null;
    }

    static void writeList(List<String> values, DataOutputView out) throws IOException {
        VarLong.write(values.size(), out);
        for (String value : values) {
            write(value, out);
        }
    }

    static void writeNamed(List<NamedValues> lists, DataOutputView out) throws IOException {
        VarLong.write(lists.size(), out);
        for (NamedValues each : lists) {
            write(each.name(), out);
            writeList(each.values(), out);
        }
    }

    static List<NamedValues> readNamed(DataInputView in) throws IOException {
        int size = VarLong.readInt(in);
        List<NamedValues> lists = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            lists.add(new NamedValues(read(in), readList(in)));
        }
        return lists;
    }

    static List<String> readList(DataInputView in) throws IOException {
        int size = VarLong.readInt(in);
        List<String> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(read(in));
        }
        return values;
    }

    /** Writes a map of strings: its size, then each name with its value. */
    public static void writeMap(Map<String, String> map, DataOutputView out) throws IOException {
        VarLong.write(map.size(), out);
        for (Map.Entry<String, String> entry : map.entrySet()) {
            write(entry.getKey(), out);
            write(entry.getValue(), out);
        }
    }

    /** Reads a map of strings. */
    public static Map<String, String> readMap(DataInputView in) throws IOException {
        int size = VarLong.readInt(in);
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            map.put(read(in), read(in));
        }
        return map;
    }
}
