package io.convergence.symbols.dwarf;

import io.convergence.symbols.dwarf.Abbreviations.Abbreviation;
import io.convergence.symbols.file.IntList;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The functions, inlined calls and scopes of a unit in the order of the file, and the addresses of functions and calls. Only
 * offsets are kept; an entry is read again when a frame needs it. Entries without children that are no functions, such as
 * variables, are left out: no frame refers to them.
 */
final class UnitEntries {
    private static final int MAX_ENTRIES = 2_000_000;
    private static final int MAX_DEPTH = 64;
    private static final int SUBPROGRAM = 0x2e;
    private static final int INLINED = 0x1d;
    /** Bytes of an entry: its offset and its parent. Of a function: two indexes, and a range of four numbers. */
    private static final int ENTRY_BYTES = 8;

    private static final int FUNCTION_BYTES = 40;
    private static final int ABBREVIATION_BYTES = 400;

    private final Unit unit;
    private final Abbreviations abbreviations;
    private final IntList offsets = new IntList();
    private final IntList parents = new IntList();
    private final BitSet subprograms = new BitSet();
    private final BitSet calls = new BitSet();
    /** Indexes of the entries of functions and calls with addresses. */
    private final IntList functions = new IntList();
    /** For each of them the entry of the function or call around it; {@link Entry#NONE} for a function. */
    private final IntList owners = new IntList();

    private final AddressIndex addresses;

    private UnitEntries(Unit unit) throws UnusableSymbolFile {
        this.unit = unit;
        abbreviations = Abbreviations.of(unit);
        AddressIndex.Builder all = new AddressIndex.Builder();
        readAll(all);
        addresses = all.build();
        offsets.trim();
        parents.trim();
    }

    static UnitEntries read(Unit unit) throws UnusableSymbolFile {
        return new UnitEntries(unit);
    }

    private void readAll(AddressIndex.Builder all) throws UnusableSymbolFile {
        DebugBytes bytes = unit.sections.at("info", unit.firstEntry);
        bytes.endAt(unit.end);
        int parent = Entry.NONE;
        while (bytes.hasRemaining()) {
            int offset = bytes.position();
            long code = bytes.uleb();
            if (code == 0) {
                parent = parent == Entry.NONE ? Entry.NONE : parents.get(parent);
                if (parent == Entry.NONE) {
                    break;
                }
                continue;
            }
            Abbreviation shape = shape(code);
            boolean isFunction = shape.tag() == SUBPROGRAM || shape.tag() == INLINED;
            int index = offsets.size();
            if (isFunction || shape.hasChildren()) {
                if (index == MAX_ENTRIES) {
                    throw new UnusableSymbolFile("a unit has too many entries");
                }
                offsets.add(offset);
                parents.add(parent);
            }
            if (isFunction) {
                (shape.tag() == SUBPROGRAM ? subprograms : calls).set(index);
                Entry entry = new Entry(offset, shape.tag(), parent);
                AttributeForm.readAddresses(entry, shape, bytes, unit);
                add(entry, index, all);
            } else {
                FormSize.skipAll(shape, bytes, unit);
            }
            if (shape.hasChildren()) {
                parent = index;
            }
        }
    }

    private void add(Entry function, int index, AddressIndex.Builder all) throws UnusableSymbolFile {
        long[] ranges = RangeList.of(function, unit);
        if (ranges.length == 0) {
            return;
        }
        all.add(ranges, functions.size());
        if (all.size() > MAX_ENTRIES) {
            throw new UnusableSymbolFile("the functions of a unit have too many ranges");
        }
        functions.add(index);
        owners.add(function.tag == INLINED ? owner(function.parent) : Entry.NONE);
    }

    /** The nearest function or call of an entry and the entries around it; blocks are looked through. */
    private int owner(int entry) {
        int owner = entry;
        for (int depth = 0; owner != Entry.NONE && depth < MAX_DEPTH; depth++) {
            if (subprograms.get(owner) || calls.get(owner)) {
                return owner;
            }
            owner = parents.get(owner);
        }
        return Entry.NONE;
    }

    /** Bytes of heap. */
    long weight() {
        return (long) ENTRY_BYTES * offsets.size()
                + (long) FUNCTION_BYTES * addresses.size()
                + (long) ABBREVIATION_BYTES * abbreviations.size();
    }

    /** The addresses of the functions and calls. */
    AddressIndex addresses() {
        return addresses;
    }

    /** The smallest function that holds an address and its chain of inlined calls, outermost first. */
    List<Entry> chain(long address) throws UnusableSymbolFile {
        int[] holders = addresses.all(address);
        int outermost = Entry.NONE;
        long size = -1;
        for (int holder : holders) {
            int index = functions.get(holder);
            long range = addresses.size(address, holder);
            if (subprograms.get(index) && (outermost == Entry.NONE || Long.compareUnsigned(range, size) < 0)) {
                outermost = index;
                size = range;
            }
        }
        List<Entry> chain = new ArrayList<>();
        int owner = outermost;
        while (owner != Entry.NONE && chain.size() < MAX_DEPTH) {
            chain.add(entry(owner));
            int next = Entry.NONE;
            for (int holder : holders) {
                if (owners.get(holder) == owner && functions.get(holder) > owner) {
                    next = functions.get(holder);
                    break;
                }
            }
            owner = next;
        }
        return chain;
    }

    /** The function or scope at an offset of the section, or null. */
    @Nullable
    Entry at(long offset) throws UnusableSymbolFile {
        int low = 0;
        int high = offsets.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = offsets.get(middle);
            if (found == offset) {
                return entry(middle);
            }
            if (found < offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /** The parent of an entry, or null for the root. */
    @Nullable
    Entry parent(Entry entry) throws UnusableSymbolFile {
        return entry.parent == Entry.NONE ? null : entry(entry.parent);
    }

    private Entry entry(int index) throws UnusableSymbolFile {
        DebugBytes bytes = unit.sections.at("info", offsets.get(index));
        bytes.endAt(unit.end);
        Abbreviation shape = shape(bytes.uleb());
        Entry entry = new Entry(offsets.get(index), shape.tag(), parents.get(index));
        AttributeForm.readInto(entry, shape, bytes, unit);
        return entry;
    }

    private Abbreviation shape(long code) throws UnusableSymbolFile {
        Abbreviation shape = abbreviations.get(code);
        if (shape == null) {
            throw new UnusableSymbolFile("a unit has an entry without an abbreviation");
        }
        return shape;
    }
}
