package io.convergence.flink.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/** Encoding of strings that may be null (a flag, then the string) and of lists of strings (their number, then each). */
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

    static List<String> readList(DataInputView in) throws IOException {
        int size = VarLong.readInt(in);
        List<String> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(StringValue.readString(in));
        }
        return values;
    }
}
