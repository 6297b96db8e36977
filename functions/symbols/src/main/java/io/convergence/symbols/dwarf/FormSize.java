package io.convergence.symbols.dwarf;

import io.convergence.symbols.dwarf.Abbreviations.Abbreviation;
import io.convergence.symbols.file.IntList;
import io.convergence.symbols.file.UnusableSymbolFile;

/** Sizes of attributes by form (DWARF 5, sections 7.5.5 and 7.5.6, with GNU's forms of split units). */
final class FormSize {
    /** A form that stands before the attribute. */
    static final int INDIRECT = 0x16;

    static final int MAX_FORM = 0xffff;
    private static final int NONE = 0;

    private FormSize() {}

    /** Steps over the attributes of an entry. */
    static void skipAll(Abbreviation shape, DebugBytes bytes, Unit unit) throws UnusableSymbolFile {
        int[] strides = shape.strides();
        for (int index = 0; index < strides.length; index += 2) {
            bytes.skip(strides[index]);
            int form = strides[index + 1];
            if (form != NONE) {
                skip(form == INDIRECT ? (int) Math.min(bytes.uleb(), MAX_FORM) : form, bytes, unit);
            }
        }
    }

    /**
     * How to step over attributes of some forms: pairs of a number of bytes and the form that follows them, whose size only
     * its bytes tell; 0 behind the last bytes.
     */
    static int[] strides(int[] forms, Unit unit) {
        IntList strides = new IntList();
        int bytes = 0;
        for (int form : forms) {
            int size = size(form, unit);
            bytes += Math.max(0, size);
            if (size < 0) {
                strides.add(bytes);
                strides.add(form);
                bytes = 0;
            }
        }
        if (bytes > 0) {
            strides.add(bytes);
            strides.add(NONE);
        }
        return strides.toArray();
    }

    /** The number of bytes of a form; -1 where it varies or is unknown. */
    private static int size(int form, Unit unit) {
        return switch (form) {
            case 0x19, 0x21 -> 0;
            case 0x0b, 0x11, 0x0c, 0x25, 0x29 -> 1;
            case 0x05, 0x12, 0x26, 0x2a -> 2;
            case 0x27, 0x2b -> 3;
            case 0x06, 0x13, 0x28, 0x2c, 0x1c -> 4;
            case 0x07, 0x14, 0x20, 0x24 -> 8;
            case 0x1e -> 16;
            case 0x0e, 0x17, 0x1f, 0x1d, 0x1f20, 0x1f21 -> unit.wide ? 8 : 4;
            case 0x10 -> unit.version == 2 ? unit.addressSize : unit.wide ? 8 : 4;
            case 0x01 -> unit.addressSize;
            default -> -1;
        };
    }

    /** Steps over an attribute. */
    static void skip(int form, DebugBytes bytes, Unit unit) throws UnusableSymbolFile {
        int size = size(form, unit);
        if (size >= 0) {
            bytes.skip(size);
            return;
        }
        switch (form) {
            case 0x0d, 0x0f, 0x15, 0x1a, 0x1b, 0x22, 0x23, 0x1f01, 0x1f02 -> bytes.uleb();
            case 0x08 -> bytes.skipText();
            case 0x09, 0x18 -> bytes.skip(bytes.uleb());
            case 0x0a -> bytes.skip(bytes.u8());
            case 0x03 -> bytes.skip(bytes.u16());
            case 0x04 -> bytes.skip(bytes.u32());
            default -> throw new UnusableSymbolFile("an attribute of the debug information has an unknown form");
        }
    }
}
