package io.convergence.symbols.dwarf;

import io.convergence.symbols.file.IntList;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of abbreviations of a unit (DWARF 5, section 7.5.3). */
final class Abbreviations {
    private static final int IMPLICIT_CONST = 0x21;
    private static final int MAX_NUMBER = 0xffff;

    private final Map<Long, Abbreviation> byCode = new HashMap<>();

    /**
     * The shape of entries.
     *
     * @param tag of the entry
     * @param hasChildren whether children follow
     * @param attributes numbers of the attributes
     * @param forms numbers of their forms
     * @param constants values of implicit constants, 0 elsewhere
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Abbreviation(int tag, boolean hasChildren, int[] attributes, int[] forms, int[] constants) {}

    static Abbreviations read(DebugBytes bytes) throws UnusableSymbolFile {
        Abbreviations table = new Abbreviations();
        while (bytes.hasRemaining()) {
            long code = bytes.uleb();
            if (code == 0) {
                break;
            }
            int tag = number(bytes.uleb());
            boolean hasChildren = bytes.u8() != 0;
            IntList attributes = new IntList();
            IntList forms = new IntList();
            IntList constants = new IntList();
            while (true) {
                int attribute = number(bytes.uleb());
                int form = number(bytes.uleb());
                long constant = form == IMPLICIT_CONST ? bytes.sleb() : 0;
                if (attribute == 0 && form == 0) {
                    break;
                }
                attributes.add(attribute);
                forms.add(form);
                constants.add((int) constant);
            }
            table.byCode.put(
                    code,
                    new Abbreviation(tag, hasChildren, attributes.toArray(), forms.toArray(), constants.toArray()));
        }
        return table;
    }

    @Nullable
    Abbreviation get(long code) {
        return byCode.get(code);
    }

    private static int number(long value) {
        return value < 0 || value > MAX_NUMBER ? MAX_NUMBER : (int) value;
    }
}
