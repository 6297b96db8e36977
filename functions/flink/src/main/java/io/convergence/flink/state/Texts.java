package io.convergence.flink.state;

import io.convergence.core.signal.NamedValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * Encoding of strings that may be null (a flag, then the string), of lists of strings (their number, then each) and of named
 * lists (their number, then each name with its list).
 */
public final class Texts {
    private Texts() {}

    /** Writes a string or null. */
    public static void writeNullable(@Nullable String value, DataOutputView out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            StringValue.writeString(value, out);
        }
    }

    /** Reads a string or null. */
    public static @Nullable String readNullable(DataInputView in) throws IOException {
        return in.readBoolean() ? StringValue.readString(in) : null;
    }

    static void writeList(List<String> values, DataOutputView out) throws IOException {
        VarLong.write(values.size(), out);
        for (String value : values) {
            StringValue.writeString(value, out);
        }
    }

    static void writeNamed(List<NamedValues> lists, DataOutputView out) throws IOException {
        VarLong.write(lists.size(), out);
        for (NamedValues each : lists) {
            StringValue.writeString(each.name(), out);
            writeList(each.values(), out);
        }
    }

    static List<NamedValues> readNamed(DataInputView in) throws IOException {
        int size = VarLong.readInt(in);
        List<NamedValues> lists = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            lists.add(new NamedValues(StringValue.readString(in), readList(in)));
        }
        return lists;
    }

    static List<String> readList(DataInputView in) throws IOException {
        int size = VarLong.readInt(in);
        List<String> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(StringValue.readString(in));
        }
        return values;
    }

    /** Writes a map of strings: its size, then each name with its value. */
    public static void writeMap(Map<String, String> map, DataOutputView out) throws IOException {
        VarLong.write(map.size(), out);
        for (Map.Entry<String, String> entry : map.entrySet()) {
            StringValue.writeString(entry.getKey(), out);
            StringValue.writeString(entry.getValue(), out);
        }
    }

    /** Reads a map of strings. */
    public static Map<String, String> readMap(DataInputView in) throws IOException {
        int size = VarLong.readInt(in);
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            map.put(StringValue.readString(in), StringValue.readString(in));
        }
        return map;
    }
}
