package io.convergence.symbols.dwarf;

import io.convergence.symbols.dwarf.Abbreviations.Abbreviation;
import io.convergence.symbols.file.UnusableSymbolFile;
import org.jspecify.annotations.Nullable;

/** A unit of {@code .debug_info}: its header and the attributes of its root. */
final class Unit {
    final DebugSections sections;
    final int start;
    final long end;
    final int version;
    final boolean wide;
    final int addressSize;
    /** Offset of the table of abbreviations, which is read again when it is needed. */
    final long abbreviations;

    final int firstEntry;

    /** Bases of the indexed forms; set from the root. */
    long textOffsets;

    long addresses;
    long rangeLists;

    @Nullable
    Entry root;

    private Unit(
            DebugSections sections,
            int start,
            long end,
            int version,
            boolean wide,
            int addressSize,
            long abbreviations,
            int firstEntry) {
        this.sections = sections;
        this.start = start;
        this.end = end;
        this.version = version;
        this.wide = wide;
        this.addressSize = addressSize;
        this.abbreviations = abbreviations;
        this.firstEntry = firstEntry;
        this.textOffsets = wide ? 16 : 8;
        this.addresses = wide ? 16 : 8;
        this.rangeLists = 0;
    }

    /** Reads a header and the root; returns null for a kind of unit that is not read. The cursor moves behind it. */
    static @Nullable Unit read(DebugSections sections, DebugBytes bytes) throws UnusableSymbolFile {
        int start = bytes.position();
        long length = bytes.u32();
        boolean wide = length == 0xffffffffL;
        length = wide ? bytes.unsigned(8) : length;
        long end = bytes.position() + length;
        if (length < 0 || end > sections.size("info")) {
            throw new UnusableSymbolFile("a unit of the debug information exceeds its section");
        }
        int version = bytes.u16();
        int type = version >= 5 ? bytes.u8() : 1;
        int addressSize = version >= 5 ? bytes.u8() : 0;
        long table = bytes.offset(wide);
        addressSize = version >= 5 ? addressSize : bytes.u8();
        boolean known = version >= 2 && version <= 5 && (addressSize == 4 || addressSize == 8);
        if (type == 4) {
            bytes.skip(8);
        }
        int first = bytes.position();
        bytes.moveTo(end);
        // 1 full, 3 partial, 4 skeleton; type units and units of other files are not read.
        if (!known || (type != 1 && type != 3 && type != 4)) {
            return null;
        }
        Unit unit = new Unit(sections, start, end, version, wide, addressSize, table, first);
        unit.readRoot();
        return unit;
    }

    private void readRoot() throws UnusableSymbolFile {
        DebugBytes bytes = sections.at("info", firstEntry);
        bytes.endAt(end);
        if (!bytes.hasRemaining()) {
            return;
        }
        Abbreviation shape = Abbreviations.find(this, bytes.uleb());
        if (shape == null) {
            return;
        }
        // The bases may follow the attributes that need them.
        int position = bytes.position();
        Entry first = new Entry(position, shape.tag(), -1);
        AttributeForm.readInto(first, shape, bytes, this);
        bytes.moveTo(position);
        Entry again = new Entry(firstEntry, shape.tag(), -1);
        AttributeForm.readInto(again, shape, bytes, this);
        root = again;
    }
}
