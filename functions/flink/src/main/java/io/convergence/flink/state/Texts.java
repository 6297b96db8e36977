package io.convergence.flink.state;

import io.convergence.core.signal.NamedValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * Encoding of strings that may be null (a flag, then the string), of lists of strings (their number, then each) and of named
 * lists (their number, then each name with its list).
 */
final class Texts {
    private Texts() {}

    static void writeNullable(@Nullable String value, DataOutputView out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            StringValue.writeString(value, out);
        }
    }

    static @Nullable String readNullable(DataInputView in) throws IOException {
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
}
