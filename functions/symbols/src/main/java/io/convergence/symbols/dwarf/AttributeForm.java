package io.convergence.symbols.dwarf;

import io.convergence.symbols.dwarf.Abbreviations.Abbreviation;
import io.convergence.symbols.file.UnusableSymbolFile;
import org.jspecify.annotations.Nullable;

/** Reader of attributes by form (DWARF 5, sections 7.5.5 and 7.5.6, with GNU's forms of split units). */
final class AttributeForm {
    private AttributeForm() {}

    /** Reads the attributes of an entry and keeps those that are needed. */
    static void readInto(Entry entry, Abbreviation shape, DebugBytes bytes, Unit unit) throws UnusableSymbolFile {
        read(entry, true, shape, bytes, unit);
    }

    /** Reads the attributes of an entry and keeps those that are needed, except for texts. */
    static void readAddresses(Entry entry, Abbreviation shape, DebugBytes bytes, Unit unit) throws UnusableSymbolFile {
        read(entry, false, shape, bytes, unit);
    }

    private static void read(Entry entry, boolean withTexts, Abbreviation shape, DebugBytes bytes, Unit unit)
            throws UnusableSymbolFile {
        int[] attributes = shape.attributes();
        for (int index = 0; index < attributes.length; index++) {
            int form = shape.forms()[index];
            if (form == FormSize.INDIRECT) {
                form = (int) Math.min(bytes.uleb(), FormSize.MAX_FORM);
            }
            if (!withTexts && isText(attributes[index])) {
                FormSize.skip(form, bytes, unit);
                continue;
            }
            switch (attributes[index]) {
                case 0x03 -> entry.name = text(form, bytes, unit);
                case 0x6e, 0x2007 -> entry.linkageName = text(form, bytes, unit);
                case 0x1b -> entry.directory = text(form, bytes, unit);
                case 0x11 -> {
                    entry.low = address(form, bytes, unit);
                    entry.hasLow = true;
                }
                case 0x12 -> {
                    entry.highIsLength = form != 0x01 && !isIndexedAddress(form);
                    entry.high = entry.highIsLength
                            ? number(form, bytes, unit, shape.constants()[index])
                            : address(form, bytes, unit);
                    entry.hasHigh = true;
                }
                case 0x55 -> {
                    entry.ranges = number(form, bytes, unit, 0);
                    entry.rangesIndexed = form == 0x23;
                }
                case 0x31, 0x47 -> {
                    long reference = number(form, bytes, unit, 0);
                    boolean local = form >= 0x11 && form <= 0x15;
                    entry.origin = local ? unit.start + reference : reference;
                }
                case 0x10 -> entry.lineProgram = number(form, bytes, unit, 0);
                case 0x58 -> entry.callFile = number(form, bytes, unit, shape.constants()[index]);
                case 0x59 -> entry.callLine = (int) number(form, bytes, unit, shape.constants()[index]);
                case 0x57 -> entry.callColumn = (int) number(form, bytes, unit, shape.constants()[index]);
                case 0x13 -> entry.language = (int) number(form, bytes, unit, shape.constants()[index]);
                case 0x72 -> unit.textOffsets = number(form, bytes, unit, 0);
                case 0x73, 0x2133 -> unit.addresses = number(form, bytes, unit, 0);
                case 0x74 -> unit.rangeLists = number(form, bytes, unit, 0);
                default -> FormSize.skip(form, bytes, unit);
            }
        }
    }

    private static boolean isText(int attribute) {
        return attribute == 0x03 || attribute == 0x6e || attribute == 0x2007 || attribute == 0x1b;
    }

    private static boolean isIndexedAddress(int form) {
        return form == 0x1b || (form >= 0x29 && form <= 0x2c) || form == 0x1f01;
    }

    private static long address(int form, DebugBytes bytes, Unit unit) throws UnusableSymbolFile {
        if (form == 0x01) {
            return bytes.unsigned(unit.addressSize);
        }
        long index = number(form, bytes, unit, 0);
        return isIndexedAddress(form) ? addressAt(index, unit) : index;
    }

    /** An address of the table of addresses; 0 where the file does not have it. */
    static long addressAt(long index, Unit unit) throws UnusableSymbolFile {
        long offset = unit.addresses + index * unit.addressSize;
        if (index < 0 || offset < 0 || offset > unit.sections.size("addr") - unit.addressSize) {
            return 0;
        }
        return unit.sections.at("addr", offset).unsigned(unit.addressSize);
    }

    static @Nullable String text(int form, DebugBytes bytes, Unit unit) throws UnusableSymbolFile {
        return switch (form) {
            case 0x08 -> bytes.text();
            case 0x0e -> textAt("str", bytes.offset(unit.wide), unit);
            case 0x1f -> textAt("line_str", bytes.offset(unit.wide), unit);
            case 0x1a, 0x25, 0x26, 0x27, 0x28, 0x1f02 -> indexedText(number(form, bytes, unit, 0), unit);
            default -> {
                FormSize.skip(form, bytes, unit);
                yield null;
            }
        };
    }

    private static @Nullable String indexedText(long index, Unit unit) throws UnusableSymbolFile {
        int size = unit.wide ? 8 : 4;
        long offset = unit.textOffsets + index * size;
        if (index < 0 || offset < 0 || offset > unit.sections.size("str_offsets") - size) {
            return null;
        }
        return textAt("str", unit.sections.at("str_offsets", offset).offset(unit.wide), unit);
    }

    static @Nullable String textAt(String section, long offset, Unit unit) throws UnusableSymbolFile {
        return offset < 0 || offset >= unit.sections.size(section)
                ? null
                : unit.sections.at(section, offset).text();
    }

    static long number(int form, DebugBytes bytes, Unit unit, int constant) throws UnusableSymbolFile {
        return switch (form) {
            case 0x0b, 0x11, 0x25, 0x29, 0x0c -> bytes.u8();
            case 0x05, 0x12, 0x26, 0x2a -> bytes.u16();
            case 0x27, 0x2b -> bytes.unsigned(3);
            case 0x06, 0x13, 0x28, 0x2c -> bytes.u32();
            case 0x07, 0x14, 0x20 -> bytes.unsigned(8);
            case 0x0f, 0x15, 0x1a, 0x1b, 0x22, 0x23, 0x1f01, 0x1f02 -> bytes.uleb();
            case 0x0d -> bytes.sleb();
            case 0x0e, 0x17, 0x1f -> bytes.offset(unit.wide);
            case 0x10 -> unit.version == 2 ? bytes.unsigned(unit.addressSize) : bytes.offset(unit.wide);
            case 0x01 -> bytes.unsigned(unit.addressSize);
            case 0x19 -> 1;
            case 0x21 -> constant;
            default -> {
                FormSize.skip(form, bytes, unit);
                yield 0;
            }
        };
    }
}
