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

    /** Codes up to this one are found in an array; compilers number from 1. */
    private static final int MAX_DENSE = 4095;

    private final Map<Long, Abbreviation> byCode = new HashMap<>();
    private @Nullable Abbreviation[] dense = new Abbreviation[0];

    /**
     * The shape of entries.
     *
     * @param tag of the entry
     * @param hasChildren whether children follow
     * @param attributes numbers of the attributes
     * @param forms numbers of their forms
     * @param constants values of implicit constants, 0 elsewhere
     * @param strides how to step over the attributes, see {@link FormSize#strides}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Abbreviation(int tag, boolean hasChildren, int[] attributes, int[] forms, int[] constants, int[] strides) {}

    /** Reads the table of a unit to its end. */
    static Abbreviations of(Unit unit) throws UnusableSymbolFile {
        Abbreviations table = new Abbreviations();
        DebugBytes bytes = unit.sections.at("abbrev", unit.abbreviations);
        for (long code = code(bytes); code != 0; code = code(bytes)) {
            table.byCode.put(code, shape(bytes, unit));
        }
        table.dense = new Abbreviation[Math.min(table.byCode.size(), MAX_DENSE) + 1];
        for (int code = 1; code < table.dense.length; code++) {
            table.dense[code] = table.byCode.get((long) code);
        }
        return table;
    }

    /** The first shape of a code in the table of a unit, or null. Only the shapes before it are read. */
    static @Nullable Abbreviation find(Unit unit, long wanted) throws UnusableSymbolFile {
        DebugBytes bytes = unit.sections.at("abbrev", unit.abbreviations);
        for (long code = code(bytes); code != 0; code = code(bytes)) {
            Abbreviation shape = shape(bytes, unit);
            if (code == wanted) {
                return shape;
            }
        }
        return null;
    }

    private static long code(DebugBytes bytes) throws UnusableSymbolFile {
        return bytes.hasRemaining() ? bytes.uleb() : 0;
    }

    private static Abbreviation shape(DebugBytes bytes, Unit unit) throws UnusableSymbolFile {
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
        return new Abbreviation(
                tag,
                hasChildren,
                attributes.toArray(),
                forms.toArray(),
                constants.toArray(),
                FormSize.strides(forms.toArray(), unit));
    }

    /** The number of shapes. */
    int size() {
        return byCode.size();
    }

    @Nullable
    Abbreviation get(long code) {
        return code > 0 && code < dense.length ? dense[(int) code] : byCode.get(code);
    }

    private static int number(long value) {
        return value < 0 || value > MAX_NUMBER ? MAX_NUMBER : (int) value;
    }
}
