package io.convergence.flink.events;

import io.convergence.core.event.FieldMap;
import io.convergence.flink.state.Texts;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;

/** Reading of maps of strings, as {@link Texts#writeMap} writes them, whose names are in ascending order. */
final class FieldTexts {
    private FieldTexts() {}

    static Map<String, String> read(DataInputView in) throws IOException {
        int size = VarLong.readInt(in);
        String[] names = new String[size];
        String[] values = new String[size];
        for (int i = 0; i < size; i++) {
            names[i] = Texts.read(in);
            values[i] = Texts.read(in);
        }
        return FieldMap.ofSorted(names, values);
    }
}
