package io.convergence.flink.events;

import io.convergence.core.event.FieldMap;
import io.convergence.flink.state.Texts;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Encoding of values that repeat within one value of state: 0 and the value where it is first, and then its number, from 1.
 * For one direction of one value.
 */
public final class TextTable {
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<Object> values = new ArrayList<>();

    /** An empty table. */
    public TextTable() {}

    /** Writes a string. */
    public void write(String text, DataOutputView out) throws IOException {
        if (isFirst(text, out)) {
            Texts.write(text, out);
        }
    }

    /** Writes a map of strings. */
    public void write(Map<String, String> map, DataOutputView out) throws IOException {
        if (isFirst(map, out)) {
            VarLong.write(map.size(), out);
            for (Map.Entry<String, String> entry : map.entrySet()) {
                write(entry.getKey(), out);
                write(entry.getValue(), out);
            }
        }
    }

    /** Reads a string. */
    public String readText(DataInputView in) throws IOException {
        int number = VarLong.readInt(in);
        if (number > 0) {
            return (String) values.get(number - 1);
        }
        // A text gets its number before its content is read, in the same order as when it was written.
        int at = values.size();
        values.add("");
        String text = Texts.read(in);
        values.set(at, text);
        return text;
    }

    /** Reads a map of strings. */
    @SuppressWarnings("unchecked") // the number is that of a map where one was written
    public Map<String, String> readMap(DataInputView in) throws IOException {
        int number = VarLong.readInt(in);
        if (number > 0) {
            return (Map<String, String>) values.get(number - 1);
        }
        int at = values.size();
        values.add("");
        int size = VarLong.readInt(in);
        String[] names = new String[size];
        String[] texts = new String[size];
        for (int i = 0; i < size; i++) {
            names[i] = readText(in);
            texts[i] = readText(in);
        }
        Map<String, String> map = FieldMap.ofSorted(names, texts);
        values.set(at, map);
        return map;
    }

    private boolean isFirst(Object value, DataOutputView out) throws IOException {
        Integer number = numbers.putIfAbsent(value, numbers.size() + 1);
        VarLong.write(number == null ? 0 : number, out);
        return number == null;
    }
}
